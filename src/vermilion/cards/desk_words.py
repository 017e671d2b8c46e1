"""What members write to moderators, as a moderator reads it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from vermilion.audience import Viewer
from vermilion.cards import translating
from vermilion.cards.reading import OWN, reading_of
from vermilion.cards.translatable import Said
from vermilion.cards.views import TranslationView
from vermilion.infra.db import Reader
from vermilion.translation import Text


class Read(msgspec.Struct, frozen=True):
    """How a text stands with its reader; its translation where there is one."""

    state: str = OWN
    translation: TranslationView | None = None


async def read(reader: Reader, viewer: Viewer, said: Iterable[Said], locale: str) -> list[Read]:
    """In their order. For `locale` see `whole_notes.note`."""
    things = [(one, True) for one in said]
    reading = reading_of(viewer, locale)
    if reading is None or not things:
        return [Read() for _ in things]
    found = await translating.standing(reader, reading, things)
    texts = [text.text for one, _ in things for text in one.texts or (Text(""),)]
    return [
        Read(standing.state, translating.view(standing, reading, {}, set(), text=text))
        for text, standing in zip(texts, found, strict=True)
    ]
