"""Looking people up by whatever somebody typed."""

from __future__ import annotations

import contextlib

from tests.conftest import Cast

from vermilion import accounts
from vermilion.infra.db import Db
from vermilion.infra.errors import Invalid


async def test_what_no_handle_can_be_finds_nobody(db: Db, cast: Cast) -> None:
    assert await accounts.by_handle(db.read, cast.alice.handle.upper()) is not None
    for typed in ("alice\0", "\0", "éßı", "a" * 10_000):
        with contextlib.suppress(Invalid):  # PostgreSQL knows no character zero
            assert await accounts.by_handle(db.read, typed) is None
            assert await accounts.login_of(db.read, f"{typed}@example.com") is None
