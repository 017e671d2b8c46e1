"""A borrowed town in which nobody who looks reads what the notes are written in, and the hottest are translated."""

from __future__ import annotations

import asyncio

from bench.town.making import Town
from vermilion import feeds, notes
from vermilion.infra import clock
from vermilion.infra.db import Db, Tx, open_db
from vermilion.translation import Translation, key_of, memory

LANGUAGE = "ja"
HOTTEST = 200
READ = "UPDATE accounts SET languages = ? WHERE id IN ids(?)"


def translate(town: Town) -> None:
    """Put translations of what stands on the cards of the hottest notes into the memory."""
    asyncio.run(_translate(town))


async def _translate(town: Town) -> None:
    db = await open_db(f"sqlite:///{town.data / 'vermilion.db'}")
    try:
        entries = await _entries(db)

        async def work(tx: Tx) -> None:
            await memory.keep(tx, entries)
            await tx.run(READ, LANGUAGE, town.viewers)

        await db.write(work)
    finally:
        await db.close()


async def _entries(db: Db) -> list[Translation]:
    hottest, _ = await feeds.explore_page(db.read, feeds.EVERYTHING, None, HOTTEST)
    found = (await notes.by_ids(db.read, hottest)).values()
    shown = {key_of(note.title or note.text): note for note in found}
    now = clock.now()
    return [
        Translation(key, LANGUAGE, "bench", "1", "r", note.language, f"訳：{note.title or note.text}", 0, now)
        for key, note in shown.items()
    ]
