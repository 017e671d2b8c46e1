"""What is hot is translated before anybody asks, into the languages of those who were here last."""

from __future__ import annotations

from vermilion import comments, feeds, translation
from vermilion.cards import hot
from vermilion.infra import subject
from vermilion.infra.db import Reader
from vermilion.infra.jobs import JobContext
from vermilion.infra.subject import Subject

LANGUAGES = 4
COMMENTS = 10  # of a note, the hottest
MOST = 200  # notes and comments of one run
CHUNK = 10  # of one write


async def translate_ahead(context: JobContext) -> None:
    """Ask for the first notes of Explore and their comments, so many a run; also for those that were translated before
    the glossary changed."""
    reader, left = context.db.read, MOST
    subjects = await _hot(reader, context.settings.translate_ahead)
    revision = await translation.revision(context.db.read_slow)
    for target in (await hot.languages(context.db.read_slow))[:LANGUAGES] if subjects else ():
        wanted = await hot.wanted(reader, subjects, target, revision)
        chosen = wanted[:left]
        left -= len(chosen)
        for start in range(0, len(chosen), CHUNK):
            chunk = chosen[start : start + CHUNK]
            await context.db.write(lambda tx, chunk=chunk, target=target: hot.ask(tx, chunk, target, revision))  # type: ignore[misc]  # called at once


async def _hot(reader: Reader, most: int) -> list[Subject]:
    note_ids = (await feeds.explore_page(reader, feeds.EVERYTHING, None, most))[0] if most else []
    subjects = [subject.note(note_id) for note_id in note_ids]
    for note_id in note_ids:
        page = await comments.page(reader, note_id, "hot", None, COMMENTS)
        subjects += [subject.comment(comment.id, note_id) for comment in page.items]
    return subjects
