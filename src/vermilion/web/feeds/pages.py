"""GET /: the waterfall, its channels, and what follows when it is scrolled."""

from __future__ import annotations

from litestar import get

from vermilion import feeds, relations
from vermilion.cards import feeds as cards
from vermilion.cards import people
from vermilion.cards.views import CardView, PersonView
from vermilion.cards.views import Page as PageView
from vermilion.edge import Context, context, decode_cursor
from vermilion.edge.frame import page, wanted
from vermilion.feeds import Place
from vermilion.web import choices
from vermilion.web.common import PAGE, Asked, Page, following_page, query

FOR_YOU, FOLLOWING = "for-you", "following"
SUGGESTED = 6


@get("/", name="explore")
async def explore(request: Asked) -> Page:
    asked = context(request)
    channel = query(request, "channel", 20) or FOR_YOU
    cards, following = await _cards(request, asked, channel)
    if wanted(request) == "more":
        return await page(request, "feeds/cards.html", notes=cards, next=following)
    nobody = channel == FOLLOWING and not cards.items and asked.viewer.signed_in
    return await page(
        request,
        "feeds/explore.html",
        nav="explore",
        channels=choices.channels(asked.locale),
        channel=channel,
        notes=cards,
        next=following,
        people=await _suggested(asked) if nobody else [],
    )


async def _cards(request: Asked, asked: Context, channel: str) -> tuple[PageView[CardView], str | None]:
    cursor = query(request, "cursor")
    found: list[CardView]
    place: object | None
    if channel == FOLLOWING:
        if not asked.viewer.signed_in:
            return PageView(items=[], next=None), None
        found, place = await cards.following(asked.db.read, asked.viewer, decode_cursor(cursor, int), PAGE)
    else:
        category = None if channel == FOR_YOU else channel
        found, place = await cards.explore(asked.db.read, asked.viewer, category, decode_cursor(cursor, Place), PAGE)
    named = "" if channel == FOR_YOU else channel
    return PageView(items=found, next=None), following_page("/", place, channel=named)


async def _suggested(asked: Context) -> list[PersonView]:
    """Authors of what is lively now, for somebody who follows nobody yet."""
    found, _ = await cards.ranked(asked.db.read, asked.viewer, feeds.EVERYTHING, None, PAGE)
    authors = list(dict.fromkeys(int(card.author.id) for card in found if card.author.id != str(asked.viewer.id)))
    followed = await relations.following_among(asked.db.read, asked.viewer.id, authors)
    return await people.visible(asked.db.read, asked.viewer, [a for a in authors if a not in followed][:SUGGESTED])


handlers = [explore]
