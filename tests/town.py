"""The cast of four as real members, for tests that walk through several rooms."""

from __future__ import annotations

import msgspec

from vermilion import accounts, notes
from vermilion.accounts import Account, SignUp
from vermilion.infra.db import Db, Tx
from vermilion.notes import Note, Publication


class Town(msgspec.Struct, frozen=True):
    """Alice writes, bob follows her in most tests, charlie is an outsider, mo (@mo_lin) moderates."""

    alice: Account
    bob: Account
    charlie: Account
    mo: Account

    @property
    def people(self) -> list[Account]:
        return [self.alice, self.bob, self.charlie, self.mo]


async def settle(db: Db) -> Town:
    """Sign the four up; nobody follows anybody yet."""

    async def work(tx: Tx) -> Town:
        return Town(*[await _join(tx, handle) for handle in ("alice", "bob", "charlie", "mo_lin")])

    return await db.write(work)


async def publish(db: Db, author: Account, text: str, visibility: str = "everyone") -> Note:
    given = Publication(text=text, visibility=visibility)
    return await db.write(lambda tx: notes.publish(tx, author, given))


async def _join(tx: Tx, handle: str) -> Account:
    form = SignUp(
        handle=handle, name=handle.title(), email=f"{handle}@town.example", region="MX", languages=["en", "zh-Hans"]
    )
    return await accounts.sign_up(tx, form, "", role="moderator" if handle == "mo_lin" else "member")
