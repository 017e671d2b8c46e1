"""The memory: which translation stands for a text, and what people put into it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from vermilion.infra import clock, generations, metrics
from vermilion.infra.db import Db, Reader, Row, Tx
from vermilion.infra.errors import Doubtful
from vermilion.infra.log import get_logger
from vermilion.translation import queries
from vermilion.translation.models import HUMAN, MEMORY, Text, TextsTranslated, Translation

GENERATION = "translations"  # moves with whatever readers see of translations
COUNT_EVERY = 5.0  # seconds
REMEMBERED = 30_000  # texts, in each process
CHARACTERS = 20_000_000  # of them all
log = get_logger("translation")


async def best(reader: Reader, keys: Sequence[str], target: str) -> dict[str, Translation]:
    """The translation that stands for each of the keys that has one: a person's, else that of the first engine of the
    chain, the latest of several. `target` is taken as it is: zh-Hant finds nothing of zh-Hans."""
    if not keys:
        return {}
    rows = await reader.all(queries.FIND, target, sorted(set(keys)))
    rows.sort(key=_rank, reverse=True)
    return {row[0]: Translation(*row[:-1]) for row in rows}  # the best of a key comes last and stays


async def in_every_language(reader: Reader, keys: Sequence[str]) -> list[Translation]:
    """The translation that stands for each of the keys in each language that it has one in."""
    if not keys:
        return []
    rows = await reader.all(queries.FIND_IN_ALL, sorted(set(keys)))
    rows.sort(key=_rank, reverse=True)
    return list({(row[0], row[1]): Translation(*row[:-1]) for row in rows}.values())


async def remembered(reader: Reader, keys: Sequence[str], target: str) -> dict[str, Translation]:
    """The same from this process's memory, which holds until anything about translations changes anywhere; what has
    none is remembered too. What is found counts as a hit."""
    if not reader.committed:
        return await best(reader, keys, target)
    memory = _memory_of(reader)
    generation = await generations.read(reader, GENERATION)
    if generation != memory.generation:
        memory.begin(generation)
    # Held here: another reader may begin anew while this one waits, and must not be given what is older.
    kept = memory.kept.setdefault(target, {})
    unknown = [key for key in keys if key not in kept]
    if unknown:
        loaded = await best(reader, unknown, target)
        kept.update({key: loaded.get(key) for key in unknown})
        memory.characters += sum(len(one.text) for one in loaded.values())
    found = {key: translation for key in keys if (translation := kept[key]) is not None}
    memory.hits.update([(translation.source, target) for translation in found.values()])
    if unknown and memory.full:
        memory.begin(generation)
    return found


def missed(reader: Reader, texts: Sequence[Text], target: str) -> None:
    """Count texts that the memory could not answer."""
    _memory_of(reader).misses.update((text.source, target) for text in texts)


async def keep(tx: Tx, entries: Sequence[Translation]) -> None:
    """Remember what engines or people say; what the same said before, with another model or other words, goes, and so
    does what any machine said by another revision than a machine's new one."""
    if entries:
        said = [(entry.text_key, entry.target, entry.revision) for entry in entries if entry.machine]
        await tx.many(queries.DROP_OF_OTHER_REVISIONS, said)
        await tx.many(queries.DROP_OF_ENGINE, [(entry.text_key, entry.target, entry.engine) for entry in entries])
        await tx.many(queries.KEEP, [_row_of(entry) for entry in entries])
        await generations.bump(tx, GENERATION)


async def tell(tx: Tx, texts: Sequence[Text]) -> None:
    """Other words stand for these now."""
    if keys := tuple(dict.fromkeys(key for text in texts if text.scope == 0 for key in text.keys)):
        await tx.emit(TextsTranslated(keys))


async def keep_human(tx: Tx, text: Text, target: str, translated: str, translator_id: int) -> None:
    """A person's translation outranks all others from now on; an earlier one of a person gives way."""
    key = text.own_key
    await tx.run(queries.ANSWERED, key, target)
    await keep(tx, [Translation(key, target, HUMAN, "", "", text.source, translated, translator_id, clock.now())])
    await tell(tx, [text])


async def drop_human(tx: Tx, text: Text, target: str) -> None:
    """What machines said of the text stands again."""
    if await tx.run(queries.DROP_OF_ENGINE, text.own_key, target, HUMAN):
        await generations.bump(tx, GENERATION)
        await tell(tx, [text])


async def keep_counting(db: Db) -> None:
    """Write hits and misses down every few seconds until cancelled, then once more."""
    try:
        while True:
            await asyncio.sleep(COUNT_EVERY)
            await keep_counted(db)
    finally:
        await keep_counted(db)


async def keep_counted(db: Db) -> None:
    """Write the hits and misses since the last time into the day's figures; on failure they wait for the next time."""
    memory = _memory_of(db.read)
    hits, misses = memory.hits, memory.misses
    if not hits and not misses:
        return
    memory.hits, memory.misses = Counter(), Counter()
    day = clock.day_of(clock.now())
    rows = [(day, MEMORY, *pair, hits[pair], 0, misses[pair], 0, 0) for pair in sorted({*hits, *misses})]
    try:
        await db.write(lambda tx: tx.many(queries.COUNT, rows))
    except Doubtful:
        log.warning("hits_doubtful", exc_info=True)  # they may be there
    except Exception:
        log.warning("hits_not_written", exc_info=True)
        memory.hits.update(hits)
        memory.misses.update(misses)
    else:
        metrics.observe_memory(hits.total(), misses.total())


def _row_of(entry: Translation) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in Translation.__struct_fields__)


def _rank(row: Row) -> tuple[bool, int, int]:
    """Smallest first: people, then the chain's order, then the latest."""
    entry = Translation(*row[:-1])
    return entry.machine, row[-1], -entry.created_at


class _Memory:
    """What one process remembers of one database."""

    def __init__(self) -> None:
        self.generation = -1
        self.kept: dict[str, dict[str, Translation | None]] = {}
        self.characters = 0
        self.hits: Counter[tuple[str, str]] = Counter()
        self.misses: Counter[tuple[str, str]] = Counter()

    @property
    def full(self) -> bool:
        return self.characters > CHARACTERS or sum(map(len, self.kept.values())) > REMEMBERED

    def begin(self, generation: int) -> None:
        self.generation = generation
        self.kept = {}
        self.characters = 0


_memories: WeakKeyDictionary[Reader, _Memory] = WeakKeyDictionary()


def _memory_of(reader: Reader) -> _Memory:
    memory = _memories.get(reader)
    if memory is None:
        memory = _memories[reader] = _Memory()
    return memory
