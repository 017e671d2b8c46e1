"""Leaving, coming back, and what a new password puts an end to."""

from __future__ import annotations

import pytest
from tests.conftest import Cast

from vermilion import accounts
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.errors import NotFound


async def state_of(db: Db, account_id: int) -> str:
    return (await accounts.by_ids(db.read, [account_id]))[account_id].state


async def test_coming_back_is_no_way_out_of_a_suspension(db: Db, cast: Cast) -> None:
    alice = cast.alice.id
    await db.write(lambda tx: accounts.set_state(tx, alice, "suspended"))
    await db.write(lambda tx: accounts.ask_to_close(tx, alice, clock.DAY))
    login = await accounts.login_of(db.read, "alice")
    assert login is not None
    assert login.closes_at is not None
    await db.write(lambda tx: accounts.reopen(tx, alice))
    assert await state_of(db, alice) == "suspended"
    assert await db.write(accounts.close_due) == []


async def test_a_suspended_account_is_erased_when_its_grace_is_over(db: Db, cast: Cast) -> None:
    alice = cast.alice.id
    await db.write(lambda tx: accounts.set_state(tx, alice, "suspended"))
    await db.write(lambda tx: accounts.ask_to_close(tx, alice, 0))
    assert await db.write(accounts.close_due) == [alice]
    assert await state_of(db, alice) == "closed"
    await db.write(lambda tx: accounts.reopen(tx, alice))
    assert await state_of(db, alice) == "closed"


async def test_a_reinstated_account_still_leaves(db: Db, cast: Cast) -> None:
    alice = cast.alice.id
    await db.write(lambda tx: accounts.set_state(tx, alice, "suspended"))
    await db.write(lambda tx: accounts.ask_to_close(tx, alice, clock.DAY))
    await db.write(lambda tx: accounts.set_state(tx, alice, "active"))
    assert await state_of(db, alice) == "closing"
    await db.write(lambda tx: accounts.reopen(tx, alice))
    assert await state_of(db, alice) == "active"


async def test_who_has_left_has_no_role(db: Db, cast: Cast) -> None:
    await db.write(lambda tx: accounts.set_role(tx, cast.mo.id, "owner"))
    assert await accounts.owner_exists(db.read)
    await db.write(lambda tx: accounts.ask_to_close(tx, cast.mo.id, 0))
    await db.write(accounts.close_due)
    assert not await accounts.owner_exists(db.read)


async def test_a_new_password_ends_links_that_were_mailed(db: Db, cast: Cast) -> None:
    alice = cast.alice.id
    _, code = await db.write(lambda tx: accounts.ask_for_email_change(tx, alice, "thief@example.com"))
    await db.write(lambda tx: accounts.change_password(tx, alice, "another hash"))
    with pytest.raises(NotFound):
        await db.write(lambda tx: accounts.confirm_email(tx, code))
