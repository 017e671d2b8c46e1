"""The moderators' and operators' desk: every route is behind one guard, every action in the log."""

from __future__ import annotations

from litestar import Router

from vermilion.edge.guards import only_staff
from vermilion.staff import cases, glossary, log, people, topics, translation

router = Router(
    path="/desk",
    guards=[only_staff],
    route_handlers=[
        *cases.handlers,
        *people.handlers,
        *topics.handlers,
        *glossary.handlers,
        *translation.handlers,
        *log.handlers,
    ],
)

__all__ = ["router"]
