"""A member marks up a text whose author asked for it."""

from __future__ import annotations

from vermilion import accounts
from vermilion.accounts import Account
from vermilion.audience import Permit
from vermilion.contributions import queries
from vermilion.contributions.models import OFFERED, Correction, CorrectionOffered, NewCorrection, Original
from vermilion.contributions.originals import hold
from vermilion.contributions.reading import correction_of, open_corrections, values_of_correction
from vermilion.contributions.rules import corrected
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from vermilion.translation import reads

# Corrections a day, by age of the account, and how many may wait at one text.
FIRST_DAY_CORRECTIONS = 20
DAILY_CORRECTIONS = 300
MOST_OPEN = 20


async def correct(tx: Tx, permit: Permit, given: NewCorrection) -> Correction:
    """Offer a correction of the text of the permit's note or comment; it takes the place of an open one by the same
    member. Raises Invalid with the field, Forbidden where nobody asked, Conflict for a correction that is there already
    or when many wait, TooMany past the day's allowance."""
    original = await hold(tx, permit.subject, given.version)
    if not original.wants_correction:
        raise Forbidden("not_asked", "The author did not ask for corrections.")
    corrector = (await accounts.by_ids(tx, [permit.account_id]))[permit.account_id]
    if original.language != "und" and not reads(original.language, corrector.languages):
        raise Invalid("not_your_language", "Correct languages that your profile says you read.", field="text")
    given = corrected(given, original)
    await _check_allowance(tx, corrector)
    await _make_room(tx, original, corrector.id, given.text)
    now = clock.now()
    made = Correction(
        id=ids.new_id(),
        subject=original.subject,
        corrector_id=corrector.id,
        text=given.text,
        remark=given.remark,
        version=original.version,
        state=OFFERED,
        thanked=False,
        created_at=now,
        decided_at=None,
    )
    await tx.run(queries.INSERT_CORRECTION, *values_of_correction(made))
    await tx.emit(CorrectionOffered(made.id, made.subject, corrector.id, original.author_id))
    return made


async def withdraw_correction(tx: Tx, account_id: int, correction_id: int) -> None:
    """Take one's own correction back; what its author took over stays with the text. NotFound for anybody else's."""
    found = await correction_of(tx, correction_id)
    if found.corrector_id != account_id:
        raise NotFound
    await tx.run(queries.DELETE_CORRECTIONS, [found.id])


async def _check_allowance(tx: Tx, corrector: Account) -> None:
    now = clock.now()
    allowance = FIRST_DAY_CORRECTIONS if now - corrector.created_at < clock.DAY else DAILY_CORRECTIONS
    if await tx.value(queries.COUNT_CORRECTIONS_SINCE, corrector.id, ids.id_at(now - clock.DAY, 0)) >= allowance:
        raise TooMany(
            "corrections_a_day",
            "That is {count} corrections in a day. Offer the next one tomorrow.",
            retry_after=clock.DAY // clock.SECOND,
            count=allowance,
        )


async def _make_room(tx: Tx, original: Original, corrector_id: int, text: str) -> None:
    """Nobody has two open corrections of one text, and nobody repeats another."""
    waiting = await open_corrections(tx, original.subject)
    own = [found.id for found in waiting if found.corrector_id == corrector_id]
    await tx.run(queries.DELETE_CORRECTIONS, own)
    others = [found for found in waiting if found.corrector_id != corrector_id]
    if any(found.text == text for found in others):
        raise Conflict("same_correction", "Somebody corrected it in the same way.")
    if len(others) >= MOST_OPEN:
        raise Conflict("many_corrections", "Many corrections wait here already. Let the author look first.")
