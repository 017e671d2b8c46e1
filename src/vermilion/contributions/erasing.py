"""Translations and corrections go: taken back, with their text, with whoever leaves."""

from __future__ import annotations

from vermilion.comments import CommentErased
from vermilion.contributions import queries
from vermilion.contributions.models import Translation
from vermilion.contributions.originals import load, lock
from vermilion.contributions.reading import by_corrector_page, by_ids, by_translator_page, translation_of
from vermilion.contributions.remembering import forget
from vermilion.infra import subject
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.infra.subject import Subject
from vermilion.notes import NoteDeleted


async def withdraw(tx: Tx, account_id: int, translation_id: int) -> None:
    """Take one's own translation back, in any state; its words and votes are erased. NotFound for anybody else's."""
    found = await translation_of(tx, translation_id)
    if found.translator_id != account_id:
        raise NotFound
    await erase(tx, found)


async def erase(tx: Tx, found: Translation) -> None:
    """Words, votes and the memory's copy."""
    await lock(tx, found.subject)
    # It may have been accepted while this waited for the lock.
    for now in (await by_ids(tx, [found.id])).values():
        await forget(tx, now, await load(tx, now.subject))
    await tx.run(queries.DELETE_VOTES, [found.id])
    await tx.run(queries.DELETE, [found.id])


async def note_deleted(tx: Tx, event: NoteDeleted) -> None:
    """What was contributed to a note goes with it."""
    await _erase_all(tx, subject.note(event.note_id))


async def comment_erased(tx: Tx, event: CommentErased) -> None:
    """What was contributed to a comment goes with it."""
    await _erase_all(tx, subject.comment(event.comment_id, event.note_id))


async def erase_some_of(tx: Tx, account_id: int, limit: int) -> int:
    """Erase a few of somebody's contributions, who has left; returns how many, 0 at the end."""
    translations = (await by_translator_page(tx, account_id, None, limit)).items
    for found in translations:
        await erase(tx, found)
    corrections = (await by_corrector_page(tx, account_id, None, limit)).items
    await tx.run(queries.DELETE_CORRECTIONS, [found.id for found in corrections])
    await tx.run(queries.FORGET_COUNTS, account_id)
    return len(translations) + len(corrections)


async def _erase_all(tx: Tx, about: Subject) -> None:
    ids = [row[0] for row in await tx.all(queries.IDS_OF, about.kind, about.id)]
    await tx.run(queries.DELETE_VOTES, ids)
    await tx.run(queries.DELETE, ids)
    await tx.run(queries.DELETE_CORRECTIONS_OF, about.kind, about.id)
