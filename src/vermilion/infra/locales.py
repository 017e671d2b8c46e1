"""The interface's languages: English, which the code is written in, and Simplified Chinese from catalogues.

The catalogue is all `locales/zh_Hans/*.po` files together, read once a process; a fragment belongs to an area, so that
people who work on different areas do not meet in one file.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib import resources
from io import BytesIO

import msgspec
from babel import Locale as Cldr
from babel.dates import format_date
from babel.messages.pofile import read_po

from vermilion.infra import clock
from vermilion.infra.text import short_numbers

Catalogue = dict[str, tuple[str, ...]]
CONTEXT = "\x04"  # between a context and its text, as in gettext's own files


class CatalogueError(Exception):
    """Two fragments translate one text differently, or a fragment cannot be read."""


class Locale(msgspec.Struct, frozen=True):
    """An interface language: texts, numbers and dates as its readers expect them. `tag` is BCP 47."""

    tag: str
    name: str
    folder: str | None  # of its catalogue; None: the texts in the code are already right

    def gettext(self, message: str) -> str:
        """A text in this language, the given one where the catalogue has none."""
        if self.folder is None:
            return message
        return catalogue(self.folder).get(message, (message,))[0]

    def pgettext(self, context: str, message: str) -> str:
        """A text that means different things in different places, so that English alone says it once."""
        if self.folder is None:
            return message
        return catalogue(self.folder).get(f"{context}{CONTEXT}{message}", (message,))[0]

    def ngettext(self, one: str, many: str, number: int) -> str:
        """`one` or `many` in this language; Chinese has a single form."""
        if self.folder is not None and (found := catalogue(self.folder).get(one)):
            return found[-1] if number != 1 else found[0]
        return one if number == 1 else many

    def number(self, number: int) -> str:
        """Every figure: 12,000."""
        return f"{number:,}"

    def short_number(self, number: int) -> str:
        """As on a card: 12K, 1.2万."""
        return short_numbers.short_number(number, self.tag)

    def ago(self, moment: int, now: int | None = None) -> str:
        """The age of a moment (microseconds): "7 minutes ago"."""
        return short_numbers.relative_time(moment, clock.now() if now is None else now, self.tag)

    def date(self, moment: int) -> str:
        """The day of a moment (microseconds, UTC): "January 15, 2025", "2025年1月15日"."""
        return format_date(datetime.fromtimestamp(moment // clock.SECOND, UTC), "long", locale=_cldr(self.tag))

    def language_name(self, tag: str) -> str:
        """What a language is called here: `ja` is "Japanese", "日语"; the tag itself where it is unknown."""
        return _language_name(self.tag, tag)

    def region_name(self, code: str) -> str:
        """What a country or region (ISO 3166-1 alpha-2) is called here; the code itself where it is unknown."""
        return str(_cldr(self.tag).territories.get(code, code))


ENGLISH = Locale("en", "English", None)
CHINESE = Locale("zh-Hans", "简体中文", "zh_Hans")
ALL = (ENGLISH, CHINESE)
BY_TAG = {locale.tag: locale for locale in ALL}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Marks a text for the catalogues where it is written down; it is said, in a language, elsewhere."""
    return message


def by_tag(tag: str) -> Locale:
    """The locale of a tag that a member chose; English for one that is not offered."""
    return BY_TAG.get(tag, ENGLISH)


def choose(accept_language: str) -> Locale:
    """The best locale for a browser's `Accept-Language`; English where nothing fits."""
    for tag in _preferred(accept_language):
        language = tag.partition("-")[0]
        for locale in ALL:
            if language == locale.tag.partition("-")[0]:
                return locale
    return ENGLISH


@cache
def catalogue(folder: str) -> Catalogue:
    """Every translated text of a folder: English (its singular) -> its forms. Raises CatalogueError."""
    merged: Catalogue = {}
    for entry in sorted((resources.files("vermilion") / "locales" / folder).iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".po"):
            continue
        for message in read_po(BytesIO(entry.read_bytes()), locale=folder, abort_invalid=True):
            if not message.id or message.fuzzy:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            if message.context:
                key = f"{message.context}{CONTEXT}{key}"
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if not forms or not all(forms):
                continue
            if merged.setdefault(key, forms) != forms:
                raise CatalogueError(f"{entry.name}: {key!r} is translated differently in another file")
    return merged


def _preferred(accept_language: str) -> list[str]:
    """Tags of the header in small letters, best first; at most 20 are looked at."""
    weighed = []
    for part in accept_language.lower().split(",")[:20]:
        tag, _, parameter = part.partition(";")
        weight = _weight(parameter)
        if weight > 0:
            weighed.append((-weight, tag.strip()))
    return [tag for _, tag in sorted(weighed, key=lambda pair: pair[0])]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return min(float(value), 1.0)
    except ValueError:
        return 0.0


@cache
def _cldr(tag: str) -> Cldr:
    return Cldr.parse(tag.replace("-", "_"))


@cache
def _language_name(locale: str, tag: str) -> str:
    names = _cldr(locale).languages
    whole = tag.replace("-", "_")
    if whole in names:
        return str(names[whole])
    return str(names.get(tag.partition("-")[0], tag))
