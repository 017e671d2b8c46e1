"""Keeping translated words true: notes are marked by the news of their translations, and indexed anew a few at a time,
each once however many of its texts came in how many languages."""

from __future__ import annotations

from vermilion import notes, translation
from vermilion.accounts import TranslatableChanged
from vermilion.infra.db import Db, Tx
from vermilion.infra.subject import NOTE
from vermilion.search import queries
from vermilion.search.indexing import index_note, remove_note
from vermilion.translation import TextsTranslated

# Notes a transaction, in which nobody else writes: a few milliseconds.
CHUNK = 10
# Of notes that say the same, like "Good morning", only the newest are brought up to date.
MOST = 200
PAGE = 500  # of an author's notes


async def refresh(db: Db) -> int:
    """Index anew what is marked; returns how many notes. Called every few seconds by one worker."""
    done = 0
    while count := await db.write(_index_some):
        done += count
        if count < CHUNK:
            break
    return done


async def on_texts_translated(tx: Tx, event: TextsTranslated) -> None:
    await _mark(tx, await translation.behind(tx, event.text_keys, NOTE, MOST))


async def on_translatable_changed(tx: Tx, event: TranslatableChanged) -> None:
    found = await notes.by_author(tx, event.account_id, limit=PAGE)
    while found:
        await _mark(tx, found)
        found = await notes.by_author(tx, event.account_id, found[-1], PAGE)


async def _mark(tx: Tx, note_ids: list[int]) -> None:
    """In the order of their ids, so that two who mark the same never wait for each other crosswise."""
    if note_ids:
        await tx.many(queries.MARK_STALE, [(note_id,) for note_id in sorted(note_ids)])


async def _index_some(tx: Tx) -> int:
    stale = [row[0] for row in await tx.all(queries.STALE, CHUNK)]
    if stale:
        # First, so that who marks one of them meanwhile waits, and it is indexed once more.
        await tx.run(queries.CLEAN, stale)
        # Before they are read: whoever indexes an edit of one now waits for us, or we for them and then read it.
        for note_id in stale:
            await remove_note(tx, note_id)
        for note in (await notes.by_ids(tx, stale)).values():
            await index_note(tx, note)
    return len(stale)
