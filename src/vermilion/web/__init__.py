"""The members' surface: pages that work without scripts and better with them."""

from __future__ import annotations

from litestar import Router

from vermilion.web import (
    accounts,
    appeals,
    collections,
    comments,
    contributions,
    feeds,
    house,
    inbox,
    notes,
    people,
    reading,
    reports,
    search,
    settings,
    topics,
)
from vermilion.web.house.pages import error_page

router = Router(
    path="/",
    route_handlers=[
        *feeds.handlers,
        *notes.handlers,
        *comments.handlers,
        *contributions.handlers,
        *topics.handlers,
        *people.handlers,
        *collections.handlers,
        *search.handlers,
        *inbox.handlers,
        *accounts.handlers,
        *settings.handlers,
        *reading.handlers,
        *reports.handlers,
        *appeals.handlers,
        *house.handlers,
    ],
)

# Answered before the framework (edge/express.py).
EXACT = {("GET", "/"): feeds.more_at_once}

__all__ = ["EXACT", "error_page", "router"]
