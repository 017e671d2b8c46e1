"""/topics: the lively ones; /topics/{name}: its notes, hot or new, following and linking it."""

from __future__ import annotations

from litestar import get, post

from vermilion import feeds, topics
from vermilion.cards import feeds as cards
from vermilion.cards import topics as topic_cards
from vermilion.cards.texts import topic_url
from vermilion.cards.views import CardView
from vermilion.cards.views import Page as PageView
from vermilion.edge import Context, context, decode_cursor
from vermilion.edge.frame import flash, page, wanted
from vermilion.feeds import Place
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor
from vermilion.topics import Topic
from vermilion.web.common import PAGE, Asked, InPath, Page, following_page, go, query, signed_in, toggled
from vermilion.web.forms import REFUSALS, form, wrong
from vermilion.web.topics import linking

LISTED = 50


@get("/topics")
async def index(request: Asked) -> Page:
    asked = context(request)
    lively = await topics.hot(asked.db.read, LISTED)
    views = topic_cards.once(await topic_cards.views(asked.db.read, asked.viewer, lively, asked.locale.tag))
    return await page(request, "topics/index.html", nav="topics", topics=views)


@get("/topics/{name:str}")
async def read(request: Asked, name: InPath) -> Page:
    return await _page(request, await _topic(context(request), name), {"other": ""}, {})


@post("/topics/{name:str}/link")
async def link(request: Asked, name: InPath) -> Page:
    asked = signed_in(request)
    topic, other = await _topic(asked, name), (await form(request)).text("other")
    try:
        flash(asked, await linking.put_forward(asked, topic, other))
    except REFUSALS as problem:
        return await _page(request, topic, {"other": other}, wrong(asked, problem))
    return go(topic_url(topic.name))


@post("/topics/{name:str}/follow")
async def follow(request: Asked, name: InPath) -> Page:
    asked = signed_in(request)
    account, topic = asked.require_active(), await _topic(asked, name)
    verb = topics.follow if (await form(request)).text("on") == "1" else topics.unfollow

    async def work(tx: Tx) -> None:
        await verb(tx, account.id, topic.id)

    await asked.db.write(work)
    return toggled(request, "/topics")


async def _page(request: Asked, topic: Topic, values: dict[str, str], errors: dict[str, str]) -> Page:
    asked = context(request)
    view = (await topic_cards.views(asked.db.read, asked.viewer, [topic], asked.locale.tag))[0]
    sort = "new" if query(request, "sort", 10) == "new" else "hot"
    found, place = await _cards(request, asked, topic, sort)
    following = following_page(view.url, place, sort=sort)
    shown = PageView(items=found, next=None)
    if wanted(request) == "more":
        return await page(request, "feeds/cards.html", notes=shown, next=following)
    return await page(
        request,
        "topics/page.html",
        nav="topics",
        status=422 if errors else 200,
        topic=view,
        notes=shown,
        next=following,
        sort=sort,
        linking=await linking.what_may(asked),
        values=values,
        errors=errors,
    )


async def _topic(asked: Context, name: str) -> Topic:
    found = await topics.by_name(asked.db.read, name)
    if found is None:
        raise NotFound
    return found


async def _cards(request: Asked, asked: Context, topic: Topic, sort: str) -> tuple[list[CardView], object | None]:
    cursor = query(request, "cursor")
    if sort == "new":
        before = decode_cursor(cursor, Cursor)
        return await cards.new_in_topic(asked.db.read, asked.viewer, topic.id, before, PAGE)
    channel = feeds.channel_of_topic(topic.id)
    return await cards.ranked(asked.db.read, asked.viewer, channel, decode_cursor(cursor, Place), PAGE)


handlers = [index, read, link, follow]
