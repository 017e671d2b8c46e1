"""Numbered migrations, each applied once, in order, under a lock, all of a start in one transaction."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from importlib import resources

import asyncpg

from vermilion.infra import clock
from vermilion.infra.db import dialects
from vermilion.infra.db.types import Db, Dialect, Tx

FILE = re.compile(r"(\d{4})_\w+(?:\.(sqlite|postgres))?\.sql")
LEDGER = "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, applied_at BIGINT NOT NULL)"


async def migrate(db: Db) -> list[int]:
    """Apply what is missing; returns the numbers applied. Safe to call from several processes at once."""

    async def work(tx: Tx) -> list[int]:
        if tx.dialect == "postgres":
            await tx.value("SELECT pg_advisory_xact_lock(812602)")
        await tx.run(dialects.schema_for_sqlite(LEDGER) if tx.dialect == "sqlite" else LEDGER)
        done = {row[0] for row in await tx.all("SELECT number FROM migrations")}
        applied = []
        for number, script in _scripts(tx.dialect):
            if number in done:
                continue
            for statement in _statements(script):
                await tx.run(statement)
            if number not in applied:
                await tx.run("INSERT INTO migrations (number, applied_at) VALUES (?, ?)", number, clock.now())
                applied.append(number)
        return applied

    return await db.write(work)


async def pending(db: Db) -> list[int]:
    """The numbers of migrations that are not applied yet."""
    numbers = sorted({number for number, _ in _scripts(db.dialect)})
    try:
        done = {row[0] for row in await db.read.all("SELECT number FROM migrations")}
    except (sqlite3.OperationalError, asyncpg.UndefinedTableError):
        return numbers  # no ledger: an empty database
    return [number for number in numbers if number not in done]


def _scripts(dialect: Dialect) -> Iterator[tuple[int, str]]:
    """Every script of this engine as (number, SQL), in order."""
    folder = resources.files("vermilion.migrations")
    adapt = dialects.schema_for_sqlite if dialect == "sqlite" else dialects.schema_for_postgres
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        match = FILE.fullmatch(entry.name)
        if match and match[2] in {None, dialect}:
            yield int(match[1]), adapt(entry.read_text(encoding="utf-8"))


def _statements(script: str) -> list[str]:
    """Cut a script at its semicolons; comments go first, since they may hold one."""
    bare = re.sub(r"--[^\n]*", "", script)
    return [statement.strip() for statement in bare.split(";") if statement.strip()]
