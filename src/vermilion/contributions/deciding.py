"""The author of a text decides about its translations, or a moderator does."""

from __future__ import annotations

from vermilion.audience import Action, Permit
from vermilion.contributions import queries
from vermilion.contributions.erasing import erase
from vermilion.contributions.events import ContributionModerated
from vermilion.contributions.models import DECLINED, OUTDATED, Translation
from vermilion.contributions.originals import hold
from vermilion.contributions.reading import correction_of, translation_of
from vermilion.contributions.realigning import realign
from vermilion.contributions.standing import make_stand, take_down
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid


async def accept(tx: Tx, permit: Permit, translation_id: int, reason: str = "") -> Translation:
    """Let a translation stand. The permit is to EDIT the text, or to MODERATE it, which the log keeps with `reason`.
    Invalid without it, Conflict when the text has changed since."""
    _check(permit)
    original = await hold(tx, permit.subject)
    found = await translation_of(tx, translation_id, permit.subject)
    if found.state == OUTDATED:
        raise Conflict("outdated", "The text has changed since this was translated.")
    if not original.is_said_by(found.source_keys):  # what was declined does not follow the text
        raise Conflict("text_changed", "The text has changed since this was translated.")
    accepted = await make_stand(tx, await realign(tx, found, original), original, decided_by=permit.account_id)
    await _tell_log(tx, permit, "accept_translation", reason)
    return accepted


async def decline(tx: Tx, permit: Permit, translation_id: int, reason: str = "") -> Translation:
    """Do not let it stand, or no longer; permits and log as for `accept`. Said again, it changes nothing. Conflict for
    what is outdated."""
    _check(permit)
    original = await hold(tx, permit.subject)
    found = await translation_of(tx, translation_id, permit.subject)
    if found.state == OUTDATED:
        raise Conflict("not_open", "This was decided already.")
    if found.state == DECLINED:
        return found
    declined = await take_down(tx, found, original, DECLINED, permit.account_id)
    await _tell_log(tx, permit, "decline_translation", reason)
    return declined


async def remove(tx: Tx, permit: Permit, translation_id: int, reason: str) -> None:
    """A moderator erases a translation."""
    _check(permit, Action.MODERATE)
    await erase(tx, await translation_of(tx, translation_id, permit.subject))
    await _tell_log(tx, permit, "remove_translation", reason)


async def remove_correction(tx: Tx, permit: Permit, correction_id: int, reason: str) -> None:
    """A moderator erases a correction; what was taken from it stays with the text."""
    _check(permit, Action.MODERATE)
    found = await correction_of(tx, correction_id, permit.subject)
    await tx.run(queries.DELETE_CORRECTIONS, [found.id])
    await _tell_log(tx, permit, "remove_correction", reason)


def _check(permit: Permit, *actions: Action) -> None:
    if permit.action not in (actions or (Action.EDIT, Action.MODERATE)):
        raise Forbidden("audience.only_author", "Only the author or a moderator decides about this.")


async def _tell_log(tx: Tx, permit: Permit, action: str, reason: str) -> None:
    if permit.action is Action.MODERATE:
        if not reason.strip():
            raise Invalid("reason_missing", "Say why, in a sentence.", field="reason")
        await tx.emit(ContributionModerated(permit.account_id, action, permit.subject, reason))
