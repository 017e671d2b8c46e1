"""Shares: each one counts, also a visitor's."""

from __future__ import annotations

from vermilion import counters
from vermilion.audience import Permit
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Invalid
from vermilion.reactions import queries
from vermilion.reactions.models import CHANNELS, Shared


async def share(tx: Tx, permit: Permit, channel: str) -> None:
    """Record that the permit's note was shared. Invalid for a channel that is not one of CHANNELS."""
    if channel not in CHANNELS:
        raise Invalid("channel", "This is not one of the choices.", field="channel")
    note_id, account_id = permit.subject.id, permit.account_id
    await tx.run(queries.SHARE, ids.new_id(), note_id, account_id or None, channel, clock.now())
    await counters.bump(tx, "note", note_id, shares=1)
    await tx.emit(Shared(note_id, account_id, permit.terms.author_id))
