"""The little that differs between SQLite and PostgreSQL in the SQL that rooms write."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

LIST = re.compile(r"\b(ids|texts)\(\?\)")
MARK = re.compile(r"\b(?:ids|texts)\(\?\)|\?")


def for_sqlite(sql: str, args: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """Spell lists out as `(?, ?, …)`, padded to a power of two so that few statements are prepared."""
    if not _has_lists(sql):
        return sql, args
    flat: list[Any] = []
    sizes: list[int] = []
    for arg in args:
        if not isinstance(arg, (list, tuple)):
            flat.append(arg)
            continue
        if len(arg) == 1:  # most of them
            sizes.append(1)
            flat.append(arg[0])
            continue
        # Lists beyond a page are rare, and SQLite may allow no more than 32,766 values in all.
        size = 1 << max(len(arg) - 1, 0).bit_length() if len(arg) <= 1024 else len(arg)
        sizes.append(size)
        flat.extend(arg)
        flat.extend([arg[-1] if arg else None] * (size - len(arg)))
    return _spelled(sql, tuple(sizes)), tuple(flat)


@cache
def _has_lists(sql: str) -> bool:
    return LIST.search(sql) is not None


@cache
def _spelled(sql: str, sizes: tuple[int, ...]) -> str:
    rest = iter(sizes)
    return LIST.sub(lambda _: "(" + ",".join("?" * next(rest)) + ")", sql)


@cache
def for_postgres(sql: str) -> str:
    """Number the placeholders; lists become one array value."""
    number = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        if match[0] == "?":
            return f"${number}"
        kind = "bigint" if match[0].startswith("ids") else "text"
        return f"(SELECT unnest(${number}::{kind}[]))"

    return MARK.sub(mark, sql)


def schema_for_sqlite(sql: str) -> str:
    """`BIGINT PRIMARY KEY` must be spelled INTEGER to be the row's own address."""
    return re.sub(r"\bCLUSTERED\b", "WITHOUT ROWID", sql.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY"))


def schema_for_postgres(sql: str) -> str:
    """`COLLATE BINARY`, by code points, is named "C" there; without it a prefix is not a range of the index."""
    sql = sql.replace("COLLATE BINARY", 'COLLATE "C"')
    return re.sub(r"\bCLUSTERED\b", "", re.sub(r"\bBLOB\b", "BYTEA", sql))
