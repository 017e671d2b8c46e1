"""One-time codes: a forgotten password, a new e-mail address, the owner's set-up. Stored hashed, used once."""

from __future__ import annotations

from vermilion.accounts import queries, secrets
from vermilion.accounts.models import check_email
from vermilion.accounts.signing import change_password
from vermilion.infra import clock
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Conflict, NotFound

RESET, EMAIL, SETUP = "reset", "email", "setup"
RESET_LIFETIME = clock.HOUR
EMAIL_LIFETIME = clock.DAY
SETUP_LIFETIME = 7 * clock.DAY


async def ask_for_reset(tx: Tx, email: str) -> tuple[str, str] | None:
    """The (address, code) to mail to; None when nobody has this address, which the asker is not told."""
    row = await tx.one(queries.LOGIN_BY_EMAIL, email.strip().casefold())
    if row is None or row[2] == "closed":
        return None
    address = await tx.value(queries.EMAIL, row[0])
    return address, await _new_code(tx, RESET, row[0], "", RESET_LIFETIME)


async def reset_password(tx: Tx, code: str, password_hash: str) -> int:
    """Spend the code; every sign-in and token of the account ends. Returns the account's id; NotFound if spent."""
    account_id, _ = await _take(tx, RESET, code)
    await change_password(tx, account_id, password_hash)
    return account_id


async def reset_code_holds(reader: Reader, code: str) -> bool:
    return await _holds(reader, RESET, code)


async def ask_for_email_change(tx: Tx, account_id: int, email: str) -> tuple[str, str]:
    """The (new address, code) to mail to: it counts once the code came back. Also confirms the present address."""
    address, key = check_email(email)
    current = await tx.one(queries.LOGIN_BY_EMAIL, key)
    if current is not None and current[0] != account_id:
        raise Conflict("email_taken", "An account with this e-mail address exists.", field="email")
    return address, await _new_code(tx, EMAIL, account_id, address, EMAIL_LIFETIME)


async def confirm_email(tx: Tx, code: str) -> int:
    """Spend the code and set the address; returns the account's id."""
    account_id, email = await _take(tx, EMAIL, code)
    address, key = check_email(email)
    taken = await tx.one(queries.LOGIN_BY_EMAIL, key)
    if taken is not None and taken[0] != account_id:
        raise Conflict("email_taken", "An account with this e-mail address exists.", field="email")
    await tx.run(queries.SET_EMAIL, address, key, clock.now(), account_id)
    return account_id


async def email_code_holds(reader: Reader, code: str) -> bool:
    return await _holds(reader, EMAIL, code)


async def owner_exists(reader: Reader) -> bool:
    return await reader.one(queries.ANY_OWNER) is not None


async def owners(reader: Reader) -> list[str]:
    """The handle of who runs the house, if somebody does yet: whom to ask where no machine can help."""
    return [row[0] for row in await reader.all(queries.OWNERS)]


async def make_setup_code(tx: Tx) -> str:
    """The code that opens the set-up page; an earlier one stops working."""
    return await _new_code(tx, SETUP, 0, "", SETUP_LIFETIME)


async def setup_code_holds(reader: Reader, code: str) -> bool:
    if await owner_exists(reader):
        return False
    return await _holds(reader, SETUP, code)


async def spend_setup_code(tx: Tx, code: str) -> None:
    """In the transaction that makes the owner. NotFound when the code is wrong or an owner exists."""
    if await owner_exists(tx):
        raise NotFound
    await _take(tx, SETUP, code)


async def _new_code(tx: Tx, purpose: str, account_id: int, detail: str, lifetime: int) -> str:
    code = secrets.new_secret()
    await tx.run(queries.DELETE_CODES, account_id, purpose)
    await tx.run(
        queries.INSERT_CODE, secrets.hashed(code), purpose, account_id, detail, clock.now() + lifetime
    )
    return code


async def _holds(reader: Reader, purpose: str, code: str) -> bool:
    return await reader.one(queries.CODE_HOLDS, secrets.hashed(code), purpose, clock.now()) is not None


async def _take(tx: Tx, purpose: str, code: str) -> tuple[int, str]:
    row = await tx.one(queries.TAKE_CODE, secrets.hashed(code), purpose, clock.now())
    if row is None:
        raise NotFound("code_spent", "This link was used already or is too old. Ask for a new one.")
    return row[0], row[1]
