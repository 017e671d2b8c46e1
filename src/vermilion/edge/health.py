"""What machines ask a server: does it live, can it serve, what does it count. Never shown to members."""

from __future__ import annotations

import asyncio
import hmac
from ipaddress import ip_address
from typing import Any

from litestar import Request, Response, get

from vermilion.edge.context import context
from vermilion.edge.house import House
from vermilion.infra import metrics
from vermilion.infra.db import pending
from vermilion.infra.errors import NotFound
from vermilion.infra.log import get_logger

NO_STORE = {"Cache-Control": "no-store"}
log = get_logger("health")


@get("/healthz", sync_to_thread=False)
def healthz() -> Response[str]:
    """The process answers; nothing else is asked, so that a slow disk does not get it restarted."""
    return Response("ok\n", media_type="text/plain", headers=NO_STORE)


@get("/readyz")
async def readyz(request: Request[Any, Any, Any]) -> Response[str]:
    """503 while the database does not answer or lacks migrations: send members elsewhere."""
    reason = await _why_not(context(request).house)
    status = 503 if reason else 200
    return Response(f"{reason or 'ready'}\n", status_code=status, media_type="text/plain", headers=NO_STORE)


@get("/metrics")
async def all_metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """All numbers of all processes, to a bearer of VERMILION_METRICS_TOKEN, or without a token to this machine."""
    if not _may_read(request):
        raise NotFound
    text = await asyncio.to_thread(metrics.render)
    return Response(text, media_type=metrics.CONTENT_TYPE, headers=NO_STORE)


async def _why_not(house: House) -> str:
    try:
        return "migrations are missing" if await pending(house.db) else ""
    except Exception:  # whatever an engine raises: it cannot serve
        log.warning("not_ready", exc_info=True)
        return "the database does not answer"


def _may_read(request: Request[Any, Any, Any]) -> bool:
    token = context(request).house.settings.metrics_token
    if token:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode())
    # A proxy on this machine is local too, but what it passes on is not.
    return "x-forwarded-for" not in request.headers and _is_loopback(request.client.host if request.client else "")


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


handlers = (healthz, readyz, all_metrics)
