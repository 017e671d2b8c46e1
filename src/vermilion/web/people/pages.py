"""/people/{handle}: notes, collections, what they liked; followers and following."""

from __future__ import annotations

from typing import Any

from litestar import get

from vermilion import relations
from vermilion.accounts import Account
from vermilion.cards import collections as collection_cards
from vermilion.cards import contributions, people, profiles
from vermilion.cards import feeds as cards
from vermilion.cards.views import CardView, CollectionView, ProfileView
from vermilion.cards.views import Page as PageView
from vermilion.edge import Context, context, decode_cursor
from vermilion.edge.frame import page, wanted
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor
from vermilion.web.common import PAGE, Asked, InPath, Page, following_page, query, translated_here

NOTES, COLLECTIONS, LIKED = "notes", "collections", "liked"


@get("/people/{handle:str}")
async def read(request: Asked, handle: InPath) -> Page:
    asked = translated_here(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    mine = asked.viewer.signed_in and asked.viewer.id == person.id
    tab = query(request, "tab", 20) or NOTES
    if tab not in {NOTES, COLLECTIONS, LIKED} or (tab == LIKED and not mine):
        raise NotFound
    notes, following = await _cards(request, asked, person, tab)
    shown = PageView(items=notes, next=None)
    if wanted(request) == "more":
        return await page(request, "feeds/cards.html", notes=shown, next=following)
    view = await profiles.profile(asked.db.read, asked.viewer, person, asked.locale.tag)
    kept = await collection_cards.of_owner(asked.db.read, asked.viewer, person.id)
    return await page(
        request,
        "people/profile.html",
        nav="me" if mine else "",
        profile=view,
        help=await contributions.helped(asked.db.read, person.id),
        shown_tabs=_tabs(asked, view, kept, mine),
        tab=tab,
        notes=shown,
        next=following,
        collections=PageView(items=kept, next=None),
    )


@get("/people/{handle:str}/followers")
async def followers(request: Asked, handle: InPath) -> Page:
    return await _people(request, handle, "followers")


@get("/people/{handle:str}/following")
async def following(request: Asked, handle: InPath) -> Page:
    return await _people(request, handle, "following")


async def _people(request: Asked, handle: str, tab: str) -> Page:
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    read_page = relations.followers_page if tab == "followers" else relations.following_page
    found = await read_page(asked.db.read, person.id, decode_cursor(query(request, "cursor"), Cursor), PAGE)
    listed = await people.visible(asked.db.read, asked.viewer, found.items)
    followed = await relations.following_among(asked.db.read, asked.viewer.id, found.items)
    values: dict[str, Any] = {
        "people": PageView(items=listed, next=None),
        "followed": {str(identifier) for identifier in followed},
        "next": following_page(f"/people/{handle}/{tab}", found.next),
    }
    if wanted(request) == "more":
        return await page(request, "people/rows.html", **values)
    view = await profiles.profile(asked.db.read, asked.viewer, person, asked.locale.tag)
    return await page(request, "people/list.html", profile=view, tab=tab, **values)


async def _cards(request: Asked, asked: Context, person: Account, tab: str) -> tuple[list[CardView], str | None]:
    cursor, path = query(request, "cursor"), f"/people/{person.handle}"
    if tab == NOTES:
        before = decode_cursor(cursor, int)
        found, after = await cards.by_author(asked.db.read, asked.viewer, person.id, before, PAGE)
        return found, following_page(path, after)
    if tab == LIKED:
        place = decode_cursor(cursor, Cursor)
        found, rest = await cards.liked(asked.db.read, asked.viewer, person.id, place, PAGE)
        return found, following_page(path, rest, tab=tab)
    return [], None


def _tabs(
    asked: Context, view: ProfileView, kept: list[CollectionView], mine: bool
) -> list[tuple[str, str, str, str | None]]:
    """Key, label, address, small figure. What one likes is shown to oneself alone."""
    _, short, path = asked.locale.gettext, asked.locale.short_number, view.person.url
    tabs: list[tuple[str, str, str, str | None]] = [
        (NOTES, _("Notes"), path, short(view.notes)),
        (COLLECTIONS, _("Collections"), f"{path}?tab={COLLECTIONS}", short(len(kept))),
    ]
    return [*tabs, (LIKED, _("Liked"), f"{path}?tab={LIKED}", None)] if mine else tabs


handlers = [read, followers, following]
