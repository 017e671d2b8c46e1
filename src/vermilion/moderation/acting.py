"""What staff do. Each verb acts, closes the reports and writes the log in one transaction; it returns that line."""

from __future__ import annotations

from vermilion import accounts, comments, notes
from vermilion.audience import Permit
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE, Subject, account
from vermilion.moderation import queries
from vermilion.moderation.appealing import answer
from vermilion.moderation.logged import HOUSE, reason_of, record, write_line
from vermilion.moderation.models import SUSPENDED_FOR, AppealKept, LogEntry, ReportsUpheld, StandingChanged
from vermilion.moderation.reading import reports_of

CHUNK = 20


async def remove(tx: Tx, permit: Permit, reason: str, days: int = 0) -> LogEntry:
    """Take a note or comment out of sight, or suspend a person, for so many `days` (SUSPENDED_FOR) or, with 0, until it
    is taken back. The author is told `reason`, whoever reported it that something was done. Conflict when that is so
    already, Forbidden for staff, who are not for each other to suspend."""
    told = reason_of(permit, reason)
    subject = permit.subject
    ends_at = _end_of(subject, days)
    if subject.kind == NOTE:
        await notes.remove(tx, permit, told)
    elif subject.kind == COMMENT:
        await comments.remove(tx, permit, told)
    elif subject.kind == ACCOUNT:
        await _set_state(tx, subject.id, "active", "suspended", told, ends_at)
    reporters = {report.reporter_id for report in await reports_of(tx, subject)} - {permit.account_id}
    if reporters:
        await tx.emit(ReportsUpheld(tuple(sorted(reporters)), subject))
    await _close(tx, permit, "upheld")
    return await write_line(tx, permit, "suspend" if subject.kind == ACCOUNT else "remove", told, ends_at)


async def restore(tx: Tx, permit: Permit, reason: str) -> LogEntry:
    """Bring back what was removed, or reinstate a person; that answers an appeal. Conflict when it is not removed,
    Forbidden for whoever appeals, unless there is nobody else."""
    told = reason_of(permit, reason)
    subject = permit.subject
    if subject.kind == NOTE:
        await notes.restore(tx, permit)
    elif subject.kind == COMMENT:
        await comments.restore(tx, permit)
    elif subject.kind == ACCOUNT:
        await _set_state(tx, subject.id, "suspended", "active", told)
    await answer(tx, permit, "restored", told)
    return await write_line(tx, permit, "reinstate" if subject.kind == ACCOUNT else "restore", told)


async def keep(tx: Tx, permit: Permit, reason: str) -> LogEntry:
    """Look again and leave it removed, or the person suspended; they are told `reason`. Conflict when nobody asks,
    Forbidden for whoever removed it, unless there is nobody else."""
    told = reason_of(permit, reason)
    appeal = await answer(tx, permit, "kept", told)
    if appeal is None:
        raise Conflict("no_open_appeal", "Nobody asks for a second look at this.")
    await tx.emit(AppealKept(appeal.account_id, permit.subject, told))
    return await write_line(tx, permit, "keep", told)


async def dismiss(tx: Tx, permit: Permit, reason: str) -> LogEntry:
    """Close the open reports without a measure. Conflict when none is open."""
    told = reason_of(permit, reason)
    if not await _close(tx, permit, "dismissed"):
        raise Conflict("no_open_report", "No report of this is open.")
    return await write_line(tx, permit, "dismiss", told)


async def end_suspensions(tx: Tx) -> int:
    """Reinstate those whose time is over, a chunk a call, and close what they asked about it; returns how many. The
    log says so, without anybody's name."""
    due = await accounts.suspensions_over(tx, clock.now(), CHUNK)
    await tx.hold("accounts", due)
    over = [account_id for account_id in await accounts.suspensions_over(tx, clock.now(), CHUNK) if account_id in due]
    for account_id in over:
        await accounts.set_state(tx, account_id, "active")
        await tx.run(queries.APPEALS_OVER, clock.now(), ACCOUNT, account_id)
        await record(tx, HOUSE, "suspension_over", account(account_id), "")
        await tx.emit(StandingChanged(account_id, "active", "", over=True))
    return len(over)


def _end_of(subject: Subject, days: int) -> int | None:
    if days and (subject.kind != ACCOUNT or days not in SUSPENDED_FOR):
        raise Invalid("days", "Choose for how long.", field="days")
    return clock.now() + days * clock.DAY if days else None


async def _set_state(
    tx: Tx, account_id: int, before: str, after: str, reason: str, until: int | None = None
) -> None:
    await tx.hold("accounts", [account_id])
    person = (await accounts.by_ids(tx, [account_id]))[account_id]
    if person.role != "member":
        raise Forbidden("staff_member", "Moderators and owners cannot be suspended here.")
    if person.state != before:
        raise Conflict("not_" + before, "This was done already.")
    await accounts.set_state(tx, account_id, after, until)
    await tx.emit(StandingChanged(account_id, after, reason))


async def _close(tx: Tx, permit: Permit, state: str) -> int:
    subject = permit.subject
    return await tx.run(queries.CLOSE, state, permit.account_id, clock.now(), subject.kind, subject.id)
