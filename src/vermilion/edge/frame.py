"""What every page needs beside its own views: who reads, in which language and light, the front end's files."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.enums import MediaType

from vermilion import notifications, translation
from vermilion.cards import people
from vermilion.cards.views import PersonView
from vermilion.edge.context import Context, context
from vermilion.edge.rendering import render
from vermilion.infra import locales
from vermilion.infra.locales import N_

FLASH_COOKIE = "flash"
DIST = "/static/dist/"
QUICK = 1  # of gzip: a page is a sixth of its size in half a millisecond
# One address has several answers: the page, and parts of it for scripts, in the reader's language.
VARY = {"Vary": "Accept-Encoding, Accept-Language, Cookie, HX-Request, HX-Target"}

# What a page may say after a redirect; the cookie carries the key, so that nobody can put words into a page.
FLASHES = {
    "saved": N_("Saved."),
    "published": N_("Published."),
    "draft": N_("Kept as a draft."),
    "deleted": N_("Deleted."),
    "appealed": N_("Thank you. Somebody looks at it again."),
    "reported": N_("Thank you. A moderator will read it."),
    "blocked": N_("Blocked."),
    "unblocked": N_("No longer blocked."),
    "muted": N_("Muted."),
    "unmuted": N_("No longer muted."),
    "collected": N_("Saved to the collection."),
    "uncollected": N_("No longer saved."),
    "mail_sent": N_("A link is on its way to your mail."),
    "mail_kept": N_("The link is made. Ask the people who run this house for it."),
    "email_confirmed": N_("Your e-mail is confirmed."),
    "password_changed": N_("Your password is changed."),
    "sign_in_ended": N_("That sign-in has ended."),
    "revoked": N_("Revoked."),
    "welcome": N_("Welcome. Look around, then say something."),
    "translating": N_("Foreign texts are translated at once from now on."),
    "not_translating": N_("Foreign texts stay as they are from now on."),
    "back": N_("Welcome back. Your account is open again."),
    "suspended": N_("Your account is suspended. Why, and until when, stands in your settings under Account."),
    "closing": N_("Your account is hidden now. Sign in again in time to take it back."),
    "desk_removed": N_("Removed. Its author is told why."),
    "desk_restored": N_("Back in its place."),
    "desk_kept": N_("Kept as it was. Whoever asked is told why."),
    "desk_dismissed": N_("Closed without a measure."),
    "desk_role": N_("The role is changed."),
    "linked": N_("Linked: both are one topic now."),
    "suggested": N_("Thank you. A moderator looks at it."),
    "declined": N_("Declined. It is not suggested again."),
    "unlinked": N_("No longer linked."),
    "translation_offered": N_("Thank you. Its author and other readers decide now."),
    "correction_offered": N_("Thank you. Its author is told."),
    "found_right": N_("Thank you. Its author will be glad to hear it."),
    "accepted": N_("Accepted."),
    "left_alone": N_("Declined."),
    "thanked": N_("They are told of your thanks."),
    "term_added": N_("Added. New translations use it."),
    "term_removed": N_("Taken out of the glossary."),
}


class Asset(msgspec.Struct, frozen=True):
    """An entry of Vite's manifest."""

    file: str
    css: list[str] = []


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """`page` in every template. `here` is this page's address for a way back, `canonical` its public one; `nav` the
    place in the rail; `fragment` when only a part of a page was asked for; `translating` when foreign texts are put
    into `reads_in` (BCP 47) at once."""

    locale: str
    other_locales: list[tuple[str, str]]
    site_name: str
    origin: str
    viewer: PersonView | None
    staff: bool
    unread: int
    csrf: str
    theme: str
    styles: list[str]
    scripts: list[str]
    strings: dict[str, str]
    nav: str
    here: str
    canonical: str
    flash: str
    fragment: bool
    translating: bool
    reads_in: str


async def page(
    request: Request[Any, Any, Any],
    template: str,
    *,
    nav: str = "",
    status: int = 200,
    entry: str = "src/main.ts",
    **values: Any,
) -> Response[bytes]:
    """The answer: `template` with its `values` and the frame as `page`."""
    asked = context(request)
    unread = await notifications.unread(asked.db.read, asked.viewer.id) if asked.viewer.signed_in else {}
    framed = frame(request, nav, entry, await _viewer(asked), sum(unread.values()))
    return _answer(asked, template, framed, status, values)


def page_without_database(
    request: Request[Any, Any, Any], template: str, *, status: int, headers: dict[str, str], **values: Any
) -> Response[bytes]:
    """The same for a refusal: nothing is asked for, since what refused may be the database."""
    asked = context(request)
    account = asked.account
    viewer = people.view(account, {}) if account else None
    answer = _answer(asked, template, frame(request, "", "src/main.ts", viewer, 0), status, values)
    answer.headers.update(headers)
    return answer


def frame(
    request: Request[Any, Any, Any], nav: str, entry: str, viewer: PersonView | None, unread: int
) -> Frame:
    asked = context(request)
    path = request.url.path
    query = f"?{request.url.query}" if request.url.query else ""
    chosen = [asset(name) for name in dict.fromkeys(("src/main.ts", entry))]
    return Frame(
        locale=asked.locale.tag,
        other_locales=[(locale.tag, locale.name) for locale in locales.ALL if locale.tag != asked.locale.tag],
        site_name=asked.house.settings.site_name,
        origin=asked.house.settings.origin,
        viewer=viewer,
        staff=asked.viewer.staff,
        unread=unread,
        csrf=asked.csrf_token(),
        theme=asked.theme,
        styles=[DIST + url for item in chosen for url in item.css],
        scripts=[DIST + item.file for item in chosen if item.file],
        strings=strings(asked.locale.tag),
        nav=nav,
        here=path + query if request.method == "GET" else path,
        canonical=asked.house.settings.origin + quote(path),
        flash="" if wanted(request) else take_flash(asked),
        fragment=bool(wanted(request)),
        translating=bool(asked.viewer.translate_into),
        reads_in=asked.viewer.translate_into or translation.best_target(asked.viewer.languages, asked.locale.tag),
    )


def wanted(request: Request[Any, Any, Any]) -> str:
    """The place that a script asks to fill (`note-dialog`, `more`, `sheet` ...); empty for a whole page."""
    return request.headers.get("hx-target", "") if "hx-request" in request.headers else ""


def flash(asked: Context, key: str) -> None:
    """Let the next page say `FLASHES[key]`."""
    asked.set_cookie(FLASH_COOKIE, key, 60)


def take_flash(asked: Context) -> str:
    key = asked.cookies.get(FLASH_COOKIE, "")
    if key not in FLASHES:
        return ""
    asked.set_cookie(FLASH_COOKIE, "", 0)
    return asked.locale.gettext(FLASHES[key])


def asset(entry: str) -> Asset:
    """The built files of an entry of the front end; none where it was not built."""
    return manifest().get(entry, Asset(""))


@cache
def manifest() -> dict[str, Asset]:
    path = resources.files("vermilion") / "web" / "static" / "dist" / "manifest.json"
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Asset]) if path.is_file() else {}


@cache
def strings(tag: str) -> dict[str, str]:
    """The texts that scripts say, in one language."""
    path = resources.files("vermilion") / "web" / "static" / "dist" / "strings.json"
    if not path.is_file():
        return {}
    texts = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, str]])
    return {key: text.get(tag.partition("-")[0], text["en"]) for key, text in texts.items()}


async def _viewer(asked: Context) -> PersonView | None:
    account = asked.account
    return (await people.views(asked.db.read, [account]))[account.id] if account else None


def _answer(asked: Context, template: str, framed: Frame, status: int, values: dict[str, Any]) -> Response[bytes]:
    body = render(asked.locale, template, {"page": framed, **values}).encode()
    headers = dict(VARY)
    if b"gzip" in asked.headers.get(b"accept-encoding", b""):
        body = gzip.compress(body, QUICK, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, status_code=status, media_type=MediaType.HTML, headers=headers)
