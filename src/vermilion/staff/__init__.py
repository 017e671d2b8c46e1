"""The moderators' and operators' desk: every route is behind one guard, every action in the log."""

from __future__ import annotations

from litestar import Router

from vermilion.edge.guards import only_staff
from vermilion.staff import cases, log, people

router = Router(
    path="/desk",
    guards=[only_staff],
    route_handlers=[*cases.handlers, *people.handlers, *log.handlers],
)

__all__ = ["router"]
