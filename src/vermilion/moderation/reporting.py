"""A member tells the moderators."""

from __future__ import annotations

from vermilion.audience import Permit
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.text import cleaning
from vermilion.moderation import queries
from vermilion.moderation.models import MAX_DETAILS, check_reason


async def report(tx: Tx, permit: Permit, reason: str, details: str = "") -> bool:
    """Report the permit's note, comment or person; False when this member's report of it is open already."""
    subject = permit.subject
    told = cleaning.clean_text(details, "details", MAX_DETAILS)
    values = permit.account_id, subject.kind, subject.id, subject.home, check_reason(reason), told, clock.now()
    return await tx.run(queries.REPORT, ids.new_id(), *values) > 0
