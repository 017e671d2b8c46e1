"""Reading an inbox."""

from __future__ import annotations

from vermilion.infra import paging
from vermilion.infra.db import Reader, Row, Tx
from vermilion.infra.errors import BadRequest
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.subject import Subject
from vermilion.notifications import queries
from vermilion.notifications.folding import actors_of
from vermilion.notifications.models import TABS, Notification


async def page(reader: Reader, account_id: int, tab: str, cursor: Cursor | None, limit: int) -> Slice[Notification]:
    """The lines of one tab, latest news first. BadRequest for a tab that is not one of TABS."""
    _check_tab(tab)
    rows = await reader.all(queries.PAGE, account_id, tab, *paging.start(cursor, 2), limit + 1)
    return paging.cut(rows, limit, 2, _notification)


async def unread(reader: Reader, account_id: int) -> dict[str, int]:
    """Unread lines of every tab."""
    found = {row[0]: row[1] for row in await reader.all(queries.UNREAD, account_id)}
    return {tab: found.get(tab, 0) for tab in TABS}


async def mark_read(tx: Tx, account_id: int, tab: str) -> int:
    """All lines of a tab are read; returns how many were not. BadRequest for a tab that is not one of TABS."""
    _check_tab(tab)
    # The count says at once that nothing is unread, which is what most visits find.
    if not await tx.value(queries.UNREAD_IN, account_id, tab):
        return 0
    read = await tx.run(queries.MARK_READ, account_id, tab)
    await tx.run(queries.COUNT, account_id, tab, -read)
    return read


def _check_tab(tab: str) -> None:
    if tab not in TABS:
        raise BadRequest("bad_tab", "The inbox has the tabs likes, comments, followers and house.", field="tab")


def _notification(row: Row) -> Notification:
    updated_at, identifier, account_id, tab, kind, subject_kind, subject_id, home, detail, actors, count, unread = row
    return Notification(
        id=identifier,
        account_id=account_id,
        tab=tab,
        kind=kind,
        subject=Subject(subject_kind, subject_id, home),
        detail=detail,
        actors=actors_of(actors),
        actor_count=count,
        unread=bool(unread),
        updated_at=updated_at,
    )
