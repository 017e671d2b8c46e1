"""Members' translations of a text: compared with what readers are shown now, and with what the viewer may do."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from vermilion import contributions, translation
from vermilion.audience import Action, Permit, Viewer
from vermilion.cards import contributed, permits, texts
from vermilion.cards.contributed import Original
from vermilion.cards.contribution_views import ContributedTranslationView
from vermilion.cards.views import PersonView
from vermilion.contributions import ACCEPTED, DECLINED, OFFERED, Change, Helped, Translation
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.subject import COMMENT, NOTE, Subject
from vermilion.translation import Text

OPEN = frozenset({OFFERED, ACCEPTED})

# Comparing takes some 50 ms at the worst, so it is done once, and beside the event loop.
differences = lru_cache(500)(contributions.differences)


async def of_text(
    reader: Reader, viewer: Viewer, kind: str, identifier: int, language: str = ""
) -> list[ContributedTranslationView]:
    """Translations of a note or comment (`kind`) that stand or are offered, into one language or all: those that stand
    first, then by score. Only with a `language` (BCP 47) are they compared. NotFound for what the viewer may not see;
    whom they block or mute is left out, and of who wants no translations readers see none. Not within a transaction."""
    about = await subject_of(reader, viewer, kind, identifier)
    target = translation.normal(language) if language else None
    found = await contributions.of_subject(reader, about, target)
    views = list((await _views(reader, viewer, found)).values())
    return await _compared(reader, viewer, about, target, views) if target else views


async def one(reader: Reader, viewer: Viewer, translation_id: int) -> ContributedTranslationView:
    """One translation, compared. What is declined or outdated is shown to who made it, to the author of the text and
    to staff. NotFound else. Not within a transaction."""
    found = (await contributions.by_ids(reader, [translation_id])).get(translation_id)
    views = await _views(reader, viewer, [found]) if found else {}
    if found is None or translation_id not in views:
        raise NotFound
    return (await _compared(reader, viewer, found.subject, found.target, list(views.values())))[0]


async def by_ids(reader: Reader, viewer: Viewer, ids: Sequence[int]) -> dict[int, ContributedTranslationView]:
    """Those that the viewer may see, not compared; also within a transaction."""
    return await _views(reader, viewer, list((await contributions.by_ids(reader, ids)).values()))


async def by_person(
    reader: Reader, viewer: Viewer, account_id: int, cursor: Cursor | None, limit: int
) -> Slice[ContributedTranslationView]:
    """Somebody's translations, latest first, not compared: all of one's own, of others those that stand. A page may be
    shorter than `limit` before the end."""
    page = await contributions.by_translator_page(reader, account_id, cursor, limit)
    shown = [found for found in page.items if account_id == viewer.id or found.state == ACCEPTED]
    return Slice(list((await _views(reader, viewer, shown)).values()), page.next)


async def helped(reader: Reader, account_id: int) -> Helped:
    """The figures of a profile; whether the viewer may see the person was decided before."""
    return await contributions.helped(reader, account_id)


async def permit(reader: Reader, viewer: Viewer, translation_id: int, action: Action) -> Permit:
    """For a vote (TRANSLATE) or a moderator's removal (MODERATE); for accepting and declining see
    `permit_to_decide`. NotFound for a translation that the viewer may not see."""
    about = await _about(reader, viewer, translation_id)
    return await permits.permit_of(reader, viewer, about.kind, about.id, action)


async def permit_to_decide(reader: Reader, viewer: Viewer, translation_id: int) -> Permit:
    """To accept or decline: EDIT for the text's author, MODERATE for everybody else."""
    about = await _about(reader, viewer, translation_id)
    author_id = (await permits.permit_of(reader, viewer, about.kind, about.id, Action.SEE)).terms.author_id
    action = Action.EDIT if viewer.id == author_id else Action.MODERATE
    return await permits.permit_of(reader, viewer, about.kind, about.id, action)


async def subject_of(reader: Reader, viewer: Viewer, kind: str, identifier: int) -> Subject:
    """The note or comment, if the viewer may see it. NotFound else."""
    if kind not in {NOTE, COMMENT}:
        raise NotFound
    return (await permits.permit_of(reader, viewer, kind, identifier, Action.SEE)).subject


async def _about(reader: Reader, viewer: Viewer, translation_id: int) -> Subject:
    found = (await contributions.by_ids(reader, [translation_id])).get(translation_id)
    if found is None or not await _views(reader, viewer, [found]):
        raise NotFound
    return found.subject


async def _views(reader: Reader, viewer: Viewer, found: Sequence[Translation]) -> dict[int, ContributedTranslationView]:
    """In the order given."""
    originals = await contributed.originals(reader, viewer, list(dict.fromkeys(one.subject for one in found)))
    named = await contributed.hands(reader, viewer, (one.translator_id for one in found))
    shown = [
        one
        for one in found
        if one.subject in originals and one.translator_id in named and _is_shown(viewer, originals[one.subject], one)
    ]
    votes = await contributions.votes_among(reader, [one.id for one in shown], viewer.id)
    known = await texts.known_handles(reader, [one.text for one in shown])
    return {one.id: _view(viewer, originals[one.subject], one, named, votes, known) for one in shown}


def _is_shown(viewer: Viewer, original: Original, found: Translation) -> bool:
    concerned = viewer.signed_in and viewer.id in {found.translator_id, original.terms.author_id}
    return concerned or viewer.staff or (found.state in OPEN and original.translatable)


def _view(
    viewer: Viewer,
    original: Original,
    found: Translation,
    named: Mapping[int, PersonView],
    votes: Mapping[int, int],
    known: set[str],
) -> ContributedTranslationView:
    return ContributedTranslationView(
        id=str(found.id),
        about=original.about,
        language=found.target,
        source=found.source,
        title=found.title,
        text=found.text,
        paragraphs=texts.paragraphs(found.text, known),
        alts=list(found.alts),
        translator=named[found.translator_id],
        based_on=str(found.based_on) if found.based_on else None,
        state=found.state,
        score=found.score,
        voted=votes.get(found.id, 0),
        created_at=clock.rfc3339(found.created_at),
        compared_with="",
        title_changes=None,
        changes=None,
        may=_may(viewer, original, found),
    )


def _may(viewer: Viewer, original: Original, found: Translation) -> list[str]:
    edits, moderates = original.allows(viewer, Action.EDIT), original.allows(viewer, Action.MODERATE)
    votes = original.allows(viewer, Action.TRANSLATE) and contributions.why_not_vote(found, viewer) is None
    decides = edits or moderates
    allowed = {
        "vote": votes and found.state in OPEN,
        "accept": decides and found.state in {OFFERED, DECLINED} and _is_of(original, found),
        "decline": decides and found.state in OPEN,
        "withdraw": viewer.signed_in and viewer.id == found.translator_id,
        "remove": moderates,
        "moderate": moderates and not edits,
    }
    return [name for name, so in allowed.items() if so]


def _is_of(original: Original, found: Translation) -> bool:
    """Whether it is a translation of these very words."""
    return found.source_keys[:2] == (translation.key_of(original.title), translation.key_of(original.text))


async def _compared(
    reader: Reader, viewer: Viewer, about: Subject, target: str, views: list[ContributedTranslationView]
) -> list[ContributedTranslationView]:
    """The same with the changes from what readers are shown now; what stands itself is left as it is."""
    original = (await contributed.originals(reader, viewer, [about]))[about]
    title, text = (Text(part, author=original.terms.author_id) for part in (original.title, original.text))
    found = await translation.best(reader, [*title.keys, *text.keys], target)
    stands = {words.text: found[key] for words in (title, text) for key in reversed(words.keys) if key in found}
    if not stands:
        return views
    by = "machine" if all(one.machine for one in stands.values()) else "person"

    def changed(view: ContributedTranslationView) -> ContributedTranslationView:
        if view.state == ACCEPTED:
            return view
        return msgspec.structs.replace(
            view,
            compared_with=by,
            title_changes=_changes(stands.get(original.title), view.title),
            changes=_changes(stands.get(original.text), view.text),
        )

    return await asyncio.to_thread(lambda: [changed(view) for view in views])


def _changes(standing: translation.Translation | None, said: str) -> list[Change] | None:
    return None if standing is None else differences(standing.text, said)
