"""What forms offer: channels, languages, regions, reasons; named in the reader's language."""

from __future__ import annotations

from functools import cache

from babel import Locale as Cldr

from vermilion.edge.languages import LANGUAGES
from vermilion.infra import locales
from vermilion.infra.locales import N_, Locale

CATEGORIES = {
    "fashion": N_("Fashion"),
    "food": N_("Food"),
    "home": N_("Home"),
    "outdoor": N_("Outdoor"),
    "city": N_("City"),
    "travel": N_("Travel"),
    "study": N_("Study"),
    "pets": N_("Pets"),
    "crafts": N_("Crafts"),
    "daily": N_("Daily life"),
}

REASONS = {
    "hate": (N_("Insults, threats or hate"), N_("Against a person, or for what somebody is.")),
    "sexual": (N_("Sexual or cruel pictures"), N_("Or any that show a minor: we look at these first.")),
    "harm": (N_("Dangerous"), N_("It may get somebody hurt, the writer included.")),
    "spam": (N_("Advertising or fraud"), N_("Hidden selling, fakes, the same thing everywhere.")),
    "private": (N_("Somebody's private things"), N_("Addresses, numbers, papers, faces.")),
    "stolen": (N_("Not their own"), N_("Somebody else's words or pictures, or pretending to be them.")),
    "other": (N_("Something else"), N_("Tell us below.")),
}


def channels(locale: Locale) -> list[tuple[str, str, str, None]]:
    """Tabs of Explore: key, name, address."""
    _ = locale.gettext
    categorised = [(slug, name, f"/?channel={slug}", None) for slug, name in categories(locale)]
    return [
        ("for-you", _("For you"), "/", None),
        ("following", _("Following"), "/?channel=following", None),
        *categorised,
    ]


def categories(locale: Locale) -> list[tuple[str, str]]:
    return [(slug, locale.gettext(name)) for slug, name in CATEGORIES.items()]


def reasons(locale: Locale) -> list[tuple[str, str, str]]:
    return [(slug, locale.gettext(name), locale.gettext(more)) for slug, (name, more) in REASONS.items()]


@cache
def regions(tag: str) -> list[tuple[str, str, None]]:
    """Countries and regions (ISO 3166-1) by their names in the locale `tag`, in its order of words."""
    locale = locales.by_tag(tag)
    known = map(str, Cldr.parse("en").territories)
    codes = [code for code in known if len(code) == 2 and code.isalpha() and code not in OTHERS]
    return sorted(((code, locale.region_name(code), None) for code in codes), key=lambda item: _sorting(item[1], tag))


# Codes that CLDR keeps for things that are no country or region of anybody.
OTHERS = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def _sorting(name: str, tag: str) -> bytes:
    # GB 18030 sorts the common Chinese characters by their sound.
    return name.encode("gb18030") if tag.startswith("zh") else name.casefold().encode()


def read_languages(accept_language: str) -> list[str]:
    """What a browser says its owner reads, of the languages that are offered; English where it says nothing."""
    tags = [part.partition(";")[0].strip() for part in accept_language.split(",")[:10]]
    found = [tag for tag in map(_offered, tags) if tag]
    return list(dict.fromkeys(found))[:4] or ["en"]


def likely_region(accept_language: str) -> str:
    """The region in the first tag that names one: `zh-CN` is CN; empty where none does."""
    for part in accept_language.split(",")[:5]:
        last = part.partition(";")[0].strip().rpartition("-")[2]
        if len(last) == 2 and last.isalpha() and last.isupper():
            return last
    return ""


def _offered(tag: str) -> str:
    language, _, rest = tag.partition("-")
    if language == "zh":
        return "zh-Hant" if rest.split("-")[0] in {"TW", "HK", "MO", "Hant"} else "zh-Hans"
    return language.lower() if language.lower() in LANGUAGES else ""
