"""/search: notes, people, topics."""

from __future__ import annotations

from typing import Any

from litestar import get

from vermilion import relations, topics
from vermilion.cards import searching
from vermilion.cards import topics as topic_cards
from vermilion.cards.views import Page as PageView
from vermilion.edge import Context, context, decode_cursor
from vermilion.edge.frame import page, wanted
from vermilion.infra.paging import Cursor
from vermilion.web.common import PAGE, Asked, Page, following_page, query

KINDS = ("notes", "people", "topics")
MOST = 100  # characters of a query
MORE = {"notes": "feeds/cards.html", "people": "people/rows.html", "topics": "search/topics.html"}


@get("/search")
async def search(request: Asked) -> Page:
    asked = context(request)
    words = query(request, "q", MOST).strip()
    kind = query(request, "kind", 10)
    if kind not in KINDS:
        kind = "people" if words.startswith(("@", "＠")) else "notes"
    found, place = await _find(asked, kind, words, decode_cursor(query(request, "cursor"), Cursor))
    people = [int(item.id) for item in found] if kind == "people" else []
    followed = await relations.following_among(asked.db.read, asked.viewer.id, people)
    shown = PageView(items=found, next=None)
    values: dict[str, Any] = {
        "found": shown,
        "followed": {str(identifier) for identifier in followed},
        "next": following_page("/search", place, q=words, kind=kind),
    }
    if wanted(request) == "more":
        return await page(request, MORE[kind], notes=shown, people=shown, **values)
    lively = await topics.hot(asked.db.read, 8) if not words else []
    hot = topic_cards.once(await topic_cards.views(asked.db.read, asked.viewer, lively, asked.locale.tag))
    # What is not found here may be somebody's name, or a topic's.
    elsewhere = await searching.suggestions(asked.db.read, asked.viewer, words) if words and not found else None
    values |= {"hot": hot, "elsewhere": elsewhere}
    return await page(request, "search/page.html", nav="", q=words, kind=kind, **values)


async def _find(asked: Context, kind: str, words: str, cursor: Cursor | None) -> tuple[list[Any], Cursor | None]:
    if not words:
        return [], None
    reader, viewer = asked.db.read_slow, asked.viewer
    if kind == "notes":
        return await searching.notes(reader, viewer, words, cursor, PAGE)
    if kind == "people":
        people = await searching.persons(reader, viewer, words, cursor, PAGE)
        return people.items, people.next
    found = await searching.topics_named(reader, viewer, words, cursor, PAGE, asked.locale.tag)
    return found.items, found.next


handlers = [search]
