"""A comment is changed by its author, or pinned by the author of its note."""

from __future__ import annotations

import msgspec

from vermilion import media
from vermilion.audience import Permit
from vermilion.comments import queries
from vermilion.comments.models import MAX_PINNED, PUBLISHED, Comment, CommentEdited, NewComment, cleaned
from vermilion.comments.reading import author_of, held
from vermilion.comments.writing import write_mentions
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Invalid, NotFound
from vermilion.infra.text import languages


async def edit(tx: Tx, permit: Permit, given: NewComment) -> Comment:
    """Replace text, picture and the wish for corrections. Raises Invalid with the field. An edit that changes nothing
    leaves no trace."""
    given = cleaned(given)
    before = await held(tx, permit)
    if (_said(given), given.wants_correction) == (_said(before), before.wants_correction):
        return before
    if given.media_id != before.media_id:
        await _exchange_picture(tx, before, given.media_id)
    after = msgspec.structs.replace(
        before,
        text=given.text,
        media_id=given.media_id,
        language=languages.detect(given.text).tag,
        wants_correction=int(given.wants_correction),
        edited_at=clock.now() if _said(given) != _said(before) else before.edited_at,
        version=before.version + 1,
    )
    values = after.text, after.language, after.media_id, after.wants_correction, after.edited_at
    if not await tx.run(queries.EDIT, *values, after.id):
        raise NotFound  # deleted or removed, perhaps at this very moment
    known = {row[0] for row in await tx.all(queries.MENTIONS, after.id)}
    await tx.run(queries.DELETE_MENTIONS, after.id)
    mentions = await write_mentions(tx, after)
    await tx.emit(
        CommentEdited(
            comment_id=after.id,
            note_id=after.note_id,
            note_author_id=(permit.terms.home or permit.terms).author_id,
            author_id=after.author_id,
            parent_id=after.parent_id,
            replied_id=await author_of(tx, after.reply_to_id),
            mentions=tuple(account_id for account_id in mentions if account_id not in known),
        )
    )
    return after


async def pin(tx: Tx, permit: Permit) -> bool:
    """Keep a first-level comment on top; False if it was there. Invalid for a reply, Conflict past three."""
    comment = await held(tx, permit)
    if comment.parent_id or comment.state != PUBLISHED:
        raise Invalid("not_pinnable", "Only a comment that stands right under the note can be pinned.")
    if comment.pinned:
        return False
    if await tx.value(queries.COUNT_PINNED, comment.note_id) >= MAX_PINNED:
        raise Conflict("too_many_pinned", "Three comments are pinned. Take one down first.")
    await tx.run(queries.PIN, 1, comment.id)
    return True


async def unpin(tx: Tx, permit: Permit) -> bool:
    """False if it was not pinned."""
    comment = await held(tx, permit)
    if not comment.pinned:
        return False
    await tx.run(queries.PIN, 0, comment.id)
    return True


def _said(comment: Comment | NewComment) -> tuple[str, int | None]:
    return comment.text, comment.media_id


async def _exchange_picture(tx: Tx, before: Comment, media_id: int | None) -> None:
    if media_id is not None:
        await media.claim(tx, before.author_id, [media_id], "picture")
    if before.media_id is not None:
        await media.remove(tx, [before.media_id])
