"""Who is a moderator, and who an owner."""

from __future__ import annotations

from vermilion import accounts
from vermilion.audience import Permit
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden
from vermilion.moderation.logged import reason_of, write_line
from vermilion.moderation.models import LogEntry


async def set_role(tx: Tx, permit: Permit, role: str, reason: str) -> LogEntry:
    """Make a person a member, moderator or owner. Forbidden unless the permit's account is an owner, and for one's own
    role, so that an owner is always left. Conflict for somebody who has the role or is not active."""
    told = reason_of(permit, reason)
    both = permit.account_id, permit.subject.id
    await tx.hold("accounts", both)
    people = await accounts.by_ids(tx, both)
    person = people[permit.subject.id]
    if people[permit.account_id].role != "owner":
        raise Forbidden("only_owner", "Only an owner gives and takes roles.")
    if person.id == permit.account_id:
        raise Forbidden("own_role", "Somebody else has to change your role.")
    if person.state != "active" or person.role == role:
        raise Conflict("not_" + role, "This was done already.")
    await accounts.set_role(tx, person.id, role)
    return await write_line(tx, permit, f"make_{role}", told)
