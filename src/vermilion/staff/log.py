"""/desk/log: everything that staff did, latest first."""

from __future__ import annotations

from litestar import get

from vermilion.cards import desk
from vermilion.edge import context, decode_cursor, encode_cursor
from vermilion.edge.frame import page
from vermilion.staff.common import Asked, Page

LINES = 50


@get("/log")
async def log(request: Asked) -> Page:
    asked = context(request)
    before = decode_cursor(str(request.query_params.get("cursor", "")), int)
    found = await desk.log(asked.db.read_slow, before, LINES)
    following = f"/desk/log?cursor={encode_cursor(found.next[0])}" if found.next else None
    return await page(request, "desk/log.html", entry="src/staff.ts", acts=found.items, next=following)


handlers = [log]
