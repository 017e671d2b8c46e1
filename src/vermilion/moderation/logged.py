"""What every act of staff has: a reason in a sentence, and its line in the log."""

from __future__ import annotations

import msgspec

from vermilion.audience import Action, Permit
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Forbidden, Invalid
from vermilion.infra.subject import Subject
from vermilion.infra.text import cleaning
from vermilion.moderation import queries
from vermilion.moderation.models import MAX_REASON, LogEntry

HOUSE = 0  # who acts in what happens by the clock


def reason_of(permit: Permit, reason: str) -> str:
    """The sentence, cleaned. Raises Forbidden for a permit to do something else, Invalid for none."""
    if permit.action is not Action.MODERATE:
        raise Forbidden("audience.only_staff", "This is for moderators.")
    told = cleaning.clean_line(reason, "reason", MAX_REASON)
    if not told:
        raise Invalid("reason_missing", "Say why, in a sentence.", field="reason")
    return told


async def write_line(
    tx: Tx, permit: Permit, action: str, reason: str, ends_at: int | None = None
) -> LogEntry:
    """In the transaction of the act itself."""
    return await record(tx, permit.account_id, action, permit.subject, reason, ends_at)


async def record(
    tx: Tx, actor_id: int, action: str, subject: Subject, reason: str, ends_at: int | None = None
) -> LogEntry:
    """The line of an act in a room that moderation does not know, which told of it by an event."""
    told = cleaning.clean_line(reason, "reason", MAX_REASON)
    entry = LogEntry(ids.new_id(), actor_id, action, subject.kind, subject.id, told, clock.now(), ends_at)
    await tx.run(queries.LOG, *msgspec.structs.astuple(entry))
    return entry
