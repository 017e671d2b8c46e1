"""The roof: one application of all surfaces, opened and closed with its worker."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from litestar import Litestar, Request, Response
from litestar.exceptions import HTTPException

from vermilion import api, counters, staff, topics, translation, web
from vermilion.cards import wishes
from vermilion.edge import House, express, health
from vermilion.edge.checks import check
from vermilion.edge.gate import Gate
from vermilion.edge.limits import Limits
from vermilion.edge.problems import problem_response
from vermilion.edge.views import ViewFolder
from vermilion.infra import ids
from vermilion.infra.db import Tx, migrate, open_db
from vermilion.infra.errors import Problem
from vermilion.infra.settings import Settings, with_secret
from vermilion.infra.storage import open_storage
from vermilion.infra.text import languages
from vermilion.listeners import WIRING

LARGEST_BODY = 4 * 1024 * 1024  # of anything but an upload, which has bounds of its own


def create_app(settings: Settings, *, log_requests: bool = True) -> Gate:
    """The ASGI application of one worker. Its lifespan migrates and opens the database."""
    settings = with_secret(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with open_house(settings) as house:
            gate.house = house
            yield
            gate.house = None

    app = Litestar(
        route_handlers=[*health.handlers, api.router, staff.router, web.router],
        lifespan=[lifespan],
        before_request=check,
        exception_handlers={Problem: tell, HTTPException: tell, Exception: tell},
        openapi_config=api.config,
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
    )
    quick = express.Table(exact={**api.EXACT, **web.EXACT}, last=api.LAST)
    gate = Gate(app, quick, log_requests=log_requests)
    return gate


@contextlib.asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """Everything a worker needs, open; views, the translation memory's hits and wishes are folded while it is."""
    ids.claim_slot(settings.data / "slots", settings.node)
    db = await open_db(settings.database, WIRING)
    await migrate(db)
    await asyncio.to_thread(languages.warm_up)  # or the first note would wait for the model
    limits = Limits(settings.workers, settings.rate_limits)
    house = House(settings, db, open_storage(settings.media), ViewFolder(db, write_views), limits)
    works = house.views.run(), translation.keep_counting(db), wishes.keep_folding(db)
    folding = [asyncio.create_task(work) for work in works]
    try:
        yield house
    finally:
        for task in folding:
            task.cancel()
        await asyncio.gather(*folding, return_exceptions=True)
        await db.close()


def tell(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Programs get a problem, people a page."""
    if request.url.path.startswith("/v1/"):
        return problem_response(request, error)
    return web.error_page(request, error)


async def write_views(tx: Tx, folded: dict[int, int]) -> None:
    """Folded views of notes, onto the notes and the topics they stand in."""
    await counters.add(tx, "note", "views", folded)
    await topics.add_to_note_topics(tx, "views", folded)

