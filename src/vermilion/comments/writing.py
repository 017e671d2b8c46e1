"""A comment comes into the world, under a note or as a reply."""

from __future__ import annotations

from vermilion import accounts, counters, media
from vermilion.audience import Permit
from vermilion.comments import queries
from vermilion.comments.models import (
    MAX_MENTIONS,
    PUBLISHED,
    REPLY_HEAT,
    Comment,
    Commented,
    NewComment,
    cleaned,
)
from vermilion.comments.reading import load_one
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound, TooMany
from vermilion.infra.subject import COMMENT
from vermilion.infra.text import languages, segments

# Comments a day, by age of the account.
FIRST_DAY_COMMENTS = 60
DAILY_COMMENTS = 500


async def write(tx: Tx, permit: Permit, given: NewComment, *, comment_id: int = 0) -> Comment:
    """Comment on the permit's note, or reply to its comment. Raises Invalid with the field, NotFound when what is
    replied to has gone, TooMany past the day's allowance. `comment_id` is for imports: it says when it was made."""
    given = cleaned(given)
    answered = await _answered(tx, permit)
    if not comment_id:
        await _check_allowance(tx, permit.account_id)
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


async def count(tx: Tx, comment: Comment, change: int) -> None:
    """A comment came on show (1) or went (-1): the note's numbers and the parent's follow."""
    await counters.bump(tx, "note", comment.note_id, comments=change)
    if comment.parent_id:
        await counters.bump(tx, "comment", comment.parent_id, comments=change)
        await warm(tx, comment.parent_id, change * REPLY_HEAT)


async def warm(tx: Tx, comment_id: int, change: int) -> None:
    """Move a comment's place among the hot ones; a like is worth 1."""
    await tx.run(queries.WARM, change, comment_id)


async def _answered(tx: Tx, permit: Permit) -> Comment | None:
    """The comment that is replied to, as it is now."""
    if permit.subject.kind != COMMENT:
        return None
    answered = await load_one(tx, permit.subject.id)
    if answered.state != PUBLISHED:
        raise NotFound
    return answered


async def _check_allowance(tx: Tx, author_id: int) -> None:
    now = clock.now()
    newcomer = now - ids.moment_of(author_id) < clock.DAY
    allowance = FIRST_DAY_COMMENTS if newcomer else DAILY_COMMENTS
    if await tx.value(queries.COUNT_SINCE, author_id, ids.id_at(now - clock.DAY, 0)) >= allowance:
        raise TooMany(
            "comments_a_day",
            "That is {count} comments in a day. Write the next one tomorrow.",
            retry_after=clock.DAY // clock.SECOND,
            count=allowance,
        )
