"""The programs' surface, /v1: the same verbs as the pages, JSON, bearer tokens, problem+json errors."""

from __future__ import annotations

from litestar import Router

from vermilion.api import (
    appeals,
    collections,
    comments,
    contributions,
    corrections,
    desk,
    drafts,
    explore,
    inbox,
    me,
    media,
    notes,
    people,
    reactions,
    reports,
    search,
    topic_links,
    topics,
    translations,
    views,
)
from vermilion.api.openapi import config, document

router = Router(
    path="/v1",
    route_handlers=[
        explore.explore,
        explore.following,
        *notes.handlers,
        *reactions.handlers,
        *comments.handlers,
        *people.handlers,
        *translations.handlers,
        *contributions.handlers,
        *corrections.handlers,
        *topics.handlers,
        *topic_links.handlers,
        *collections.handlers,
        *search.handlers,
        *drafts.handlers,
        *media.handlers,
        *me.handlers,
        *views.handlers,
        *inbox.handlers,
        *reports.handlers,
        *appeals.handlers,
        desk.router,
        document,
    ],
)

# Answered before the framework (edge/express.py).
EXACT = {("GET", "/v1/explore"): explore.explore_at_once}
LAST = {("PUT", "like"): reactions.like_at_once}

__all__ = ["EXACT", "LAST", "config", "router"]
