"""/v1/inbox"""

from __future__ import annotations

from typing import Annotated

from litestar import get, put
from litestar.params import QueryParameter

from vermilion import notifications
from vermilion.api.common import PAGE, Asked, CursorText, InPath, Limit, page
from vermilion.cards import inbox as cards
from vermilion.cards.views import NotificationView, Page
from vermilion.edge import context, decode_cursor
from vermilion.infra.paging import Cursor


@get("/inbox", tags=["inbox"])
async def listed(
    request: Asked,
    tab: Annotated[str, QueryParameter(max_length=20, description="likes, comments, followers or house")] = "likes",
    limit: Limit = PAGE,
    cursor: CursorText = None,
) -> Page[NotificationView]:
    """One tab of your inbox, latest news first, folded. Reading does not mark it as read."""
    asked = context(request)
    asked.require_account("read")
    place = decode_cursor(cursor, Cursor)
    found = await cards.page(asked.db.read, asked.viewer, tab, place, limit)
    return page(found.items, found.next)


@get("/inbox/unread", tags=["inbox"])
async def unread(request: Asked) -> dict[str, int]:
    """How many unread lines each tab has."""
    asked = context(request)
    account = asked.require_account("read")
    return await notifications.unread(asked.db.read, account.id)


@put("/inbox/{tab:str}/read", tags=["inbox"], status_code=204)
async def mark_read(request: Asked, tab: InPath) -> None:
    """Mark a tab as read."""
    asked = context(request)
    account = asked.require_account()
    await asked.db.write(lambda tx: notifications.mark_read(tx, account.id, tab))


handlers = [listed, unread, mark_read]
