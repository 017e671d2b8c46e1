"""Counters that move whenever anything of a kind changes: while one stands still, whatever was cached under it holds.

One small row is read instead of a version for each of a page's things. It is an ordinary row, bumped in the
transaction of the change, so it works alike on both engines and across processes. Read it before what is cached under
it: a change in between then makes the cached thing too new, never too old.
"""

from __future__ import annotations

from vermilion.infra.db.types import Reader, Tx

SHOWN = "shown"  # notes and people, as they are shown
ANY = "generations"  # what readers hear of (Tx.changed)

_ALL = "SELECT name, value FROM generations"  # a handful, which a page reads several of
_BUMP = """
INSERT INTO generations (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = generations.value + 1
"""


async def read(reader: Reader, name: str) -> int:
    """0 before the first change."""
    for known, value in await reader.lasting(ANY, _ALL):
        if known == name:
            return int(value)
    return 0


async def bump(tx: Tx, name: str) -> None:
    """Tell every process that something of the kind has changed."""
    await tx.run(_BUMP, name)
    tx.changed(ANY, (0,))
