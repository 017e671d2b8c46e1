"""What must never be found in a house that has come to rest, whatever was killed in it and when."""

from __future__ import annotations

from vermilion import media
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings

# Each gives rows only where something is wrong.
NEVER = {
    "an event that nobody heard": "SELECT id FROM outbox",
    "a job that was not done": "SELECT id FROM jobs WHERE name LIKE 'media.process%'",
    "a public note in no channel": """
        SELECT id FROM notes WHERE state = 'published' AND visibility = 'everyone'
        AND id NOT IN (SELECT note_id FROM feed_entries WHERE channel = 0)""",
    "a note that search does not know": """
        SELECT id FROM notes WHERE state = 'published' AND visibility = 'everyone'
        AND id NOT IN (SELECT rowid FROM search_notes)""",
    "news with other actors than it counts": """
        SELECT n.id FROM notifications n LEFT JOIN notification_actors a ON a.notification_id = n.id
        GROUP BY n.id, n.actor_count HAVING n.actor_count <> count(a.actor_id)""",
    "a like that its author was not told of": """
        SELECT l.subject_id FROM likes l JOIN notes n ON n.id = l.subject_id
        WHERE l.subject_kind = 'note' AND l.account_id <> n.author_id AND NOT EXISTS (
            SELECT 1 FROM notifications t JOIN notification_actors a ON a.notification_id = t.id
            WHERE t.account_id = n.author_id AND t.subject_kind = 'note' AND t.subject_id = n.id
            AND a.actor_id = l.account_id)""",
}


async def found_wrong(db: Db) -> list[str]:
    return [wrong for wrong, sql in NEVER.items() if await db.read_slow.all(sql)]


async def lost_files(db: Db, settings: Settings) -> list[str]:
    """Sizes of ready uploads that do not lie, whole, where their address leads."""
    ready = [row[0] for row in await db.read.all("SELECT id FROM media WHERE state = 'ready'")]
    sizes = [size for item in (await media.by_ids(db.read, ready)).values() for size in item.sizes]
    paths = {size.key: settings.data / "media" / size.key for size in sizes}
    return [size.key for size in sizes if not paths[size.key].is_file() or paths[size.key].stat().st_size != size.bytes]
