"""Having foreign texts translated for whoever asks, on every surface: looked up, limited, asked for, waited for."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.cards import translating, wishes
from vermilion.cards.reading import Reading, Standing
from vermilion.cards.translating import Thing
from vermilion.edge.context import Context
from vermilion.edge.limits import TRANSLATE, TRANSLATE_VISITORS
from vermilion.infra.errors import TooMany


async def have_translated(asked: Context, reading: Reading, things: Sequence[Thing], seconds: float) -> list[Standing]:
    """How things stand after at most `seconds`, in their order; what nobody has asked for yet is asked for. Only that
    counts towards the limits: TooMany beyond them, whatever stands in the memory."""
    if new := await translating.wanted(asked.db, reading, things):
        _take(asked, sum(len(texts) for _, texts in new))
        await translating.ask(asked.db, reading, new)
    return await translating.arrived(asked.db, reading, things, seconds)


def let_wish(asked: Context) -> None:
    """What pages of this request wish counts like what is asked for; beyond the limits it is not wished."""

    def may() -> bool:
        try:
            _take(asked, 1)
        except TooMany:
            return False
        return True

    wishes.may_wish.set(may)


def _take(asked: Context, texts: int) -> None:
    """A newcomer's are as large as everybody's: reading is what they came for."""
    if asked.viewer.signed_in:
        asked.house.limits.take(TRANSLATE, str(asked.viewer.id), count=texts)
    else:
        asked.house.limits.take(TRANSLATE_VISITORS, asked.network, count=texts)
