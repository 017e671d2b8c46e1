"""Who is behind a request is remembered until anything about it changes: never a moment longer."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import pytest
from tests.conftest import Cast

from vermilion import accounts, relations
from vermilion.accounts import Profile, Signed, queries
from vermilion.edge.context import viewer_of
from vermilion.infra import clock
from vermilion.infra.db import Db, Tx

Change = Callable[[Tx, Signed], Awaitable[object]]
PROFILE = Profile("Alice B.", "", "US", ["en"])

# What ends a sign-in or a token, by the statement that does it.
ENDING: dict[str, Change] = {
    "DELETE_SESSION": lambda tx, signed: accounts.close_session(tx, signed.account.id, signed.session_id),
    "DELETE_OTHER_SESSIONS": lambda tx, signed: accounts.close_other_sessions(tx, signed.account.id, 0),
    "DELETE_TOKEN": lambda tx, signed: accounts.revoke_token(tx, signed.account.id, signed.token_id),
    "DELETE_ALL_TOKENS": lambda tx, signed: accounts.change_password(tx, signed.account.id, "another hash"),
    "ASK_TO_CLOSE": lambda tx, signed: accounts.ask_to_close(tx, signed.account.id, clock.DAY),
}
# What changes the account that is behind one.
CHANGING: dict[str, Change] = {
    "EDIT_PROFILE": lambda tx, signed: accounts.edit_profile(tx, signed.account.id, PROFILE),
    "SET_AVATAR": lambda tx, signed: accounts.set_avatar(tx, signed.account.id, None),
    "SET_PREFERENCES": lambda tx, signed: accounts.set_preferences(
        tx, signed.account.id, locale="zh-Hans", theme="dark"
    ),
    "SET_TRANSLATE": lambda tx, signed: accounts.set_translation(
        tx, signed.account.id, translate="never", translatable=True
    ),
    "SET_TRANSLATABLE": lambda tx, signed: accounts.set_translation(
        tx, signed.account.id, translate="auto", translatable=False
    ),
    "SET_ROLE": lambda tx, signed: accounts.set_role(tx, signed.account.id, "moderator"),
    "SUSPEND": lambda tx, signed: accounts.set_state(tx, signed.account.id, "suspended"),
    "REINSTATE": lambda tx, signed: accounts.set_state(tx, signed.account.id, "active"),
    "REOPEN": lambda tx, signed: accounts.reopen(tx, signed.account.id),
    "MOVE_VIEWER_VERSIONS": lambda tx, signed: accounts.touch_viewers(tx, [signed.account.id]),
}
# Whoever is erased was signed out before; what has expired is told by its own `until`; the rest comes with the others.
ELSEWHERE = {"ERASE_ACCOUNT", "DELETE_OLD_SESSIONS", "MOVE_VERSIONS"}


def test_every_statement_that_matters_is_here() -> None:
    pattern = re.compile(r"UPDATE accounts|DELETE FROM (sessions|api_tokens)")
    found = {name for name, sql in vars(queries).items() if isinstance(sql, str) and pattern.search(sql)}
    assert found == {*ENDING, *CHANGING, *ELSEWHERE}


async def signed_in(db: Db, account_id: int, lifetime: int = clock.DAY) -> str:
    return await db.write(lambda tx: accounts.open_session(tx, account_id, "a browser", "127.0.0.0/24", lifetime))


async def token_of(db: Db, account_id: int) -> str:
    return (await db.write(lambda tx: accounts.make_token(tx, account_id, "a program", ["read"]))).secret


async def test_it_is_remembered(db: Db, cast: Cast) -> None:
    secret = await signed_in(db, cast.alice.id)
    first = await accounts.signed_by_session(db.read, secret)
    await signed_in(db, cast.bob.id)  # which ends nothing and changes nobody
    assert await accounts.signed_by_session(db.read, secret) is first


@pytest.mark.parametrize("name", ENDING)
async def test_what_has_ended_is_forgotten(db: Db, cast: Cast, name: str) -> None:
    by_token = name in {"DELETE_TOKEN", "DELETE_ALL_TOKENS"}
    secret = await (token_of if by_token else signed_in)(db, cast.alice.id)
    find = accounts.signed_by_token if by_token else accounts.signed_by_session
    signed = await find(db.read, secret)
    assert signed is not None
    await db.write(lambda tx: ENDING[name](tx, signed))
    assert await find(db.read, secret) is None


@pytest.mark.parametrize("name", CHANGING)
async def test_a_changed_account_is_read_again(db: Db, cast: Cast, name: str) -> None:
    secret = await signed_in(db, cast.alice.id)
    signed = await accounts.signed_by_session(db.read, secret)
    assert signed is not None
    await db.write(lambda tx: CHANGING[name](tx, signed))
    again = await accounts.signed_by_session(db.read, secret)
    assert again is not None
    assert again.account == (await accounts.by_ids(db.read, [cast.alice.id]))[cast.alice.id]
    assert again.account.viewer_version > signed.account.viewer_version


async def test_whoever_is_blocked_is_read_again(db: Db, cast: Cast) -> None:
    secret = await signed_in(db, cast.bob.id)
    before = await accounts.signed_by_session(db.read, secret)
    assert before is not None
    await db.write(lambda tx: relations.block(tx, cast.alice.id, cast.bob.id))
    after = await accounts.signed_by_session(db.read, secret)
    assert after is not None
    assert (await viewer_of(db, after.account)).blocked_by == {cast.alice.id}


async def test_an_erased_account_has_no_sign_in(db: Db, cast: Cast) -> None:
    await db.write(lambda tx: accounts.ask_to_close(tx, cast.alice.id, 0))
    secret = await signed_in(db, cast.alice.id)
    assert await accounts.signed_by_session(db.read, secret) is not None
    await db.write(accounts.close_due)
    assert await accounts.signed_by_session(db.read, secret) is None


async def test_what_is_remembered_expires(db: Db, cast: Cast, live_at: Callable[[int], None]) -> None:
    secret = await signed_in(db, cast.alice.id, clock.HOUR)
    assert await accounts.signed_by_session(db.read, secret) is not None
    live_at(clock.now() + 2 * clock.HOUR)
    assert await accounts.signed_by_session(db.read, secret) is None


async def test_use_prolongs_what_is_remembered(db: Db, cast: Cast, live_at: Callable[[int], None]) -> None:
    secret = await signed_in(db, cast.alice.id, clock.HOUR)
    signed = await accounts.signed_by_session(db.read, secret)
    assert signed is not None
    await db.write(lambda tx: accounts.record_day(tx, signed, clock.DAY))
    live_at(clock.now() + 2 * clock.HOUR)
    assert await accounts.signed_by_session(db.read, secret) is not None
