"""Reading on: more comments, other orders, the replies of one."""

from __future__ import annotations

from litestar import get

from vermilion import comments
from vermilion.cards import comments as cards
from vermilion.cards import corrections, whole_notes
from vermilion.cards.views import CommentView, NoteView
from vermilion.cards.views import Page as PageView
from vermilion.edge import context, decode_cursor
from vermilion.edge.frame import page, wanted
from vermilion.infra import ids
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor, Slice
from vermilion.web.common import PAGE, Asked, InPath, Page, following_page, number, query, translated_here


@get("/notes/{note_id:str}/comments")
async def listed(request: Asked, note_id: InPath) -> Page:
    asked = translated_here(request)
    note = await whole_notes.note(asked.db.read, asked.viewer, number(note_id))
    sort = query(request, "sort", 10) if query(request, "sort", 10) in comments.SORTS else "hot"
    cursor = decode_cursor(query(request, "cursor"), Cursor)
    found = await cards.page(asked.db.read, asked.viewer, number(note_id), sort, cursor, PAGE, asked.locale.tag)
    following = following_page(f"{note.url}/comments", found.next, sort=sort)
    if wanted(request) == "comments":
        shown = PageView(items=found.items, next=None)
        red = await corrections.on_page(asked.db.read, asked.viewer, note, found.items)
        return await page(
            request, "comments/section.html", note=note, comments=shown, comments_next=following, red=red, sort=sort
        )
    return await _more(request, note, found, following)


@get("/comments/{comment_id:str}/replies")
async def replies(request: Asked, comment_id: InPath) -> Page:
    asked = translated_here(request)
    parent = (await cards.by_ids(asked.db.read, asked.viewer, [number(comment_id)])).get(number(comment_id))
    if parent is None:
        raise NotFound
    note = await whole_notes.note(asked.db.read, asked.viewer, int(parent.note_id))
    after = ids.parse(query(request, "after", 20))  # the last reply that the page has already
    cursor = (after,) if after else decode_cursor(query(request, "cursor"), Cursor)
    found = await cards.replies(asked.db.read, asked.viewer, number(comment_id), cursor, PAGE, asked.locale.tag)
    return await _more(request, note, found, following_page(f"/comments/{comment_id}/replies", found.next))


async def _more(request: Asked, note: NoteView, found: Slice[CommentView], following: str | None) -> Page:
    template = "comments/items.html" if wanted(request) else "comments/page.html"
    shown = PageView(items=found.items, next=None)
    asked = context(request)
    red = await corrections.on_page(asked.db.read, asked.viewer, note, found.items)
    return await page(request, template, note=note, comments=shown, comments_next=following, red=red)


handlers = [listed, replies]
