"""Whatever people do in whatever order: every number equals its rows, on both engines."""

from __future__ import annotations

import os

import msgspec
import pytest
from tests.conftest import Cast
from tests.histories.acting import History

from vermilion import counters
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain

STEPS = {"sqlite": 600, "postgres": 200}
ROUNDS = int(os.environ.get("HISTORIES", "3"))

UNREAD = """
SELECT account_id, tab, sum(unread) FROM (
    SELECT account_id, tab, unread FROM notifications UNION ALL SELECT account_id, tab, -unread FROM inbox_unread
) both_sides GROUP BY account_id, tab HAVING sum(unread) <> 0
"""
ACTORS = """
SELECT n.id, n.actor_count, count(a.actor_id) FROM notifications n
LEFT JOIN notification_actors a ON a.notification_id = n.id
GROUP BY n.id, n.actor_count HAVING n.actor_count <> count(a.actor_id)
"""
OWNERLESS_ACTORS = """
SELECT a.notification_id FROM notification_actors a
WHERE NOT EXISTS (SELECT 1 FROM notifications n WHERE n.id = a.notification_id)
"""
TOLD_OF_ONESELF = """
SELECT n.id FROM notifications n JOIN notification_actors a
ON a.notification_id = n.id AND a.actor_id = n.account_id
"""
NAMED = "SELECT actors, actor_count FROM notifications"
# A like is worth 1, a published reply 2.
HEAT = """
SELECT c.id, c.heat, n.likes + 2 * n.comments FROM comments c JOIN comment_counts n ON n.id = c.id
WHERE c.heat <> n.likes + 2 * n.comments
"""
PUBLIC = """
SELECT t.note_id FROM topic_notes t JOIN notes n ON n.id = t.note_id
WHERE n.state <> 'published' OR n.visibility <> 'everyone'
"""
FOLLOWS_DESPITE_BLOCKS = """
SELECT 1 FROM follows f JOIN blocks b
ON (b.blocker_id = f.follower_id AND b.blocked_id = f.followee_id)
OR (b.blocker_id = f.followee_id AND b.blocked_id = f.follower_id)
"""


@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_numbers_equal_rows_after_any_history(db: Db, cast: Cast, seed: int) -> None:
    history = History(db, [person.id for person in msgspec.structs.astuple(cast)], seed)
    steps = STEPS[db.dialect]
    for _ in range(steps):
        await history.step()
    await drain(db)
    assert history.done > steps / 3, "most steps were refused: the history shows little"
    assert await counters.verify(db.read) == []
    for broken in (UNREAD, ACTORS, OWNERLESS_ACTORS, TOLD_OF_ONESELF, HEAT, PUBLIC, FOLLOWS_DESPITE_BLOCKS):
        assert await db.read.all(broken) == [], broken
    for actors, actor_count in await db.read.all(NAMED):
        assert len(set(msgspec.json.decode(actors))) == min(actor_count, 5)
