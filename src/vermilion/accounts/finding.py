"""Looking people up, in batches."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.accounts import queries
from vermilion.accounts.models import Account, account_of
from vermilion.infra import paging
from vermilion.infra.db import Reader
from vermilion.infra.paging import Cursor, Slice


async def by_ids(reader: Reader, ids: Sequence[int]) -> dict[int, Account]:
    return {row[0]: account_of(row) for row in await reader.all(queries.BY_IDS, ids)} if ids else {}


async def ids_after(reader: Reader, after: int, limit: int) -> list[int]:
    """Ids of accounts of any state in their order, for passes over all of them."""
    return [row[0] for row in await reader.all(queries.IDS_AFTER, after, limit)]


async def versions(reader: Reader, ids: Sequence[int]) -> dict[int, int]:
    """The present version of each: what caches are keyed by."""
    return {row[0]: row[1] for row in await reader.all(queries.VERSIONS, ids)}


async def states(reader: Reader, ids: Sequence[int]) -> dict[int, str]:
    """closed for an account that never was."""
    return dict.fromkeys(ids, "closed") | {row[0]: row[1] for row in await reader.all(queries.STATES, ids)}


async def suspended_until(reader: Reader, account_id: int) -> int | None:
    """When a suspension ends by itself, in microseconds; None where it does not, or where there is none."""
    until: int | None = await reader.value(queries.SUSPENDED_UNTIL, account_id)
    return until


async def suspensions_over(reader: Reader, now: int, limit: int) -> list[int]:
    """Ids of those whose suspension should have ended by `now`."""
    return [row[0] for row in await reader.all(queries.SUSPENSIONS_OVER, now, limit)]


async def staff(reader: Reader) -> list[int]:
    """Ids of all moderators and owners who are here."""
    return [row[0] for row in await reader.all(queries.STAFF)]


async def by_handle(reader: Reader, handle: str) -> Account | None:
    row = await reader.one(queries.BY_HANDLE, handle.lower())
    return None if row is None else account_of(row)


async def by_handles(reader: Reader, handles: Sequence[str]) -> dict[str, Account]:
    """Those of the handles that exist; for @mentions."""
    if not handles:
        return {}
    rows = await reader.all(queries.BY_HANDLES, [handle.lower() for handle in handles])
    return {row[1]: account_of(row) for row in rows}


async def suggest(reader: Reader, prefix: str, limit: int = 8) -> list[Account]:
    """People whose handle begins so, while typing @."""
    start = prefix.lower().lstrip("@")
    if not start:
        return []
    return [account_of(row) for row in await reader.all(queries.SUGGEST, start, start + "\U0010ffff", limit)]


async def find(
    reader: Reader, text: str, states: Sequence[str], cursor: Cursor | None, limit: int
) -> Slice[Account]:
    """For staff: whoever has exactly this e-mail address, else those with this in their handle or name, everybody for
    no text; latest first, in one of the `states` and never closed."""
    shown = [state for state in states if state != "closed"]
    wanted = text.strip().removeprefix("@")
    login = await reader.one(queries.LOGIN_BY_EMAIL, wanted.casefold()) if wanted else None
    if login:
        found = (await by_ids(reader, [login[0]])).values()
        return Slice([person for person in found if person.state in shown], None)
    typed, lowered = (f"%{_literal(part)}%" for part in (wanted, wanted.lower()))
    [before] = paging.start(cursor, 1)
    rows = await reader.all(queries.FIND, before, shown, lowered, lowered, typed, limit + 1)
    return paging.cut(rows, limit, 1, account_of)


async def email_of(reader: Reader, account_id: int) -> tuple[str, bool]:
    """The address and whether it was confirmed."""
    row = await reader.one(queries.EMAIL, account_id)
    return ("", False) if row is None else (row[0], row[1] is not None)


def _literal(text: str) -> str:
    """So that LIKE takes every sign for itself."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
