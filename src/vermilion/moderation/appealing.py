"""A second look: asked for once by whoever a measure hit, answered by somebody else of the staff."""

from __future__ import annotations

from vermilion import accounts
from vermilion.audience import Action, Permit, Terms
from vermilion.infra import clock, ids
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Conflict, Forbidden
from vermilion.infra.subject import ACCOUNT
from vermilion.infra.text import cleaning
from vermilion.moderation import queries
from vermilion.moderation.models import MAX_APPEAL, Appeal, Measure, may_answer
from vermilion.moderation.reading import measures


async def appeal(tx: Tx, permit: Permit, details: str = "") -> Measure:
    """Ask for a second look at the permit's note, comment or person; returns the measure with the appeal. Conflict as
    of `to_appeal`."""
    told = cleaning.clean_text(details, "details", MAX_APPEAL)
    measure = await to_appeal(tx, permit)
    subject = permit.subject
    values = measure.id, permit.account_id, subject.kind, subject.id, subject.home, told, clock.now()
    if not await tx.run(queries.APPEAL, ids.new_id(), *values):
        raise _asked()
    return (await measures(tx, subject.kind, [subject.id]))[subject.id]


async def to_appeal(reader: Reader, permit: Permit) -> Measure:
    """What would be looked at again. Conflict where nothing stands removed, after 30 days, and for a second appeal."""
    if permit.action is not Action.APPEAL:
        raise Forbidden("audience.own", "This is your own.")
    subject = permit.subject
    measure = (await measures(reader, subject.kind, [subject.id])).get(subject.id)
    if measure is None or not stands(permit.terms):
        raise Conflict("not_removed", "Nothing of this was removed, so there is nothing to look at again.")
    if measure.appeal:
        raise _asked()
    if clock.now() > measure.open_until:
        raise Conflict("appeal_late", "A second look can be asked for within 30 days. They are over.")
    return measure


def stands(terms: Terms) -> bool:
    """Whether a thing is removed, a person suspended, at present."""
    return terms.author_state == "suspended" if terms.subject.kind == ACCOUNT else terms.state == "removed"


async def answer(tx: Tx, permit: Permit, state: str, told: str) -> Appeal | None:
    """Close the open appeal, if there is one. Forbidden for who is too close to it, while somebody else could look."""
    subject = permit.subject
    measure = (await measures(tx, subject.kind, [subject.id])).get(subject.id)
    if measure is None or measure.open_appeal is None:
        return None
    if not may_answer(measure, permit.account_id, await accounts.staff(tx), restoring=state == "restored"):
        raise Forbidden("not_yours_to_answer", "Somebody else of the moderators has to look at this again.")
    if not await tx.run(queries.ANSWER, state, told, permit.account_id, clock.now(), measure.open_appeal.id):
        raise Conflict("no_open_appeal", "Nobody asks for a second look at this.")
    return measure.open_appeal


async def forget_note(tx: Tx, note_id: int) -> None:
    """It is deleted: appeals about it and about comments under it go with it."""
    await tx.run(queries.FORGET_NOTE, note_id)


async def forget_comment(tx: Tx, note_id: int, comment_id: int) -> None:
    await tx.run(queries.FORGET_COMMENT, note_id, comment_id)


async def forget_person(tx: Tx, account_id: int) -> int:
    """They have left; returns how many appeals of theirs there were."""
    return await tx.run(queries.FORGET_PERSON, account_id)


def _asked() -> Conflict:
    return Conflict("appealed", "You asked for a second look already. The answer comes to your inbox.")
