"""Notes, comments and people in a reader's language: what stands in the memory, and asking for what does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vermilion import accounts, comments, translation
from vermilion.audience import Action, Viewer
from vermilion.cards import contributed, people, permits, stills, texts
from vermilion.cards.reading import CLOSED, OWN, READY, Reading, Standing, source_of, standings
from vermilion.cards.translatable import Said, of_comment, of_note, of_person
from vermilion.cards.views import CardTranslationView, PersonView, TranslationView
from vermilion.infra.db import Db, Reader, Tx
from vermilion.infra.errors import NotFound
from vermilion.translation import HUMAN, Text, Translation

MOST_COMMENTS = 100  # of a thread in one request

Thing = tuple[Said, bool]  # whether its author lets it be translated


async def note(reader: Reader, viewer: Viewer, note_id: int) -> Thing:
    """The texts of a note that the viewer may see. NotFound else."""
    await permits.note_permit(reader, viewer, note_id, Action.SEE)
    found = (await stills.load(reader, [note_id]))[note_id]
    author = (await people.load(reader, [found.author_id]))[found.author_id]
    return of_note(found), author.translatable


async def thread(reader: Reader, viewer: Viewer, ids: Sequence[int]) -> list[Thing]:
    """The texts of those of the comments that the viewer may see, MOST_COMMENTS at most."""
    found = await comments.by_ids(reader, list(ids)[:MOST_COMMENTS])
    homes = await permits.visible_notes(reader, viewer, list({comment.note_id for comment in found.values()}))
    authors = await people.load(reader, [comment.author_id for comment in found.values()])
    shown = [
        comment
        for comment in found.values()
        if comment.note_id in homes and comment.author_id not in viewer.blocks | viewer.blocked_by
    ]
    return [
        (of_comment(one, public=homes[one.note_id].plain), authors[one.author_id].translatable) for one in shown
    ]


async def person(reader: Reader, viewer: Viewer, handle: str) -> Thing:
    """The bio of somebody whom the viewer may see. NotFound else."""
    found = await accounts.by_handle(reader, handle)
    if found is None:
        raise NotFound
    await permits.person_permit(reader, viewer, found.id, Action.SEE)
    return of_person(found), found.translatable


async def standing(reader: Reader, reading: Reading, things: Sequence[Thing]) -> list[Standing]:
    return await standings(reader, reading, things)


async def wanted(db: Db, reading: Reading, things: Sequence[Thing]) -> list[tuple[Said, list[Text]]]:
    """What would have to be asked for; only looks, so that a limit may be set on the asking."""
    found: list[tuple[Said, list[Text]]] = []
    for (said, _), now in zip(things, await standing(db.read, reading, things), strict=True):
        if now.state in {OWN, CLOSED} or not now.missing:
            continue
        possible = [text for text in now.missing if await translation.can(db.read, source_of(text), reading.target)]
        if new := await translation.wanted(db.read, possible, reading.target):
            found.append((said, new))
    return found


async def ask(db: Db, reading: Reading, wanted: Sequence[tuple[Said, list[Text]]]) -> None:
    """Have it translated, durably; ahead of what nobody waits for."""

    async def work(tx: Tx) -> None:
        for said, new in wanted:
            await translation.ask(tx, said.about, new, reading.target, translation.ASKED)

    if wanted:
        await db.write(work)


async def arrived(db: Db, reading: Reading, things: Sequence[Thing], seconds: float) -> list[Standing]:
    """How things stand once all that is asked for has come or failed, after so many seconds at most."""
    before = await standing(db.read, reading, things)
    keys = [text.key for one in before for text in one.missing]
    if not keys:
        return before
    # A request that is gone by now may have been answered since the look before.
    if await translation.state(db.read, sorted(keys), reading.target):
        await translation.wait(db, keys, reading.target, seconds)
    return await standing(db.read, reading, things)


async def named(reader: Reader, viewer: Viewer, found: Iterable[Standing]) -> Mapping[int, PersonView]:
    """Those of the people whose translations these are whom the viewer may see and wants to, in one batch."""
    ids = {one.translator_id for standing in found for one in standing.found.values()} - {0}
    return await contributed.hands(reader, viewer, sorted(ids)) if ids else {}


def view(
    standing: Standing,
    reading: Reading,
    named: Mapping[int, PersonView],
    known: set[str],
    *,
    title: str = "",
    text: str = "",
    alts: Sequence[str] = (),
) -> TranslationView | None:
    """A thing's texts in the reader's language; None until all of them are there."""
    if standing.state != READY or not standing.found:
        return None
    foreign = standing.foreign + standing.beside
    said = {text.text: standing.found[text.key].text for text in foreign if text.key in standing.found}
    # Of several hands the least is named: a machine, if any of them is one.
    least = _least(standing, standing.foreign) or next(iter(standing.found.values()))
    described = _least(standing, standing.beside)
    whole = said.get(text, text)
    return TranslationView(
        language=reading.target,
        source=standing.source,
        by="machine" if least.machine else "person",
        engine="" if least.engine == HUMAN else least.engine,
        model=least.model,
        translator=named.get(least.translator_id),
        title=said.get(title, title),
        text=whole,
        paragraphs=texts.paragraphs(whole, known),
        alts=[said.get(alt, alt) for alt in alts],
        alts_by="" if described is None else "machine" if described.machine else "person",
    )


def _least(standing: Standing, words: Sequence[Text]) -> Translation | None:
    found = [standing.found[text.key] for text in words if text.key in standing.found]
    return max(found, key=lambda one: (one.machine, len(one.text)), default=None)


def short(view: TranslationView | None) -> CardTranslationView | None:
    """As it stands in a list."""
    if view is None:
        return None
    return CardTranslationView(
        language=view.language,
        source=view.source,
        by=view.by,
        engine=view.engine,
        model=view.model,
        title=view.title or view.text,
    )
