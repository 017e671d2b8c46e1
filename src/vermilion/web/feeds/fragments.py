"""Cards as HTML, written once a version: a waterfall joins kept pieces and fills their slots.

What shapes a card is its note's and author's version and the reader's language; it is kept under exactly these. What
moves (the count, whether the reader likes it, the form's token) is filled in on every request. Rendering the template
anew for each card would cost ten times as much (docs/benchmarks.md); a test holds both to the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec
from markupsafe import Markup

from vermilion.cards.notes import Shown
from vermilion.cards.stills import Still
from vermilion.cards.writing import Style
from vermilion.counters import Counts
from vermilion.edge.rendering import macro
from vermilion.infra.locales import Locale

KEPT = 40_000
EAGER = 4  # on the first screen, so not loaded lazily

# Slots are characters that no text of ours holds: control characters are cleaned away on input.
ADDRESS, TOKEN = "\x01", "\x02"

_heads: dict[tuple[int, str, bool, str], tuple[Still, str]] = {}


class _Token(msgspec.Struct, frozen=True):
    csrf: str


def cards(locale: Locale, csrf: str, shown: Sequence[Shown], *, eager: bool = False) -> Markup:
    """The list items of a waterfall in a page, which works without scripts."""
    pieces: list[str] = []
    for place, card in enumerate(shown):
        pieces.append(_head(locale, card.still, eager and place < EAGER))
        pieces.append(_foot(locale, csrf, card.still, card.counts, card.liked))
    return Markup("".join(pieces))  # noqa: S704 - every piece comes from an escaping template


@cache
def style(locale: Locale) -> Style:
    """The list items that scripts append. They send the page's token by themselves, so the forms need none, and what
    nobody has marked is the same for everyone."""

    def card(still: Still, counts: Counts, liked: bool, _: bool) -> bytes:
        return (_head(locale, still, eager=False) + _foot(locale, "", still, counts, liked)).encode()

    return Style(("waterfall", locale.tag), b"", card)


@lru_cache(4096)
def more(locale: Locale, following: str | None) -> bytes:
    """The last item of a list that goes on; nothing at its end."""
    return str(macro(locale, "kit/cards.html", "more")(following)).encode()


def _head(locale: Locale, still: Still, eager: bool) -> str:
    shown = still.card.translation
    key = still.note.id, locale.tag, eager, shown.language if shown else ""
    kept = _heads.get(key)
    if kept is not None and kept[0] is still:
        return kept[1]
    text = str(macro(locale, "kit/cards.html", "card_head")(still.card, eager))
    if len(_heads) > KEPT:
        _heads.clear()
    _heads[key] = still, text
    return text


def _foot(locale: Locale, csrf: str, still: Still, counts: Counts, liked: bool) -> str:
    before, between, after = _foot_pieces(locale, liked, counts.likes, bool(csrf))
    return f"{before}{still.card.url}{between}{csrf}{after}"


@lru_cache(20_000)
def _foot_pieces(locale: Locale, liked: bool, likes: int, with_token: bool) -> tuple[str, str, str]:
    """The foot of a card cut at its slots: before the address, between it and the token, after the token."""
    foot = macro(locale, "kit/cards.html", "card_foot")
    short = locale.short_number(likes) if likes else ""
    text = str(foot(_Token(TOKEN if with_token else ""), ADDRESS, liked, likes, locale.number(likes), short))
    before, _, rest = text.partition(ADDRESS)
    between, _, after = rest.partition(TOKEN)
    return before, between, after
