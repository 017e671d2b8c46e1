"""The text that a contribution is about, as it stands in this transaction."""

from __future__ import annotations

from vermilion import comments, notes
from vermilion.contributions.texts import Original
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Conflict, NotFound
from vermilion.infra.subject import NOTE, Subject
from vermilion.infra.text import cleaning


async def hold(tx: Tx, subject: Subject, version: int = 0) -> Original:
    """The original, while nobody else edits it or decides about it: votes, acceptance and edits of one note and what
    is under it follow one another (PostgreSQL). Raises NotFound when its text is gone, Conflict when it is not of this
    version any more."""
    await lock(tx, subject)
    original = await load(tx, subject)
    if original is None:
        raise NotFound
    if version not in {0, original.version}:
        raise Conflict("text_changed", "The text has changed meanwhile. Look at it again.")
    return original


async def lock(tx: Tx, subject: Subject) -> None:
    """By the note's own row, as those who edit it or a comment under it."""
    await tx.hold("notes", [subject.home])


async def load(reader: Reader, subject: Subject) -> Original | None:
    """None for what was deleted or never was."""
    note = (await notes.by_ids(reader, [subject.home])).get(subject.home)
    if note is None or note.state == "deleted":
        return None
    if subject.kind == NOTE:
        return Original(
            subject=subject,
            author_id=note.author_id,
            language=note.language,
            title=note.title,
            text=note.text,
            alts=tuple(attached.alt for attached in note.media),
            limit=cleaning.MAX_TEXT,
            public=note.public,
            wants_correction=note.wants_correction,
            version=note.version,
        )
    comment = (await comments.by_ids(reader, [subject.id])).get(subject.id)
    if comment is None or comment.state == "deleted":
        return None
    return Original(
        subject=subject,
        author_id=comment.author_id,
        language=comment.language,
        title="",
        text=comment.text,
        alts=(),
        limit=cleaning.MAX_COMMENT,
        public=note.public and comment.state == "published",
        wants_correction=bool(comment.wants_correction),
        version=comment.version,
    )
