"""The note or comment that pages of contributions are about, as it stands now."""

from __future__ import annotations

import msgspec

from vermilion import accounts, comments, notes, translation
from vermilion.audience import Action
from vermilion.cards import permits, texts
from vermilion.cards.views import Segment
from vermilion.edge import Context
from vermilion.infra.subject import NOTE, Subject
from vermilion.infra.text import cleaning


class Original(msgspec.Struct, frozen=True):
    """`url` is what its pages hang on, `back` where it is read. `language` is what it is written in, whatever its tag
    says; `title` and `alts` (beside its pictures) are a note's alone; `most` characters of text."""

    subject: Subject
    url: str
    back: str
    author_id: int
    translatable: bool
    wants_correction: bool
    language: str
    title: str
    text: str
    paragraphs: list[list[Segment]]
    alts: list[str]
    most: int
    version: int

    @property
    def words(self) -> str:
        return self.title or self.text


async def original(asked: Context, kind: str, identifier: int) -> Original:
    """NotFound for what the viewer may not see."""
    reader = asked.db.read
    subject = (await permits.permit_of(reader, asked.viewer, kind, identifier, Action.SEE)).subject
    if kind == NOTE:
        note = (await notes.by_ids(reader, [identifier]))[identifier]
        return await _original(
            asked, subject, note, note.title, [attached.alt for attached in note.media], cleaning.MAX_TEXT
        )
    comment = (await comments.by_ids(reader, [identifier]))[identifier]
    return await _original(asked, subject, comment, "", [], cleaning.MAX_COMMENT)


async def _original(
    asked: Context, subject: Subject, found: notes.Note | comments.Comment, title: str, alts: list[str], most: int
) -> Original:
    reader = asked.db.read
    author = (await accounts.by_ids(reader, [found.author_id]))[found.author_id]
    anchor = "" if subject.kind == NOTE else f"#comment-{subject.id}"
    return Original(
        subject=subject,
        url=f"/{subject.kind}s/{subject.id}",
        back=f"/notes/{subject.home}{anchor}",
        author_id=author.id,
        translatable=author.translatable,
        wants_correction=bool(found.wants_correction),
        language=translation.source_of(found.text or title, found.language),
        title=title,
        text=found.text,
        paragraphs=texts.paragraphs(found.text, await texts.known_handles(reader, [found.text])),
        alts=alts,
        most=most,
        version=found.version,
    )
