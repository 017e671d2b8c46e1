"""/inbox: what others did, folded, in tabs; looking at a tab reads it."""

from __future__ import annotations

from typing import Any

from litestar import get, post

from vermilion import notifications, relations
from vermilion.cards import inbox as cards
from vermilion.cards.views import Page as PageView
from vermilion.edge import decode_cursor
from vermilion.edge.frame import page, wanted
from vermilion.infra.db import Tx
from vermilion.infra.paging import Cursor
from vermilion.web.common import PAGE, Asked, Page, following_page, go, query, signed_in


@get("/inbox")
async def inbox(request: Asked) -> Page:
    asked = signed_in(request)
    unread = await notifications.unread(asked.db.read, asked.viewer.id)
    tab = query(request, "tab", 20) or next((tab for tab in notifications.TABS if unread[tab]), notifications.TABS[0])
    found = await cards.page(asked.db.read, asked.viewer, tab, decode_cursor(query(request, "cursor"), Cursor), PAGE)
    followers = [int(view.actors[0].id) for view in found.items if view.kind == "followed" and view.actors]
    followed = await relations.following_among(asked.db.read, asked.viewer.id, followers)
    values: dict[str, Any] = {
        "notices": PageView(items=found.items, next=None),
        "next": following_page("/inbox", found.next, tab=tab),
        "followed": {str(identifier) for identifier in followed},
    }
    if wanted(request) == "more":
        return await page(request, "inbox/rows.html", **values)
    if unread[tab]:
        await asked.db.write(lambda tx: notifications.mark_read(tx, asked.viewer.id, tab))
    return await page(request, "inbox/page.html", nav="inbox", tab=tab, unread={**unread, tab: 0}, **values)


@post("/inbox/read")
async def read_all(request: Asked) -> Page:
    asked = signed_in(request)

    async def work(tx: Tx) -> None:
        for tab in notifications.TABS:
            await notifications.mark_read(tx, asked.viewer.id, tab)

    await asked.db.write(work)
    return go("/inbox")


handlers = [inbox, read_all]
