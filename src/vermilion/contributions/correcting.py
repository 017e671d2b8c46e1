"""A member marks up a text whose author asked for it."""

from __future__ import annotations

from vermilion import accounts
from vermilion.audience import Permit
from vermilion.contributions import queries
from vermilion.contributions.correction_limits import check_allowance, make_room
from vermilion.contributions.events import CorrectionOffered
from vermilion.contributions.fit_corrections import corrected
from vermilion.contributions.given import NewCorrection
from vermilion.contributions.models import OFFERED, Correction
from vermilion.contributions.originals import hold
from vermilion.contributions.reading import correction_of, values_of_correction
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Forbidden, Invalid, NotFound
from vermilion.translation import reads


async def correct(tx: Tx, permit: Permit, given: NewCorrection) -> Correction:
    """Offer a correction of the words of the permit's note or comment, or say that it is right as it is; it takes the
    place of an open one by the same member. Raises Invalid with the field, Forbidden where nobody asked, Conflict for a
    correction that is there already or when many wait, TooMany past the day's allowance."""
    original = await hold(tx, permit.subject, given.version)
    if not original.wants_correction:
        raise Forbidden("not_asked", "The author did not ask for corrections.")
    corrector = (await accounts.by_ids(tx, [permit.account_id]))[permit.account_id]
    if original.language != "und" and not reads(original.language, corrector.languages):
        raise Invalid("not_your_language", "Correct languages that your profile says you read.", field="text")
    given = corrected(given, original)
    await check_allowance(tx, corrector)
    await make_room(tx, original, corrector.id, given)
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
        source_key=original.text_key,
        title=given.title,
        title_key=original.title_key if given.title else "",
    )
    await tx.run(queries.INSERT_CORRECTION, *values_of_correction(made))
    await tx.emit(CorrectionOffered(made.id, made.subject, corrector.id, original.author_id, made.is_right))
    return made


async def withdraw_correction(tx: Tx, account_id: int, correction_id: int) -> None:
    """Take one's own correction back; what its author took over stays with the text. NotFound for anybody else's."""
    found = await correction_of(tx, correction_id)
    if found.corrector_id != account_id:
        raise NotFound
    await tx.run(queries.DELETE_CORRECTIONS, [found.id])
