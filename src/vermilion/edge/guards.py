"""Whole routers that are closed to some: the desk's, on pages and for programs alike."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from vermilion.edge.context import Context
from vermilion.infra.errors import NotFound


def only_staff(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """NotFound for everybody else: that there is a desk at all is not theirs to know."""
    asked: Context = connection.scope["context"]  # type: ignore[typeddict-item]  # set by the gate
    if asked.problem is not None:
        raise asked.problem
    if not asked.viewer.staff:
        raise NotFound
