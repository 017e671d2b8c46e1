"""What staff do. Each verb acts, closes the reports and writes the log in one transaction; it returns that line."""

from __future__ import annotations

import msgspec

from vermilion import accounts, comments, notes
from vermilion.audience import Action, Permit
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE
from vermilion.infra.text import cleaning
from vermilion.moderation import queries
from vermilion.moderation.models import MAX_REASON, LogEntry


async def remove(tx: Tx, permit: Permit, reason: str) -> LogEntry:
    """Take a note or comment out of sight, or suspend a person. The author is told `reason`. Conflict when that is so
    already, Forbidden for staff, who are not for each other to suspend."""
    told = _reason(permit, reason)
    subject = permit.subject
    if subject.kind == NOTE:
        await notes.remove(tx, permit, told)
    elif subject.kind == COMMENT:
        await comments.remove(tx, permit, told)
    elif subject.kind == ACCOUNT:
        await _set_state(tx, subject.id, "active", "suspended")
    await _close(tx, permit, "upheld")
    return await _log(tx, permit, "suspend" if subject.kind == ACCOUNT else "remove", told)


async def restore(tx: Tx, permit: Permit, reason: str) -> LogEntry:
    """Bring back what was removed, or reinstate a person. Conflict when it is not removed."""
    told = _reason(permit, reason)
    subject = permit.subject
    if subject.kind == NOTE:
        await notes.restore(tx, permit)
    elif subject.kind == COMMENT:
        await comments.restore(tx, permit)
    elif subject.kind == ACCOUNT:
        await _set_state(tx, subject.id, "suspended", "active")
    return await _log(tx, permit, "reinstate" if subject.kind == ACCOUNT else "restore", told)


async def dismiss(tx: Tx, permit: Permit, reason: str) -> LogEntry:
    """Close the open reports without a measure. Conflict when none is open."""
    told = _reason(permit, reason)
    if not await _close(tx, permit, "dismissed"):
        raise Conflict("no_open_report", "No report of this is open.")
    return await _log(tx, permit, "dismiss", told)


async def set_role(tx: Tx, permit: Permit, role: str, reason: str) -> LogEntry:
    """Make a person a member, moderator or owner. Forbidden unless the permit's account is an owner, and for one's own
    role, so that an owner is always left. Conflict for somebody who has the role or is not active."""
    told = _reason(permit, reason)
    people = await accounts.by_ids(tx, [permit.account_id, permit.subject.id])
    person = people[permit.subject.id]
    if people[permit.account_id].role != "owner":
        raise Forbidden("only_owner", "Only an owner gives and takes roles.")
    if person.id == permit.account_id:
        raise Forbidden("own_role", "Somebody else has to change your role.")
    if person.state != "active" or person.role == role:
        raise Conflict("not_" + role, "This was done already.")
    await accounts.set_role(tx, person.id, role)
    return await _log(tx, permit, f"make_{role}", told)


def _reason(permit: Permit, reason: str) -> str:
    if permit.action is not Action.MODERATE:
        raise Forbidden("audience.only_staff", "This is for moderators.")
    told = cleaning.clean_line(reason, "reason", MAX_REASON)
    if not told:
        raise Invalid("reason_missing", "Say why, in a sentence.", field="reason")
    return told


async def _set_state(tx: Tx, account_id: int, before: str, after: str) -> None:
    person = (await accounts.by_ids(tx, [account_id]))[account_id]
    if person.role != "member":
        raise Forbidden("staff_member", "Moderators and owners cannot be suspended here.")
    if person.state != before:
        raise Conflict("not_" + before, "This was done already.")
    await accounts.set_state(tx, account_id, after)


async def _close(tx: Tx, permit: Permit, state: str) -> int:
    subject = permit.subject
    return await tx.run(queries.CLOSE, state, permit.account_id, clock.now(), subject.kind, subject.id)


async def _log(tx: Tx, permit: Permit, action: str, reason: str) -> LogEntry:
    subject = permit.subject
    entry = LogEntry(ids.new_id(), permit.account_id, action, subject.kind, subject.id, reason, clock.now())
    await tx.run(queries.LOG, *msgspec.structs.astuple(entry))
    return entry
