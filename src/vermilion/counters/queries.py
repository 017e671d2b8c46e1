"""All SQL of the numbers."""

from __future__ import annotations

from functools import cache

from vermilion.counters.models import Counts

COLUMNS = Counts.__struct_fields__
# What a card shows.
NUMBERS = "SELECT id, likes, collects, comments, shares, views FROM counts WHERE kind = ? AND id IN ids(?)"
LOAD = f"SELECT id, {', '.join(COLUMNS)} FROM counts WHERE kind = ? AND id IN ids(?)"  # noqa: S608 - our own names


@cache
def bump(columns: tuple[str, ...]) -> str:
    """Adds to these columns of one row, making it when it is not there: (kind, id, change, …)."""
    if not set(columns) <= set(COLUMNS):
        raise ValueError(f"no such counter among {columns}")
    changes = ", ".join(f"{column} = counts.{column} + excluded.{column}" for column in columns)
    marks = ", ".join("?" for _ in columns)
    return (
        f"INSERT INTO counts (kind, id, {', '.join(columns)}) VALUES (?, ?, {marks}) "  # noqa: S608 - checked above
        f"ON CONFLICT (kind, id) DO UPDATE SET {changes}"
    )


# What each number must equal, as (kind, column, query of id and count). Views have no rows: they are folded.
ROWS: list[tuple[str, str, str]] = [
    ("note", "likes", "SELECT subject_id, count(*) FROM likes WHERE subject_kind = 'note' GROUP BY 1"),
    ("note", "collects", "SELECT note_id, count(DISTINCT owner_id) FROM collection_items GROUP BY 1"),
    ("note", "comments", "SELECT note_id, count(*) FROM comments WHERE state = 'published' GROUP BY 1"),
    ("note", "shares", "SELECT note_id, count(*) FROM shares GROUP BY 1"),
    ("comment", "likes", "SELECT subject_id, count(*) FROM likes WHERE subject_kind = 'comment' GROUP BY 1"),
    (
        "comment",
        "comments",
        "SELECT parent_id, count(*) FROM comments WHERE state = 'published' AND parent_id > 0 GROUP BY 1",
    ),
    (
        "account",
        "notes",
        "SELECT author_id, count(*) FROM notes WHERE state = 'published' AND visibility <> 'self' GROUP BY 1",
    ),
    ("account", "followers", "SELECT followee_id, count(*) FROM follows GROUP BY 1"),
    ("account", "following", "SELECT follower_id, count(*) FROM follows GROUP BY 1"),
    (
        "account",
        "likes",
        "SELECT n.author_id, count(*) FROM likes l JOIN notes n ON n.id = l.subject_id"
        " WHERE l.subject_kind = 'note' GROUP BY 1",
    ),
    (
        "account",
        "collects",
        "SELECT n.author_id, count(*) FROM (SELECT DISTINCT owner_id, note_id FROM collection_items) c"
        " JOIN notes n ON n.id = c.note_id GROUP BY 1",
    ),
    ("topic", "notes", "SELECT topic_id, count(*) FROM topic_notes GROUP BY 1"),
    ("topic", "followers", "SELECT topic_id, count(*) FROM topic_follows GROUP BY 1"),
    *[
        (
            "topic",
            column,
            f"SELECT t.topic_id, sum(c.{column}) FROM topic_notes t"  # noqa: S608 - our own names
            " JOIN counts c ON c.kind = 'note' AND c.id = t.note_id GROUP BY 1",
        )
        for column in ("likes", "collects", "comments", "shares", "views")
    ],
    ("collection", "notes", "SELECT collection_id, count(*) FROM collection_items GROUP BY 1"),
    ("collection", "followers", "SELECT collection_id, count(*) FROM collection_follows GROUP BY 1"),
]
