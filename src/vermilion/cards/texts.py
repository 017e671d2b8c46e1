"""Plain text cut into what is linked: #topics, @people who exist, addresses."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from vermilion import accounts
from vermilion.cards.views import Segment
from vermilion.infra.db import Reader
from vermilion.infra.text import segments

MOST_MENTIONS = 20


async def known_handles(reader: Reader, texts: Iterable[str]) -> set[str]:
    """Which of the people mentioned in any of the texts exist; one query for a whole page. Of a text that is nothing
    but mentions the first are enough: they are who was told of it."""
    named = {handle for text in texts if "@" in text for handle in segments.mentions_in(text)[:MOST_MENTIONS]}
    return set(await accounts.by_handles(reader, sorted(named))) if named else set()


def paragraphs(text: str, known: set[str]) -> list[list[Segment]]:
    """A list of segments a line. Joined, their texts are the text, save for links, which are shown short."""
    return [[_segment(piece, known) for piece in line] for line in segments.cut(text)] if text else []


def topic_url(name: str) -> str:
    return f"/topics/{quote(name, safe='')}"


def _segment(piece: segments.Segment, known: set[str]) -> Segment:
    if piece.kind == "topic":
        return Segment(kind="topic", text=piece.text, url=topic_url(piece.value))
    if piece.kind == "mention" and piece.value in known:
        return Segment(kind="mention", text=piece.text, url=f"/people/{piece.value}")
    if piece.kind == "link":
        return Segment(kind="link", text=segments.shown(piece), url=piece.value)
    return Segment(kind="text", text=piece.text)
