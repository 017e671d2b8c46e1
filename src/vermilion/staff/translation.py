"""/desk/translation: how translation does, for operators."""

from __future__ import annotations

from litestar import get

from vermilion.cards import desk_translation
from vermilion.edge import context
from vermilion.edge.frame import page
from vermilion.staff.common import Asked, Page


@get("/translation")
async def translation(request: Asked) -> Page:
    asked = context(request)
    view = await desk_translation.desk(asked.db.read_slow, asked.house.settings)
    return await page(request, "desk/translation.html", entry="src/staff.ts", desk=view)


handlers = [translation]
