"""Numbers and heat that follow comments as they come on show and go."""

from __future__ import annotations

from vermilion import counters
from vermilion.comments import queries
from vermilion.comments.models import REPLY_HEAT, Comment
from vermilion.infra.db import Tx


async def count(tx: Tx, comment: Comment, change: int) -> None:
    """A comment came on show (1) or went (-1): the note's numbers and the parent's follow."""
    await counters.bump(tx, "note", comment.note_id, comments=change)
    if comment.parent_id:
        await counters.bump(tx, "comment", comment.parent_id, comments=change)
        await warm(tx, comment.parent_id, change * REPLY_HEAT)


async def warm(tx: Tx, comment_id: int, change: int) -> None:
    """Move a comment's place among the hot ones; a like is worth 1."""
    await tx.run(queries.WARM, change, comment_id)
