"""/rules, /offline, /language/{tag}, the web manifest, and refusals as pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import MediaType, Request, Response, get
from litestar.response import Redirect

from vermilion import accounts
from vermilion.edge import context
from vermilion.edge.context import LOCALE_COOKIE
from vermilion.edge.frame import page, page_without_database, wanted
from vermilion.edge.problems import as_problem, headers_of, told
from vermilion.infra import locales
from vermilion.infra.errors import NotFound, Unauthenticated
from vermilion.web.common import Asked, InPath, Page, back, inner, query

YEAR = 365 * 86_400
ICON_SIZES = (192, 512)
NOT_CRAWLED = ("/search", "/v1/", "/language/", "/sign-in", "/reports/")

# Refusals whose own sentence says less than the page does; so do those of the framework, `http_…`.
GENERAL = frozenset({"not_found", "broken", "sign_in", "csrf", "audience.suspended", "invalid_input", "bad_encoding"})


@get("/rules")
async def rules(request: Asked) -> Page:
    return await page(request, "house/rules.html", nav="rules")


@get("/offline")
async def offline(request: Asked) -> Page:
    """Kept by the service worker, for when the line is gone."""
    return await page(request, "house/offline.html")


@get("/language/{tag:str}")
async def choose_language(request: Asked, tag: InPath) -> Page:
    asked = context(request)
    if tag not in {locale.tag for locale in locales.ALL}:
        raise NotFound
    asked.set_cookie(LOCALE_COOKIE, tag, YEAR)
    account = asked.account
    if account and account.locale != tag:
        await asked.db.write(lambda tx: accounts.set_preferences(tx, account.id, locale=tag, theme=account.theme))
    return Redirect(inner(query(request, "next", 2000)), status_code=303)


@get("/robots.txt", media_type=MediaType.TEXT)
async def robots() -> str:
    """What may be read without an account may be found; searching costs too much to be crawled."""
    return "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in NOT_CRAWLED), ""])


@get("/manifest.webmanifest")
async def manifest(request: Asked) -> Response[bytes]:
    asked = context(request)
    _, site = asked.locale.gettext, asked.house.settings.site_name
    icons = [{"src": f"/icons/{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in ICON_SIZES]
    described = {
        "name": site,
        "short_name": site[:12],
        "lang": asked.locale.tag,
        "description": _("Notes, pictures and people, in every language they come in."),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f5f1",
        "theme_color": "#f6f5f1",
        "categories": ["social", "lifestyle"],
        "icons": [
            *icons,
            {"src": "/icons/512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
            {"src": "/static/marks/seal.svg", "sizes": "any", "type": "image/svg+xml"},
        ],
        "shortcuts": [
            {"name": _("Publish"), "url": "/publish"},
            {"name": _("Inbox"), "url": "/inbox"},
        ],
    }
    headers = {"Cache-Control": "public, max-age=3600", "Vary": "Accept-Language, Cookie"}
    return Response(msgspec.json.encode(described), media_type="application/manifest+json", headers=headers)


def error_page(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A page that says what happened and what to do next; for a script a slip, for a visitor the way to sign in."""
    problem = as_problem(request, error)
    if isinstance(problem, Unauthenticated) and request.method == "GET" and not wanted(request):
        return Redirect(f"/sign-in?next={_quoted(request)}", status_code=303)
    said = told(context(request).locale.gettext, problem)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    answered: dict[str, Any] = {"status": problem.status, "headers": headers_of(problem)}
    if wanted(request):
        return page_without_database(request, "house/done.html", **answered, text=said, wrong=True)
    return page_without_database(
        request,
        "house/error.html",
        **answered,
        detail="" if problem.code in GENERAL or problem.code.startswith("http_") else said,
        request_id=context(request).request_id,
        problem_status=problem.status,
        onward=inner(here) if request.method == "GET" else back(request, "/"),
        code=problem.code,
    )


def _quoted(request: Request[Any, Any, Any]) -> str:
    path, query_text = request.url.path, request.url.query
    return quote(path + (f"?{query_text}" if query_text else ""), safe="")


handlers = [rules, offline, choose_language, robots, manifest]
