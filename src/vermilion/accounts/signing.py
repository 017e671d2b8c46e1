"""Becoming a member and proving to be one."""

from __future__ import annotations

import msgspec

from vermilion.accounts import queries, signed
from vermilion.accounts.models import (
    LOCALES,
    ROLES,
    Account,
    SignedUp,
    SignUp,
    account_of,
    check_choice,
    check_email,
    check_languages,
    check_region,
)
from vermilion.infra import clock, ids
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Conflict
from vermilion.infra.text import cleaning, handles


class Login(msgspec.Struct, frozen=True):
    """What a password is checked against; `closes_at` is when an account that is being left will be erased."""

    account_id: int
    password_hash: str
    state: str
    closes_at: int | None


async def sign_up(
    tx: Tx, form: SignUp, password_hash: str, *, role: str = "member", wave: str = "", account_id: int | None = None
) -> Account:
    """Make an account. Raises Invalid with the field, Conflict when handle (or a look-alike) or e-mail is taken."""
    handle = await free_handle(tx, form.handle)
    key = handles.handle_key(handle)
    name = cleaning.clean_name(form.name)
    email, email_key = check_email(form.email)
    region = check_region(form.region)
    languages = check_languages(form.languages)
    locale = check_choice(form.locale, LOCALES, "locale")
    check_choice(role, ROLES, "role")
    if await tx.one(queries.EMAIL_TAKEN, email_key):
        raise Conflict("email_taken", "An account with this e-mail address exists.", field="email")
    identifier = account_id or ids.new_id()
    now = ids.moment_of(identifier)
    await tx.run(
        queries.INSERT_ACCOUNT, identifier, handle, key, name, region, languages, locale, role, wave, now
    )
    await tx.run(queries.INSERT_CREDENTIALS, identifier, email, email_key, password_hash, clock.now())
    await tx.emit(SignedUp(identifier))
    row = await tx.one(queries.BY_HANDLE, handle)
    assert row is not None  # noqa: S101 - just written
    return account_of(row)


async def free_handle(reader: Reader, text: str) -> str:
    """The handle in its only spelling. Raises Invalid where it may not be, Conflict where it, or one that looks like
    it, is taken."""
    handle = handles.clean_handle(text)
    if await reader.one(queries.HANDLE_TAKEN, handles.handle_key(handle)):
        raise Conflict("handle_taken", "This handle, or one that looks like it, is taken.", field="handle")
    return handle


async def login_of(reader: Reader, name: str) -> Login | None:
    """The login of an e-mail address or a handle; closed accounts have none."""
    name = name.strip().removeprefix("@")
    sql = queries.LOGIN_BY_EMAIL if "@" in name else queries.LOGIN_BY_HANDLE
    row = await reader.one(sql, name.casefold())
    return None if row is None or row[2] == "closed" else Login(*row)


async def password_hash_of(reader: Reader, account_id: int) -> str | None:
    stored: str | None = await reader.value(queries.PASSWORD_HASH, account_id)
    return stored


async def still_fits(tx: Tx, login: Login) -> bool:
    """Whether the password that was checked is still the account's, until the commit: whoever changes it ends the
    sign-ins that there are, and none may come after."""
    await tx.hold("accounts", [login.account_id])
    return await password_hash_of(tx, login.account_id) == login.password_hash


async def change_password(tx: Tx, account_id: int, password_hash: str, keep_session: int = 0) -> None:
    """Set a new password; every other sign-in, every token and every link that was mailed ends: whoever had one of
    them may be why the password is changed."""
    await tx.hold("accounts", [account_id])
    await tx.run(queries.SET_PASSWORD, password_hash, clock.now(), account_id)
    await tx.run(queries.DELETE_OTHER_SESSIONS, account_id, keep_session)
    await tx.run(queries.DELETE_ALL_TOKENS, account_id)
    await signed.changed(tx)
    await tx.run(queries.DELETE_ALL_CODES, account_id)
