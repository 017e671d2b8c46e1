"""No statement of a room reads a large table from end to end: asked of both engines' planners."""

from __future__ import annotations

from importlib import import_module

import pytest
from tests.house.plans import scanned, statements
from tests.house.source import PACKAGE

from vermilion.infra.db import Db

QUERIES = sorted(f"vermilion.{path.parent.name}.queries" for path in PACKAGE.glob("*/queries.py"))

# Tables that stay small or are emptied as they fill: reading all of one is no fault.
SMALL = {
    "feed_dirty": "notes that moved within the last seconds",
    "search_stale": "notes whose translations moved within the last seconds",
    "translation_engines": "one row for each engine of the operator's",
    "topic_ranking": "at most a thousand rows, made anew every two minutes",
    "feed_dirty_channels": "at most one row a channel, for half a minute",
}

# Statements that read a whole table on purpose, and why.
DELIBERATE = {
    "feeds.DELETE_SNAPSHOTS": "a sweep, four times an hour, of the snapshots of two hours",
    "accounts.LANGUAGES_OF_LATE": "walks an index from its end and stops at its limit",
    "accounts.ANY_OWNER": "the owner is the first account, so the first row answers",
    "accounts.OWNERS": "the owner is the first account, so the first row answers",
    "accounts.FIND": "staff look for a part of a name, on a thread of its own",
    "topics.LATEST_ENTRIES": "walks an index from its end and stops at its limit",
    "moderation.BACKLOG": "counts all open reports and appeals, from indexes that hold nothing else",
    "translation.LENGTHS": "counts the whole queue, from an index that holds nothing else",
    "contributions.BY_STATE": "the operator's page counts them all, from an index",
    "counters.ROWS": "the audit: it compares everything with everything",
}


@pytest.mark.parametrize("module", QUERIES)
async def test_no_statement_scans_a_large_table(db: Db, module: str) -> None:
    wrong = {}
    for name, sql in statements(import_module(module), db.dialect):
        if name in DELIBERATE:
            continue
        found = await scanned(db, sql) - set(SMALL)
        if found:
            wrong[name] = f"scans {', '.join(sorted(found))}: {' '.join(sql.split())}"
    assert not wrong


def test_every_exception_is_still_needed() -> None:
    names = {name for module in QUERIES for name, _ in statements(import_module(module), "sqlite")}
    assert set(DELIBERATE) <= names


async def test_a_scan_is_seen(db: Db) -> None:
    """The test of the test."""
    assert await scanned(db, "SELECT n.title FROM notes n WHERE n.title = ?") == {"notes"}
    assert await scanned(db, "SELECT title FROM notes WHERE id IN ids(?)") == set()
    assert await scanned(db, "UPDATE notes SET title = ? WHERE text = ?") == {"notes"}
