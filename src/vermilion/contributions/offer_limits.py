"""How many translations one member may offer in a day, and how many may wait for one text and language."""

from __future__ import annotations

from vermilion.accounts import Account
from vermilion.contributions.allowances import spend
from vermilion.contributions.erasing import erase
from vermilion.contributions.given import Offer
from vermilion.contributions.models import OFFERED
from vermilion.contributions.reading import of_subject
from vermilion.contributions.texts import Original
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, TooMany

# Offers a day, by age of the account, and how many may wait for one text and language at once.
FIRST_DAY_OFFERS = 10
DAILY_OFFERS = 200
MOST_OPEN = 20


async def check_allowance(tx: Tx, translator: Account) -> None:
    """TooMany past the day's allowance, else this is counted."""
    if allowance := await spend(tx, translator, "translations", FIRST_DAY_OFFERS, DAILY_OFFERS):
        raise TooMany(
            "translations_a_day",
            "That is {count} translations in a day. Offer the next one tomorrow.",
            retry_after=clock.DAY // clock.SECOND,
            count=allowance,
        )


async def make_room(tx: Tx, original: Original, translator_id: int, given: Offer) -> None:
    """Nobody has two open offers for one text and language, and nobody repeats what another one said."""
    others = []
    for found in await of_subject(tx, original.subject, given.target):
        if found.translator_id == translator_id and found.state == OFFERED:
            await erase(tx, found)
        else:
            others.append(found)
    if any(found.parts == (given.title, given.text, *given.alts) for found in others):
        raise Conflict("same_translation", "These very words were offered before. Vote for them.")
    if len(others) >= MOST_OPEN:
        raise Conflict("many_translations", "Many translations wait here already. Vote for the best one.")
