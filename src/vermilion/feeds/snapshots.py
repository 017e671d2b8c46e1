"""The worker's part: score what moved, and freeze the order of channels that changed."""

from __future__ import annotations

from array import array

from vermilion import counters
from vermilion.feeds import queries
from vermilion.feeds.channels import is_topic
from vermilion.feeds.ranking import FRESH_EVERY, FRESH_FOR, NOTICEABLE, score_of, spread, with_fresh
from vermilion.infra import clock, ids
from vermilion.infra.db import Db, Tx

# A round is a transaction, and nobody else writes meanwhile: it stays within a few milliseconds.
NOTES_A_ROUND = 100
CHANNELS_A_ROUND = 1
LENGTH = 1_000
KEPT = 2 * clock.HOUR  # how long a sitting may last
# What enters a topic or leaves it shows at once, what its notes are liked moves them within this time: in a flood each
# of a thousand topics would be ranked anew every three seconds.
STILL = 30 * clock.SECOND


async def refresh(db: Db) -> int:
    """Bring scores and snapshots up to date; returns how many notes and channels were done. Called every few
    seconds by one worker; each step is a short transaction."""
    done = 0
    while count := await db.write(_score_moved):
        done += count
        if count < NOTES_A_ROUND:
            break
    while count := await db.write(_freeze_changed):
        done += count
        if count < CHANNELS_A_ROUND:
            break
    return done


async def sweep(db: Db) -> int:
    """Forget snapshots that no sitting pages through any more; the latest of a channel stays."""
    return await db.write(lambda tx: tx.run(queries.DELETE_SNAPSHOTS, clock.now() - KEPT))


async def _score_moved(tx: Tx) -> int:
    moved = [row[0] for row in await tx.all(queries.DIRTY_NOTES, NOTES_A_ROUND)]
    if not moved:
        return 0
    await tx.run(queries.CLEAN_NOTES, moved)  # before they are read: whoever marks one from now on marks it anew
    counts = await counters.load(tx, "note", moved)
    # An id tells when its note was made.
    scores = {note_id: score_of(ids.moment_of(note_id), counts[note_id]) for note_id in moved}
    # Only notes that stand in a channel have entries to change.
    entries = await tx.all(queries.SCORES_OF, moved)
    away = [(note_id, channel) for note_id, channel, score in entries if abs(scores[note_id] - score) >= NOTICEABLE]
    notes, channels = ({entry[side] for entry in away} for side in (0, 1))
    await tx.many(queries.SET_SCORE, [(scores[note_id], note_id) for note_id in sorted(notes)])
    now = clock.now()
    due = ((channel, now + STILL if is_topic(channel) else now) for channel in sorted(channels))
    await tx.many(queries.MARK_CHANNEL, list(due))
    return len(moved)


async def _freeze_changed(tx: Tx) -> int:
    channels = [row[0] for row in await tx.all(queries.DIRTY_CHANNELS, clock.now(), CHANNELS_A_ROUND)]
    if not channels:
        return 0
    await tx.run(queries.CLEAN_CHANNELS, channels)  # it waits for whoever is marking one, and is followed by others
    for channel in channels:
        await _freeze(tx, channel)
    return len(channels)


async def _freeze(tx: Tx, channel: int) -> None:
    ranked = [(row[0], row[1]) for row in await tx.all(queries.TOP, channel, LENGTH)]
    since = ids.id_at(clock.now() - FRESH_FOR, 0)
    fresh = [row[0] for row in await tx.all(queries.FRESH, channel, since, LENGTH // FRESH_EVERY)]
    packed = array("q", with_fresh(list(spread(ranked, LENGTH)), fresh)).tobytes()
    latest = await tx.value(queries.LATEST, channel)
    if latest is not None and await tx.value(queries.SNAPSHOT, channel, latest) == packed:
        return
    await tx.run(queries.PUT_SNAPSHOT, channel, max(clock.now(), (latest or 0) + 1), packed)
