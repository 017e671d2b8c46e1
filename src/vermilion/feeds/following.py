"""Following, newest first, without gaps and without repeats.

An author with few followers is written to each of them when publishing; one with many (a broadcaster) is merged when
read, so that a note never costs more than BROADCAST_FROM rows. Which of the two a note is was decided once, in the
transaction that published it, so it stands in exactly one of the places and a reader's page is one merge of both.
"""

from __future__ import annotations

import heapq
from itertools import islice

from vermilion import counters, notes, relations
from vermilion.feeds import queries
from vermilion.infra import ids
from vermilion.infra.db import Reader, Tx

BROADCAST_FROM = 500
BACKFILL = 100  # notes from before a follow that come with it
FEW = 50


async def following_page(
    reader: Reader, viewer_id: int, before: int = ids.LARGEST, limit: int = 20
) -> list[int]:
    """Ids of the latest notes older than `before` by those the viewer follows; the caller decides which are shown."""
    home = [row[0] for row in await reader.all(queries.HOME, viewer_id, before, limit)]
    authors = [row[0] for row in await reader.all(queries.BROADCAST_FOLLOWS, viewer_id, FEW + 1)]
    if not authors:
        return home
    broadcasts = await _broadcasts(reader, viewer_id, authors, before, limit)
    merged = heapq.merge(home, broadcasts, reverse=True)
    return list(islice(dict.fromkeys(merged), limit))


async def deliver(tx: Tx, note_id: int, author_id: int) -> None:
    """Put a new note before its author's followers."""
    since = await tx.value(queries.BROADCASTS_SINCE, author_id)
    if since is None:
        followers = await relations.follower_ids(tx, author_id, BROADCAST_FROM + 1)
        if len(followers) <= BROADCAST_FROM:
            if followers:
                await tx.many(queries.PUT_HOME, [(viewer, note_id, author_id) for viewer in followers])
            return
        await _become_broadcaster(tx, author_id, note_id)
    await tx.run(queries.PUT_BROADCAST, note_id, author_id)


async def followed(tx: Tx, event: relations.Followed) -> None:
    """The followee's latest notes join the follower's feed."""
    viewer_id, author_id = event.follower_id, event.followee_id
    since = await tx.value(queries.BROADCASTS_SINCE, author_id)
    if since is not None:
        await tx.run(queries.PUT_BROADCAST_FOLLOW, viewer_id, author_id)
    earlier = await notes.by_author(tx, author_id, since or ids.LARGEST, BACKFILL)
    if earlier:
        await tx.many(queries.PUT_HOME, [(viewer_id, note_id, author_id) for note_id in earlier])


async def unfollowed(tx: Tx, event: relations.Unfollowed) -> None:
    await tx.run(queries.DELETE_HOME, event.follower_id, event.followee_id)
    await tx.run(queries.DELETE_BROADCAST_FOLLOW, event.follower_id, event.followee_id)


async def _become_broadcaster(tx: Tx, author_id: int, since: int) -> None:
    """From this note on (ids are times) the author is merged when read. Once a broadcaster, always one: falling back
    and forth around the line would cost more than it saves."""
    await tx.run(queries.PUT_BROADCASTER, author_id, since)
    count = await counters.number(tx, "account", author_id, "followers")
    followers = await relations.follower_ids(tx, author_id, count + 1)
    await tx.many(queries.PUT_BROADCAST_FOLLOW, [(viewer, author_id) for viewer in followers])


async def _broadcasts(reader: Reader, viewer_id: int, authors: list[int], before: int, limit: int) -> list[int]:
    if len(authors) > FEW:
        return [row[0] for row in await reader.all(queries.BROADCASTS_OF_MANY, before, viewer_id, limit)]
    sql = " UNION ALL ".join([queries.BROADCASTS_OF] * len(authors))
    arguments = [value for author in authors for value in (author, before, limit)]
    rows = await reader.all(f"{sql} ORDER BY note_id DESC LIMIT {limit:d}", *arguments)
    return [row[0] for row in rows]
