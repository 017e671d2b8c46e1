"""Likes of notes: what a crowd does most, so those of one moment are decided about and written together."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import counters, reactions
from vermilion.audience import Action, Permit, Viewer
from vermilion.cards import permits
from vermilion.infra.db import Tx
from vermilion.infra.errors import Problem
from vermilion.infra.subject import NOTE


async def like_notes(tx: Tx, wishes: Sequence[tuple[Viewer, int]]) -> list[int | Problem]:
    """Each viewer likes a note; how many do then, or why they may not. For `Db.write_together`."""
    decided = await permits.note_permits(tx, wishes, Action.LIKE)
    allowed = [permit for permit in decided if isinstance(permit, Permit)]
    await reactions.like_many(tx, allowed)
    likes = await counters.numbers(tx, NOTE, sorted({permit.subject.id for permit in allowed}), "likes")
    return [permit if isinstance(permit, Problem) else likes[permit.subject.id] for permit in decided]
