"""The moderators' and operators' desk: every route is behind one guard, every action in the log."""

from __future__ import annotations

from litestar import Router

router = Router(path="/desk", route_handlers=[])
