"""Which texts notes, comments and people have that can be translated, as they stand now."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion import accounts, comments, moderation, notes
from vermilion.accounts import Account
from vermilion.comments import Comment
from vermilion.infra import subject
from vermilion.infra.db import Reader
from vermilion.infra.subject import ACCOUNT, APPEAL, COMMENT, NOTE, REPORT, Subject
from vermilion.moderation import Appeal, Report
from vermilion.notes import Note
from vermilion.translation import Text


class Said(msgspec.Struct, frozen=True):
    """Title and text of a note, a comment's text, a person's bio, and `beside` them the alternative texts of pictures:
    those that are not empty. What not everyone may see has its author's scope."""

    about: Subject
    author_id: int
    words: tuple[Text, ...]
    beside: tuple[Text, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        return self.words + self.beside


def of_note(note: Note) -> Said:
    """Nothing of one that is removed or deleted."""
    scope = 0 if note.public else note.author_id
    if note.state != "published":
        return Said(subject.note(note.id), note.author_id, ())
    words = _texts([note.title, note.text], note.language, scope, note.author_id)
    alts = _texts([attached.alt for attached in note.media], note.language, scope, note.author_id)
    return Said(subject.note(note.id), note.author_id, words, tuple(alt for alt in alts if alt not in words))


def of_comment(comment: Comment, *, public: bool) -> Said:
    """`public` says whether everyone may see the note that it stands under."""
    parts = [comment.text] if comment.state == "published" else []
    scope = 0 if public else comment.author_id
    about = subject.comment(comment.id, comment.note_id)
    return Said(about, comment.author_id, _texts(parts, comment.language, scope, comment.author_id))


def of_person(account: Account) -> Said:
    return Said(subject.account(account.id), account.id, _texts([account.bio], account.language, 0, account.id))


def of_report(report: Report) -> Said:
    """For moderators alone, so with the scope of whoever wrote it."""
    by = report.reporter_id
    return Said(Subject(REPORT, report.id, report.id), by, _texts([report.details], "und", by, by))


def of_appeal(appeal: Appeal) -> Said:
    """As of a report."""
    by = appeal.account_id
    return Said(Subject(APPEAL, appeal.id, appeal.id), by, _texts([appeal.details], "und", by, by))


async def texts_of(reader: Reader, subjects: Sequence[Subject]) -> dict[Subject, Said]:
    """What stands there now and is on show; the deleted, removed and closed is left out."""
    homes = await notes.by_ids(reader, sorted({about.home for about in subjects if about.kind in {NOTE, COMMENT}}))
    found = await comments.by_ids(reader, [about.id for about in subjects if about.kind == COMMENT])
    people = await accounts.by_ids(reader, [about.id for about in subjects if about.kind == ACCOUNT])
    reports = await moderation.open_reports(reader, [about.id for about in subjects if about.kind == REPORT])
    appeals = await moderation.open_appeals(reader, [about.id for about in subjects if about.kind == APPEAL])
    said = {one.about: one for one in [*map(of_report, reports), *map(of_appeal, appeals)]}
    for about in subjects:
        home = homes.get(about.home)
        if about.kind == COMMENT and about.id in found and home is not None and home.state == "published":
            said[about] = of_comment(found[about.id], public=home.public)
        elif about.kind == NOTE and home is not None:
            said[about] = of_note(home)
        elif about.kind == ACCOUNT and about.id in people:
            said[about] = of_person(people[about.id])
    return {about: one for about, one in said.items() if one.texts}


def _texts(parts: Sequence[str], tag: str, scope: int, author_id: int) -> tuple[Text, ...]:
    return tuple(Text(part, tag, scope, author_id) for part in dict.fromkeys(parts) if part)
