"""What the handlers share: ids in addresses, ways back, answers to forms."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from litestar import Request, Response
from litestar.params import FromPath
from litestar.response import Redirect

from vermilion import translation
from vermilion.edge import Context, context, encode_cursor
from vermilion.edge.frame import FLASHES, flash, page, wanted
from vermilion.infra import ids
from vermilion.infra.errors import NotFound, Unauthenticated

Asked = Request[Any, Any, Any]
Page = Response[Any]
InPath = FromPath[str]
PAGE = 24


def number(text: str) -> int:
    """The id in an address; NotFound for what cannot be one."""
    found = ids.parse(text)
    if found is None:
        raise NotFound
    return found


def query(request: Asked, name: str, most: int = 400) -> str:
    """A value of the address's query, cut to `most` characters; empty where there is none."""
    return str(request.query_params.get(name, ""))[:most]


def following_page(path: str, place: object | None, **values: str) -> str | None:
    """The address of what comes after a page of a list; None at the end."""
    cursor = encode_cursor(place)
    if cursor is None:
        return None
    kept = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode({**kept, 'cursor': cursor})}"


def translated_here(request: Asked) -> Context:
    """The circumstances of a request for a page that shows translations if `?translation=shown` says so."""
    asked = context(request)
    if query(request, "translation", 10) == "shown" and not asked.viewer.translate_into:
        asked.read_in(translation.best_target(asked.viewer.languages, asked.locale.tag))
    return asked


def signed_in(request: Asked) -> Context:
    """The circumstances of a member's request. For a visitor Unauthenticated, which leads to the sign-in page."""
    asked = context(request)
    if asked.signed is None:
        raise Unauthenticated("sign_in", "Sign in to do this.")
    return asked


def go(path: str) -> Page:
    """On to a page after a form, so that loading it again sends nothing twice."""
    return Redirect(path, status_code=303)


def inner(path: str, otherwise: str = "/") -> str:
    """A way back that a request named, if it leads to a page of this site."""
    leads_in = path.startswith("/") and not path.startswith("//")  # two would name a host
    return path if leads_in and "\\" not in path and path.isprintable() else otherwise


def back(request: Asked, otherwise: str) -> str:
    """Where the form stood, as far as the browser says."""
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return otherwise
    if parts.netloc != request.headers.get("host", ""):
        return otherwise
    return inner(parts.path + (f"?{parts.query}" if parts.query else ""), otherwise)


def toggled(request: Asked, otherwise: str) -> Page:
    """The answer to a toggle: nothing for a script, else the page again."""
    return Response("", status_code=204) if wanted(request) else go(back(request, otherwise))


async def done(request: Asked, key: str, path: str, *, stay: bool = False) -> Page:
    """A form is through: on to a page that says so. With `stay` the page under a sheet is still true, so the sheet
    closes and a slip says it there."""
    asked = context(request)
    if stay and wanted(request) == "sheet":
        return await page(request, "house/done.html", text=asked.locale.gettext(FLASHES[key]), wrong=False)
    flash(asked, key)
    return go(path)
