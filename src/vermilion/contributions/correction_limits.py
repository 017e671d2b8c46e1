"""How many corrections one member may make in a day, and how many may wait at one text."""

from __future__ import annotations

from vermilion.accounts import Account
from vermilion.contributions import queries
from vermilion.contributions.allowances import spend
from vermilion.contributions.given import NewCorrection
from vermilion.contributions.reading import open_corrections
from vermilion.contributions.texts import Original
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, TooMany

# Corrections a day, by age of the account, and how many may wait at one text.
FIRST_DAY_CORRECTIONS = 20
DAILY_CORRECTIONS = 300
MOST_OPEN = 20


async def check_allowance(tx: Tx, corrector: Account) -> None:
    """TooMany past the day's allowance, else this is counted."""
    if allowance := await spend(tx, corrector, "corrections", FIRST_DAY_CORRECTIONS, DAILY_CORRECTIONS):
        raise TooMany(
            "corrections_a_day",
            "That is {count} corrections in a day. Offer the next one tomorrow.",
            retry_after=clock.DAY // clock.SECOND,
            count=allowance,
        )


async def make_room(tx: Tx, original: Original, corrector_id: int, given: NewCorrection) -> None:
    """Nobody has two open corrections of one text, and nobody repeats another's changes."""
    waiting = await open_corrections(tx, original.subject)
    own = [found.id for found in waiting if found.corrector_id == corrector_id]
    await tx.run(queries.DELETE_CORRECTIONS, own)
    others = [found for found in waiting if found.corrector_id != corrector_id]
    if not given.is_right and any((found.title, found.text) == (given.title, given.text) for found in others):
        raise Conflict("same_correction", "Somebody corrected it in the same way.")
    if len(others) >= MOST_OPEN:
        raise Conflict("many_corrections", "Many corrections wait here already. Let the author look first.")
