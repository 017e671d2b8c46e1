"""Which texts notes, comments and people have that can be translated, and what of the memory is nobody's any more."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec

from vermilion import accounts, comments, notes, translation
from vermilion.accounts import Account
from vermilion.comments import Comment
from vermilion.infra.db import Reader, Tx
from vermilion.infra.jobs import JobContext
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE, Subject
from vermilion.notes import Note
from vermilion.translation import Text

KINDS = frozenset({NOTE, COMMENT, ACCOUNT})
CHUNK = 50
PAUSE = 0.02  # seconds between two chunks


class Said(msgspec.Struct, frozen=True):
    """Title, text and alternative texts of a note, a comment's text, a person's bio: those that are not empty."""

    author_id: int
    texts: tuple[Text, ...]


async def texts_of(reader: Reader, subjects: Sequence[Subject]) -> dict[Subject, Said]:
    """What stands there now and is on show; the deleted and removed is left out. What not everyone may see has its
    author's scope."""
    homes = await notes.by_ids(reader, sorted({about.home for about in subjects if about.kind in {NOTE, COMMENT}}))
    found = await comments.by_ids(reader, [about.id for about in subjects if about.kind == COMMENT])
    people = await accounts.by_ids(reader, [about.id for about in subjects if about.kind == ACCOUNT])
    said: dict[Subject, Said] = {}
    for about in subjects:
        if about.kind == COMMENT and about.id in found and about.home in homes:
            said[about] = _of_comment(found[about.id], homes[about.home])
        elif about.kind == NOTE and about.id in homes:
            said[about] = _of_note(homes[about.id])
        elif about.kind == ACCOUNT and about.id in people:
            said[about] = _of_person(people[about.id])
    return {about: one for about, one in said.items() if one.texts}


async def keep_translations(tx: Tx, subjects: Sequence[Subject]) -> None:
    """Translations of what these do not say any more go."""
    said = await texts_of(tx, subjects)
    for about in subjects:
        kept = {text.key for text in said[about].texts} if about in said else set()
        await translation.forget(tx, about, except_keys=kept)


async def audit_translations(context: JobContext) -> None:
    """Go through all subjects of the memory: whoever asked at the very moment of a deletion, and comments under a note
    that is not everybody's any more, are seen to here."""
    place = "", 0
    while some := await translation.subjects_after(context.db.read, *place, CHUNK):
        await context.db.write(lambda tx, some=some: _audit(tx, some))  # type: ignore[misc]  # called at once
        place = some[-1]
        await asyncio.sleep(PAUSE)


async def _audit(tx: Tx, places: Sequence[tuple[str, int]]) -> None:
    found = await comments.by_ids(tx, [identifier for kind, identifier in places if kind == COMMENT])
    homes = {(COMMENT, comment.id): comment.note_id for comment in found.values()}
    await keep_translations(tx, [Subject(*place, homes.get(place, place[1])) for place in places if place[0] in KINDS])


def _of_note(note: Note) -> Said:
    if note.state != "published":
        return Said(note.author_id, ())
    scope = 0 if note.public else note.author_id
    parts = (note.title, note.text, *(attached.alt for attached in note.media))
    return Said(note.author_id, tuple(Text(part, note.language, scope) for part in parts if part))


def _of_comment(comment: Comment, note: Note) -> Said:
    if comment.state != "published" or note.state != "published" or not comment.text:
        return Said(comment.author_id, ())
    scope = 0 if note.public else comment.author_id
    return Said(comment.author_id, (Text(comment.text, comment.language, scope),))


def _of_person(account: Account) -> Said:
    texts = (Text(account.bio, account.language),) if account.bio else ()
    return Said(account.id, texts)
