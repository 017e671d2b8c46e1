"""What the desk's handlers share: its page with the queue beside it, fields of forms, the way on."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response
from litestar.params import FromPath
from litestar.response import Redirect

from vermilion import moderation
from vermilion.cards import desk
from vermilion.cards.desk_views import QueuedView
from vermilion.edge import Context, context, decode_cursor, encode_cursor
from vermilion.edge.frame import page
from vermilion.infra import clock, ids
from vermilion.infra.errors import NotFound

Asked = Request[Any, Any, Any]
Page = Response[Any]
InPath = FromPath[str]
QUEUE = 50


def number(text: str) -> int:
    """The id in an address; NotFound for what cannot be one."""
    found = ids.parse(text)
    if found is None:
        raise NotFound
    return found


def go(path: str) -> Page:
    return Redirect(path, status_code=303)


async def field(request: Asked, name: str) -> str:
    """What was typed into a form; empty where nothing was."""
    value = (await request.form()).get(name)
    return value if isinstance(value, str) else ""


async def desk_page(request: Asked, template: str, *, status: int = 200, **values: Any) -> Page:
    """A page of the desk: the backlog above, the queue at the side."""
    asked = context(request)
    backlog = await moderation.backlog(asked.db.read_slow)
    before = decode_cursor(str(request.query_params.get("cursor", "")), int)
    found = await desk.queue(asked.db.read_slow, asked.viewer, before, QUEUE)
    return await page(
        request,
        template,
        status=status,
        entry="src/staff.ts",
        open_cases=backlog.cases,
        oldest_at=clock.rfc3339(backlog.oldest_at) if backlog.oldest_at else None,
        queue=found.items,
        more=f"/desk?cursor={encode_cursor(found.next[0])}" if found.next else None,
        **values,
    )


async def next_case(asked: Context, kind: str, identifier: int) -> str:
    """Where to go on after a case: the next that is open, else the empty desk."""
    found = await desk.queue(asked.db.read_slow, asked.viewer, None, 2)
    rest = [item for item in found.items if (item.kind, item.id) != (kind, str(identifier))]
    return address(rest[0]) if rest else "/desk"


def address(item: QueuedView) -> str:
    return f"/desk/cases/{item.kind}/{item.id}"
