"""Notes enter and leave topics, and topics' totals follow their notes' numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from vermilion import counters
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.topics import queries
from vermilion.topics.finding import by_keys, of_notes
from vermilion.topics.models import Topic, TopicCreated, name_key

# What a topic sums up over its notes.
SUMMED = ("likes", "collects", "comments", "shares", "views")


async def set_note_topics(tx: Tx, note_id: int, names: Sequence[str], author_id: int) -> list[Topic]:
    """Let a public note stand in these topics and no others ([] when it is not public any more). A topic is made when
    it is first used."""
    wanted = await _found_or_made(tx, names, author_id)
    await _lock_numbers(tx, note_id)
    standing = set((await of_notes(tx, [note_id]))[note_id])
    entered = sorted({topic.id for topic in wanted} - standing)
    left = sorted(standing - {topic.id for topic in wanted})
    if entered or left:
        await tx.many(queries.ENTER, [(topic_id, note_id) for topic_id in entered])
        await tx.many(queries.LEAVE, [(topic_id, note_id) for topic_id in left])
        numbers = (await counters.load(tx, "note", [note_id]))[note_id]
        brought = {"notes": 1} | {name: getattr(numbers, name) for name in SUMMED}
        # In the order of their ids, so that two notes that change places never wait for each other crosswise.
        for topic_id in sorted([*entered, *left]):
            change = 1 if topic_id in entered else -1
            await counters.bump(tx, "topic", topic_id, **{name: change * count for name, count in brought.items()})
    return wanted


async def add_to_note_topics(tx: Tx, column: str, changes: Mapping[int, int]) -> None:
    """Pass changes of a number of notes, by note id, on to their topics. Call it after the notes' own rows were bumped:
    that lock is what keeps the totals exact while a note enters or leaves a topic (PostgreSQL)."""
    totals: Counter[int] = Counter()
    for note_id, standing in (await of_notes(tx, list(changes))).items():
        for topic_id in standing:
            totals[topic_id] += changes[note_id]
    await counters.add(tx, "topic", column, totals)


async def _found_or_made(tx: Tx, names: Sequence[str], author_id: int) -> list[Topic]:
    """The topics of these names, in their order, each once."""
    named: dict[str, str] = {}
    for name in names:
        named.setdefault(name_key(name), name)
    found = await by_keys(tx, list(named))
    for key, name in named.items():
        if key in found:
            continue
        identifier, now = ids.new_id(), clock.now()
        if await tx.run(queries.MAKE, identifier, name, key, author_id, now):
            await tx.emit(TopicCreated(identifier, name))
    if len(found) < len(named):
        found = await by_keys(tx, list(named))
    return [found[key] for key in named]


async def _lock_numbers(tx: Tx, note_id: int) -> None:
    """Hold the note's numbers still until the commit: a change of nothing takes the row's lock on PostgreSQL."""
    await counters.bump(tx, "note", note_id, likes=0)
