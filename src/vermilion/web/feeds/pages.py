"""GET /: the waterfall, its channels, and what follows when it is scrolled."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from litestar import get

from vermilion import feeds, relations
from vermilion.cards import feeds as cards
from vermilion.cards import people
from vermilion.cards.notes import Shown
from vermilion.cards.views import PersonView
from vermilion.cards.writing import joined
from vermilion.edge import Context, context, decode_cursor
from vermilion.edge.express import HTML, Answer
from vermilion.edge.frame import VARY, page
from vermilion.feeds import Place
from vermilion.web import choices
from vermilion.web.common import PAGE, Asked, Page, following_page, query
from vermilion.web.feeds import fragments

FOR_YOU, FOLLOWING = "for-you", "following"
SUGGESTED = 6


@get("/", name="explore")
async def explore(request: Asked) -> Page:
    asked = context(request)
    channel = query(request, "channel", 20) or FOR_YOU
    shown, following = await _cards(asked, channel, query(request, "cursor"))
    nobody = channel == FOLLOWING and not shown and asked.viewer.signed_in
    return await page(
        request,
        "feeds/explore.html",
        nav="explore",
        channels=choices.channels(asked.locale),
        channel=channel,
        written=fragments.cards(asked.locale, asked.csrf_token(), shown, eager=True),
        next=following,
        people=await _suggested(asked) if nobody else [],
    )


async def more_at_once(asked: Context, scope: Any) -> Answer | None:
    """What follows in the waterfall: the hottest of the pages, joined from kept pieces without a template's frame."""
    if asked.headers.get(b"hx-target") != b"more" or b"hx-request" not in asked.headers:
        return None
    channel, cursor = _given(scope["query_string"])
    style = fragments.style(asked.locale)
    if channel == FOLLOWING:
        shown, following = await _cards(asked, channel, cursor)
        written = joined(style, shown)
    else:
        at = decode_cursor(cursor, Place)
        number = cards.channel_of(_category(channel))
        written, place = await cards.ranked_written(asked.db.read, asked.viewer, number, at, PAGE, style)
        following = _following(place, _category(channel) or "")
    return Answer(written + fragments.more(asked.locale, following), HTML, VARY["Vary"].encode())


@lru_cache(4096)
def _following(place: Place | None, category: str) -> str | None:
    return following_page("/", place, channel=category)


@lru_cache(4096)
def _given(query: bytes) -> tuple[str, str]:
    given = dict(parse_qsl(query.decode("latin-1")))
    return given.get("channel", FOR_YOU), given.get("cursor", "")


async def _cards(asked: Context, channel: str, cursor: str) -> tuple[list[Shown], str | None]:
    place: object | None
    if channel == FOLLOWING:
        if not asked.viewer.signed_in:
            return [], None
        shown, place = await cards.following_shown(asked.db.read, asked.viewer, decode_cursor(cursor, int), PAGE)
    else:
        at = decode_cursor(cursor, Place)
        number = cards.channel_of(_category(channel))
        shown, place = await cards.ranked_shown(asked.db.read, asked.viewer, number, at, PAGE)
    return shown, following_page("/", place, channel=_category(channel) or "")


def _category(channel: str) -> str | None:
    return None if channel == FOR_YOU else channel


async def _suggested(asked: Context) -> list[PersonView]:
    """Authors of what is lively now, for somebody who follows nobody yet."""
    found, _ = await cards.ranked(asked.db.read, asked.viewer, feeds.EVERYTHING, None, PAGE)
    authors = list(dict.fromkeys(int(card.author.id) for card in found if card.author.id != str(asked.viewer.id)))
    followed = await relations.following_among(asked.db.read, asked.viewer.id, authors)
    return await people.visible(asked.db.read, asked.viewer, [a for a in authors if a not in followed][:SUGGESTED])


handlers = [explore]
