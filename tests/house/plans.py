"""Which tables a statement reads from end to end, as each engine's own planner tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import asyncpg
import msgspec

from vermilion.infra.db import Db, dialects
from vermilion.infra.db.postgres import PostgresDb

SQL = re.compile(r"\s*(--[^\n]*\n\s*)*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")
KEYWORDS = "CROSS|GROUP|INNER|JOIN|LEFT|LIMIT|ON|ORDER|RETURNING|SET|UNION|USING|VALUES|WHERE"
TABLE = re.compile(rf"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(?!(?:{KEYWORDS})\b)(\w+))?")
# Empty tables invite plans that no full one would get. What is asked is whether there is a way without reading all.
LIKE_A_LARGE_TABLE = """
SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
SET LOCAL enable_bitmapscan = off; SET LOCAL plan_cache_mode = force_generic_plan
"""
WALKS = {"Index Scan", "Index Only Scan", "Bitmap Index Scan"}


def statements(module: ModuleType, dialect: str) -> Iterator[tuple[str, str]]:
    """(name, SQL) of every statement that a `queries` module holds for an engine."""
    room = module.__name__.split(".")[1]
    for name, value in vars(module).items():
        if name.isupper():
            yield from _texts(f"{room}.{name}", value, dialect)


def _texts(name: str, value: Any, dialect: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if SQL.match(value):
            yield name, value
    elif isinstance(value, dict):
        if {"sqlite", "postgres"} & set(value):
            yield from _texts(name, value.get(dialect), dialect)
        else:
            for key, item in value.items():
                yield from _texts(f"{name}[{key}]", item, dialect)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(name, item, dialect)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _texts(f"{name}.{field}", getattr(value, field), dialect)


async def scanned(db: Db, sql: str) -> set[str]:
    """Tables of which the statement reads every row, or every entry of an index."""
    if isinstance(db, PostgresDb):
        return await _scanned_by_postgres(db.pool, sql)
    real = {row[0] for row in await db.read.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = {alias or table: table for table, alias in TABLE.findall(sql) if table in real}
    found = set()
    for row in await db.read.all("EXPLAIN QUERY PLAN " + sql, *_values(sql)):
        match = re.match(r"SCAN (\w+)(?! VIRTUAL TABLE INDEX \d+:\S)", row[3])
        if match and match[1] in tables:  # else a common table expression or a list of values
            found.add(tables[match[1]])
    return found


def _values(sql: str) -> list[Any]:
    """Something for every placeholder; plans do not depend on it."""
    return [[1] if mark.startswith(("ids", "texts")) else 1 for mark in dialects.MARK.findall(sql)]


async def _scanned_by_postgres(pool: asyncpg.Pool, sql: str) -> set[str]:
    async with pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        try:
            await connection.execute(LIKE_A_LARGE_TABLE)
            await connection.execute(f"PREPARE looked_at AS {dialects.for_postgres(sql)}")
            nulls = ", ".join("NULL" for _ in _values(sql))
            call = f"looked_at({nulls})" if nulls else "looked_at"
            plan = json.loads(await connection.fetchval(f"EXPLAIN (FORMAT JSON) EXECUTE {call}"))
        finally:
            await transaction.rollback()
            await connection.execute("DEALLOCATE looked_at")
    return set(_whole(plan[0]["Plan"]))


def _whole(node: dict[str, Any]) -> Iterator[str]:
    kind = node["Node Type"]
    if kind == "Seq Scan" or (kind in WALKS and "Index Cond" not in node):
        yield node.get("Relation Name") or node.get("Index Name", "")
    for child in node.get("Plans", ()):
        yield from _whole(child)
