"""A comment goes: for good by its author or the note's, or out of sight by a moderator. Replies to it stay."""

from __future__ import annotations

from typing import Any

from vermilion import media
from vermilion.audience import Permit
from vermilion.comments import queries
from vermilion.comments.counting import count
from vermilion.comments.models import (
    DELETED,
    PUBLISHED,
    REMOVED,
    Comment,
    CommentDeleted,
    CommentErased,
    CommentRemoved,
    CommentRestored,
)
from vermilion.comments.reading import author_of, held
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict


async def delete(tx: Tx, permit: Permit) -> None:
    """Erase its words and picture; deleting twice is once."""
    comment = await held(tx, permit)
    facts = await _facts(tx, permit, comment)
    shown = await _move(tx, comment, PUBLISHED, DELETED)
    if not shown and not await _move(tx, comment, REMOVED, DELETED):
        return
    await tx.run(queries.ERASE, comment.id)
    await tx.run(queries.DELETE_MENTIONS, comment.id)
    if comment.media_id is not None:
        await media.remove(tx, [comment.media_id])
    await tx.emit(CommentErased(comment.id, comment.note_id))
    if shown:
        await count(tx, comment, -1)
        await tx.emit(CommentDeleted(**facts))


async def remove(tx: Tx, permit: Permit, reason: str) -> None:
    """Take a comment out of sight. Conflict unless it is published."""
    comment = await held(tx, permit)
    if not await _move(tx, comment, PUBLISHED, REMOVED):
        raise Conflict("not_published", "This comment is not published.")
    await count(tx, comment, -1)
    await tx.emit(CommentRemoved(**await _facts(tx, permit, comment), reason=reason))


async def restore(tx: Tx, permit: Permit) -> None:
    """Bring a removed comment back. Conflict unless it is removed."""
    comment = await held(tx, permit)
    if not await _move(tx, comment, REMOVED, PUBLISHED):
        raise Conflict("not_removed", "This comment is not removed.")
    await count(tx, comment, 1)
    await tx.emit(CommentRestored(**await _facts(tx, permit, comment)))


async def _move(tx: Tx, comment: Comment, before: str, after: str) -> bool:
    """The update itself finds out who came first, so that two at once never count twice."""
    return await tx.run(queries.MOVE, after, comment.id, before) > 0


async def _facts(tx: Tx, permit: Permit, comment: Comment) -> dict[str, Any]:
    """What every event of a comment tells."""
    return {
        "comment_id": comment.id,
        "note_id": comment.note_id,
        "note_author_id": (permit.terms.home or permit.terms).author_id,
        "author_id": comment.author_id,
        "parent_id": comment.parent_id,
        "replied_id": await author_of(tx, comment.reply_to_id),
        "mentions": tuple(row[0] for row in await tx.all(queries.MENTIONS, comment.id)),
    }
