"""All SQL of the numbers."""

from __future__ import annotations

from functools import cache

# ruff: noqa: S608 - every name that is put into SQL here is our own

# A kind's table and the numbers that make sense for it.
COLUMNS: dict[str, tuple[str, ...]] = {
    "note": ("likes", "collects", "comments", "shares", "views"),
    "comment": ("likes", "comments"),
    "account": ("likes", "collects", "notes", "followers", "following"),
    "topic": ("likes", "collects", "comments", "shares", "views", "notes", "followers", "followers_again"),
    "collection": ("notes", "followers"),
}
# A score stands with its translation, which nobody asks for without it.
TABLES = {"translation": "contributed_translations"}
LOAD = {
    kind: f"SELECT id, {', '.join(columns)} FROM {kind}_counts WHERE id IN ids(?)" for kind, columns in COLUMNS.items()
}


@cache
def bump(kind: str, columns: tuple[str, ...]) -> str:
    """Adds to these columns of one row, making it when it is not there: (id, change, …)."""
    if not set(columns) <= set(COLUMNS[kind]):
        raise ValueError(f"{kind} has no such counter among {columns}")
    changes = ", ".join(f"{column} = {kind}_counts.{column} + excluded.{column}" for column in columns)
    marks = ", ".join("?" for _ in columns)
    return (
        f"INSERT INTO {kind}_counts (id, {', '.join(columns)}) VALUES (?, {marks}) "
        f"ON CONFLICT (id) DO UPDATE SET {changes}"
    )


@cache
def number(kind: str, column: str) -> str:
    """One number of many things, with their ids: (ids)."""
    if column not in COLUMNS[kind]:
        raise ValueError(f"{kind} has no such counter: {column}")
    return f"SELECT id, {column} FROM {kind}_counts WHERE id IN ids(?)"


def stored(kind: str, column: str) -> str:
    """Every value of one number."""
    return f"SELECT id, {column} FROM {TABLES.get(kind, f'{kind}_counts')}"


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
    ("topic", "followers_again", "SELECT topic_id, sum(again) FROM topic_follows GROUP BY 1"),
    *[
        (
            "topic",
            column,
            f"SELECT t.topic_id, sum(c.{column}) FROM topic_notes t"
            " JOIN note_counts c ON c.id = t.note_id GROUP BY 1",
        )
        for column in ("likes", "collects", "comments", "shares", "views")
    ],
    ("collection", "notes", "SELECT collection_id, count(*) FROM collection_items GROUP BY 1"),
    ("collection", "followers", "SELECT collection_id, count(*) FROM collection_follows GROUP BY 1"),
    ("translation", "score", "SELECT translation_id, sum(value) FROM translation_votes GROUP BY 1"),
]
