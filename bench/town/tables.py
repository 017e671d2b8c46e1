"""Bulk writing: rows of a table in chunks, each chunk one transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from typing import Any

from vermilion.counters.queries import ROWS, TABLES
from vermilion.infra.db import Db

CHUNK = 20_000

COLUMNS = {
    "accounts": "id handle handle_key name region languages locale avatar_id created_at",
    "credentials": "account_id email email_key password_hash password_changed_at",
    "sessions": "id account_id token_hash created_at last_seen_at expires_at user_agent network",
    "api_tokens": "id account_id name token_hash scopes created_at",
    "media": "id owner_id purpose kind state bytes progress width height thumbhash sizes used_at created_at",
    "notes": "id author_id title text language language_source category kind visibility state region cover_id"
    " version created_at",
    "note_media": "note_id position media_id alt",
    "topics": "id name name_key created_by created_at",
    "topic_notes": "topic_id note_id",
    "follows": "follower_id followee_id created_at",
    "likes": "subject_kind subject_id account_id created_at",
    "comments": "id note_id author_id text language region state created_at",
    "collections": "id owner_id name visibility is_default created_at",
    "collection_items": "collection_id note_id owner_id created_at",
    "note_counts": "id views",
    "feed_entries": "channel note_id author_id score",
    "feed_dirty_channels": "channel",
    "feed_home": "viewer_id note_id author_id",
    "feed_broadcasters": "author_id since",
    "feed_broadcasts": "note_id author_id",
    "feed_broadcast_follows": "viewer_id author_id",
    "search_names": "kind word id",
}


async def put(db: Db, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of COLUMNS[table]."""
    names = COLUMNS[table].split()
    await put_by(db, f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", rows)


async def put_by(db: Db, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        await db.write(lambda tx, chunk=chunk: tx.many(sql, chunk))  # type: ignore[misc]  # called at once


@asynccontextmanager
async def without_indexes(db: Db) -> AsyncIterator[None]:
    """Drop the indexes and make them again afterwards: sorted all at once they cost a fraction."""
    indexes = await db.read.all("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    for name, _ in indexes:
        await db.write(lambda tx, name=name: tx.run(f"DROP INDEX {name}"))  # type: ignore[misc]  # called at once
    yield
    for _, sql in indexes:
        await db.write(lambda tx, sql=sql: tx.run(sql))  # type: ignore[misc]  # called at once


async def count_everything(db: Db) -> None:
    """Set every number to what its rows say, by the very queries that the audit compares with."""
    for kind, column, rows in ROWS:
        if kind in TABLES:
            continue  # numbers that stand with their things, which the town has none of
        sql = (
            f"INSERT INTO {kind}_counts (id, {column}) SELECT * FROM ({rows}) AS found WHERE 1 = 1 "
            f"ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}"
        )
        await db.write(lambda tx, sql=sql: tx.run(sql))  # type: ignore[misc]  # called at once
