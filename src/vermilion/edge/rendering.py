"""Templates: one Jinja environment a locale, so that texts, numbers and names need no look-up of who reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urljoin

from babel import Locale as Cldr
from babel import UnknownLocaleError
from babel.dates import format_datetime
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from vermilion.cards.views import CoverView, PictureView, Segment
from vermilion.infra import clock, locales
from vermilion.infra.locales import Locale

# Widths that `media` makes; a narrower picture has fewer files (see media/decoding/sizes.py).
SMALL, MEDIUM = 480, 960


def render(locale: Locale, template: str, values: dict[str, Any]) -> str:
    """The HTML of a template of web/templates or staff/templates."""
    return environment(locale.tag).get_template(template).render(values)


@cache
def macro(locale: Locale, template: str, name: str) -> Callable[..., str]:
    """A macro of a template as a function, for pieces that are kept."""
    found: Callable[..., str] = getattr(environment(locale.tag).get_template(template).module, name)
    return found


@cache
def environment(tag: str) -> Environment:
    locale = locales.by_tag(tag)
    # The surfaces above are named as folders, not imported: their templates share one frame and one kit.
    folders = [resources.files("vermilion") / surface / "templates" for surface in ("web", "staff")]
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(str(folder)) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        cache_size=-1,
        auto_reload=False,
    )
    made.install_gettext_callables(locale.gettext, locale.ngettext, newstyle=True, pgettext=locale.pgettext)  # type: ignore[attr-defined]
    made.globals["gap"] = "" if tag.startswith("zh") else " "  # between two sentences
    made.filters.update(
        short=locale.short_number,
        exact=locale.number,
        ago=lambda moment: locale.ago(moment_of(moment)),
        date=lambda moment: locale.date(moment_of(moment)),
        moment=lambda moment: _date_and_time(moment, tag),
        region=locale.region_name,
        language=locale.language_name,
        autonym=autonym,
        length_of=length_of,
        srcset=srcset,
        tongue=tongue,
        without_tail=without_tail,
        absolute=lambda url, origin: urljoin(origin, url),
        address=lambda text: quote(text, safe="/?=&#:@!$,;~*'()-._"),
    )
    return made


def moment_of(text: str) -> int:
    """Microseconds of an RFC 3339 time."""
    return round(datetime.fromisoformat(text).timestamp() * 1_000_000)


@cache
def autonym(tag: str) -> str:
    """What a language calls itself: 日本語; the tag itself where that is unknown."""
    whole = tag.replace("-", "_")
    try:
        names = Cldr.parse(whole).languages
    except (ValueError, UnknownLocaleError):
        return tag
    name = str(names.get(whole) or names.get(tag.partition("-")[0], tag))
    return name[:1].upper() + name[1:]


def tongue(tag: str, beside: str) -> str:
    """A language without its script, unless it stands beside the same language in another one."""
    language = tag.partition("-")[0]
    return tag if language == beside.partition("-")[0] else language


def length_of(seconds: float | None) -> str:
    """0:48, 1:12, 1:02:03."""
    whole = round(seconds or 0)
    hours, minutes = whole // 3600, whole % 3600 // 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def without_tail(lines: list[list[Segment]]) -> list[list[Segment]]:
    """The lines without those at the end that hold nothing but #topics: these stand under the text anyway."""
    shown = list(lines)
    while shown and all(piece.kind == "topic" or not piece.text.strip() for piece in shown[-1]):
        shown.pop()
    return shown


def srcset(view: PictureView | CoverView) -> str:
    """The files of a picture with their widths, each once."""
    widths = {view.small: SMALL, view.medium: MEDIUM}
    if isinstance(view, PictureView):
        widths[view.large] = view.width
    return ", ".join(f"{url} {min(width, view.width)}w" for url, width in widths.items())


@lru_cache(20_000)
def _date_and_time(moment: str, tag: str) -> str:
    when = datetime.fromtimestamp(moment_of(moment) // clock.SECOND, UTC)
    return str(format_datetime(when, "long", locale=tag.replace("-", "_")))
