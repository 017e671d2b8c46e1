"""Contributions follow the texts they are about: edited, shown again, deleted; and go with whoever leaves."""

from __future__ import annotations

import msgspec

from vermilion.comments import CommentEdited, CommentErased, CommentRestored
from vermilion.contributions import queries
from vermilion.contributions.models import ACCEPTED, OUTDATED, Original, Translation
from vermilion.contributions.offering import erase
from vermilion.contributions.originals import load, lock
from vermilion.contributions.reading import by_corrector_page, by_translator_page, of_subject
from vermilion.contributions.standing import forget, remember, take_down
from vermilion.infra import clock, subject
from vermilion.infra.db import Tx
from vermilion.infra.subject import Subject
from vermilion.notes import NoteDeleted, NoteEdited, NoteRestored


async def note_changed(tx: Tx, event: NoteEdited | NoteRestored) -> None:
    """What is said under it is as public as the note."""
    await _keep_up(tx, subject.note(event.note_id))
    if isinstance(event, NoteRestored) or event.visibility != event.visibility_before:
        for (comment_id,) in await tx.all(queries.COMMENTS_UNDER, event.note_id):
            await _keep_up(tx, subject.comment(comment_id, event.note_id))


async def comment_changed(tx: Tx, event: CommentEdited | CommentRestored) -> None:
    await _keep_up(tx, subject.comment(event.comment_id, event.note_id))


async def note_deleted(tx: Tx, event: NoteDeleted) -> None:
    await _erase_all(tx, subject.note(event.note_id))


async def comment_erased(tx: Tx, event: CommentErased) -> None:
    await _erase_all(tx, subject.comment(event.comment_id, event.note_id))


async def erase_some_of(tx: Tx, account_id: int, limit: int) -> int:
    """Erase a few of somebody's contributions, who has left; returns how many, 0 at the end."""
    translations = (await by_translator_page(tx, account_id, None, limit)).items
    for found in translations:
        await erase(tx, found)
    corrections = (await by_corrector_page(tx, account_id, None, limit)).items
    await tx.run(queries.DELETE_CORRECTIONS, [found.id for found in corrections])
    return len(translations) + len(corrections)


async def _keep_up(tx: Tx, about: Subject) -> None:
    """Translations of other words are outdated, as are corrections of what was edited since. Those of a text that is
    not public any more leave the memory, and come back with it."""
    await lock(tx, about)
    original = await load(tx, about)
    if original is None:
        return
    if original.edited_at is not None:
        await tx.run(queries.OUTDATE_CORRECTIONS, clock.now(), about.kind, about.id, original.edited_at)
    for found in await of_subject(tx, about):
        if found.source_keys[:2] != original.keys[:2]:
            await take_down(tx, found, original, OUTDATED, found.decided_by)
            continue
        if found.source_keys != original.keys:
            found = await _realign(tx, found, original)
        if found.state == ACCEPTED:
            await (remember if original.public else forget)(tx, found, original)


async def _realign(tx: Tx, found: Translation, original: Original) -> Translation:
    """Pictures came, went or changed places: their descriptions' translations go with them."""
    translated = dict(zip(found.source_keys[2:], found.alts, strict=True))
    alts = tuple(translated.get(key, "") for key in original.keys[2:])
    encoded = msgspec.json.encode(alts).decode()
    await tx.run(queries.REALIGN, encoded, " ".join(original.keys), original.version, clock.now(), found.id)
    return msgspec.structs.replace(found, alts=alts, source_keys=original.keys, version=original.version)


async def _erase_all(tx: Tx, about: Subject) -> None:
    ids = [row[0] for row in await tx.all(queries.IDS_OF, about.kind, about.id)]
    await tx.run(queries.DELETE_VOTES, ids)
    await tx.run(queries.DELETE, ids)
    await tx.run(queries.DELETE_CORRECTIONS_OF, about.kind, about.id)
