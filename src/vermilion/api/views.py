"""POST /v1/views: what was on screen."""

from __future__ import annotations

from litestar import post
from litestar.params import JSONBody

from vermilion.api.common import Asked, number
from vermilion.api.shapes import SeenInput
from vermilion.cards import permits
from vermilion.edge import context


@post("/views", tags=["notes"], status_code=204)
async def seen(request: Asked, data: JSONBody[SeenInput]) -> None:
    """Count notes as seen: half on screen for a second. The same viewer counts once an hour and note."""
    asked = context(request)
    visible = await permits.visible_notes(asked.db.read, asked.viewer, [number(item.note) for item in data.views])
    viewer = str(asked.viewer.id) if asked.viewer.signed_in else f"visitor {asked.network}"
    asked.house.views.add(viewer, visible)


handlers = [seen]
