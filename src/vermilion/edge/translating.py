"""Having foreign texts translated for whoever asks, on every surface: looked up, limited, asked for, waited for."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.cards import translating
from vermilion.cards.reading import Reading, Standing
from vermilion.cards.translating import Thing
from vermilion.edge.context import Context
from vermilion.edge.limits import TRANSLATE, TRANSLATE_VISITORS


async def have_translated(asked: Context, reading: Reading, things: Sequence[Thing], seconds: float) -> list[Standing]:
    """How things stand after at most `seconds`, in their order; what nobody has asked for yet is asked for. Only that
    counts towards the limits: TooMany beyond them, whatever stands in the memory."""
    if new := await translating.wanted(asked.db, reading, things):
        _take(asked)
        await translating.ask(asked.db, reading, new)
    return await translating.arrived(asked.db, reading, things, seconds)


def _take(asked: Context) -> None:
    """A newcomer's are as large as everybody's: reading is what they came for."""
    if asked.viewer.signed_in:
        asked.house.limits.take(TRANSLATE, str(asked.viewer.id))
    else:
        asked.house.limits.take(TRANSLATE_VISITORS, asked.network)
