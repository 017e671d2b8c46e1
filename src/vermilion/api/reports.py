"""POST /v1/reports"""

from __future__ import annotations

from typing import Any

from litestar import Response, post
from litestar.params import JSONBody

from vermilion import moderation
from vermilion.api.common import Asked, create, created, number
from vermilion.api.shapes import Mark, ReportInput
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.edge import context
from vermilion.infra.db import Tx


@post("/reports", tags=["reports"], responses=created(Mark))
async def report(request: Asked, data: JSONBody[ReportInput]) -> Response[Any]:
    """Tell the moderators of a note, a comment or a person; a second report while the first is open changes nothing."""
    asked = context(request)
    asked.require_account()
    identifier = number(data.id)

    async def work(tx: Tx) -> Mark:
        permit = await permits.permit_of(tx, asked.viewer, data.kind, identifier, Action.REPORT)
        new = await moderation.report(tx, permit, data.reason, data.details)
        return Mark(True, int(new))

    return await create(request, work)


handlers = [report]
