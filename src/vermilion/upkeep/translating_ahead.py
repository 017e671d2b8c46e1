"""What is hot is translated before anybody asks, into the languages of those who were here last."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import accounts, comments, feeds, translation
from vermilion.cards.translatable import texts_of
from vermilion.infra import locales, subject
from vermilion.infra.db import Reader, Tx
from vermilion.infra.jobs import JobContext
from vermilion.infra.subject import Subject
from vermilion.translation import HOT, Text

LANGUAGES = 4
COMMENTS = 10  # of a note, the hottest
MOST = 200  # notes and comments of one run
CHUNK = 10  # of one write

Hot = dict[Subject, list[Text]]


async def translate_ahead(context: JobContext) -> None:
    """Ask for the first notes of Explore and their comments, so many a run; also for those that were translated before
    the glossary changed."""
    reader, left = context.db.read, MOST
    subjects = await _hot(reader, context.settings.translate_ahead)
    revision = await translation.revision(context.db.read_slow)
    for target in await _targets(context.db.read_slow) if subjects else ():
        wanted = await _wanted(reader, await _foreign(reader, subjects, target), target, revision)
        chosen = wanted[:left]
        left -= len(chosen)
        for start in range(0, len(chosen), CHUNK):
            chunk = chosen[start : start + CHUNK]
            await context.db.write(lambda tx, chunk=chunk, target=target: _ask(tx, chunk, target, revision))  # type: ignore[misc]  # called at once


async def _hot(reader: Reader, most: int) -> list[Subject]:
    note_ids = (await feeds.explore_page(reader, feeds.EVERYTHING, None, most))[0] if most else []
    subjects = [subject.note(note_id) for note_id in note_ids]
    for note_id in note_ids:
        page = await comments.page(reader, note_id, "hot", None, COMMENTS)
        subjects += [subject.comment(comment.id, note_id) for comment in page.items]
    return subjects


async def _targets(reader: Reader) -> list[str]:
    """What members read, and what the interface speaks to visitors."""
    tags = [*await accounts.languages_of_late(reader), *(locale.tag for locale in locales.ALL)]
    return list(dict.fromkeys(map(translation.normal, tags)))[:LANGUAGES]


async def _foreign(reader: Reader, subjects: Sequence[Subject], target: str) -> Hot:
    """What everybody may read, in another language, of authors who do not mind, and some engine can do it."""
    said = await texts_of(reader, subjects)
    authors = await accounts.by_ids(reader, sorted({one.author_id for one in said.values()}))
    return {
        about: [text for text in one.texts if text.scope == 0 and await _is_foreign(reader, text.source, target)]
        for about, one in said.items()
        if authors[one.author_id].translatable
    }


async def _is_foreign(reader: Reader, source: str, target: str) -> bool:
    if source == "und" or translation.same_language(source, target):
        return False
    return await translation.can(reader, source, target)


async def _wanted(reader: Reader, hot: Hot, target: str, revision: str) -> list[Subject]:
    texts = [text for found in hot.values() for text in found]
    wanted = {text.key for text in await translation.wanted(reader, texts, target, HOT, revision)}
    return [about for about, found in hot.items() if any(text.key in wanted for text in found)]


async def _ask(tx: Tx, subjects: Sequence[Subject], target: str, revision: str) -> None:
    """For the texts as they stand in this transaction, or what was deleted a moment ago would stay."""
    for about, texts in (await _foreign(tx, subjects, target)).items():
        await translation.ask(tx, about, texts, target, HOT, revision)
