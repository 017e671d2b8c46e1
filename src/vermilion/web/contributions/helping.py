"""/people/{handle}/help: the translations and corrections with which somebody has helped others."""

from __future__ import annotations

from litestar import get

from vermilion.cards import contributions as translations
from vermilion.cards import corrections, profiles
from vermilion.cards.contribution_views import ContributedTranslationView, CorrectionView
from vermilion.edge import context, decode_cursor
from vermilion.edge.frame import page, wanted
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor, Slice
from vermilion.web.common import PAGE, Asked, InPath, Page, following_page, query

TRANSLATIONS, CORRECTIONS = "translations", "corrections"


@get("/people/{handle:str}/help")
async def helped(request: Asked, handle: InPath) -> Page:
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    kind = query(request, "kind", 20) or TRANSLATIONS
    if kind not in {TRANSLATIONS, CORRECTIONS}:
        raise NotFound
    cursor = decode_cursor(query(request, "cursor"), Cursor)
    found: Slice[ContributedTranslationView] | Slice[CorrectionView]
    if kind == TRANSLATIONS:
        found = await translations.by_person(asked.db.read, asked.viewer, person.id, cursor, PAGE)
    else:
        found = await corrections.by_person(asked.db.read, asked.viewer, person.id, cursor, PAGE)
    view = await profiles.profile(asked.db.read, asked.viewer, person, asked.locale.tag)
    return await page(
        request,
        "contributions/helped_rows.html" if wanted(request) == "more" else "contributions/helped.html",
        profile=view,
        help=await translations.helped(asked.db.read, person.id),
        kind=kind,
        items=found.items,
        next=following_page(f"/people/{handle}/help", found.next, kind=kind),
    )


handlers = [helped]
