"""A comment comes into the world, under a note or as a reply."""

from __future__ import annotations

from vermilion import accounts, media
from vermilion.audience import Permit
from vermilion.comments import queries
from vermilion.comments.allowance import check_allowance
from vermilion.comments.counting import count
from vermilion.comments.models import (
    MAX_MENTIONS,
    PUBLISHED,
    Comment,
    Commented,
    NewComment,
    cleaned,
)
from vermilion.comments.reading import load_one
from vermilion.infra import ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.infra.subject import COMMENT
from vermilion.infra.text import languages, segments


async def write(tx: Tx, permit: Permit, given: NewComment, *, comment_id: int = 0) -> Comment:
    """Comment on the permit's note, or reply to its comment. Raises Invalid with the field, NotFound when what is
    replied to has gone, TooMany past the day's allowance. `comment_id` is for imports: it says when it was made."""
    given = cleaned(given)
    answered = await _answered(tx, permit)
    if not comment_id:
        await check_allowance(tx, permit.account_id)
    if given.media_id is not None:
        await media.claim(tx, permit.account_id, [given.media_id], "picture")
    identifier = comment_id or ids.new_id()
    comment = Comment(
        id=identifier,
        note_id=permit.subject.home,
        author_id=permit.account_id,
        parent_id=(answered.parent_id or answered.id) if answered else 0,
        reply_to_id=answered.id if answered else None,
        text=given.text,
        language=languages.detect(given.text).tag,
        media_id=given.media_id,
        region=given.region,
        state=PUBLISHED,
        pinned=0,
        heat=0,
        version=1,
        edited_at=None,
        created_at=ids.moment_of(identifier),
        wants_correction=int(given.wants_correction),
    )
    await tx.run(queries.INSERT, *(getattr(comment, name) for name in Comment.__struct_fields__))
    mentions = await write_mentions(tx, comment)
    await count(tx, comment, 1)
    await tx.emit(
        Commented(
            comment_id=comment.id,
            note_id=comment.note_id,
            note_author_id=(permit.terms.home or permit.terms).author_id,
            author_id=comment.author_id,
            parent_id=comment.parent_id,
            replied_id=answered.author_id if answered else 0,
            mentions=mentions,
        )
    )
    return comment


async def write_mentions(tx: Tx, comment: Comment) -> tuple[int, ...]:
    """Keep who is mentioned; returns those who exist and are not the author."""
    handles = segments.mentions_in(comment.text)[:MAX_MENTIONS]
    found = await accounts.by_handles(tx, handles)
    mentioned = tuple(person.id for person in found.values() if person.id != comment.author_id)
    await tx.many(queries.INSERT_MENTION, [(comment.id, account_id) for account_id in mentioned])
    return mentioned


async def _answered(tx: Tx, permit: Permit) -> Comment | None:
    """The comment that is replied to, as it is now."""
    if permit.subject.kind != COMMENT:
        return None
    answered = await load_one(tx, permit.subject.id)
    if answered.state != PUBLISHED:
        raise NotFound
    return answered
