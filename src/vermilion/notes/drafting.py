"""Drafts: whatever was typed and uploaded so far, kept by itself, checked only when published."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion import media
from vermilion.infra import clock, ids
from vermilion.infra.db import Reader, Row, Tx
from vermilion.infra.errors import Conflict, NotFound, TooLarge
from vermilion.notes import queries
from vermilion.notes.models import Draft, Publication

MAX_DRAFTS = 50
MAX_BYTES = 40_000

_decode = msgspec.json.Decoder(Publication).decode


async def save_draft(tx: Tx, account_id: int, content: Publication, draft_id: int = 0) -> Draft:
    """Keep a new draft (`draft_id` 0) or the next state of one. NotFound for somebody else's, Conflict past 50."""
    encoded = msgspec.json.encode(content).decode()
    if len(encoded) > MAX_BYTES:
        raise TooLarge("draft_too_large", "This draft is too long to keep.")
    if not draft_id and await tx.value(queries.COUNT_DRAFTS, account_id) >= MAX_DRAFTS:
        raise Conflict("too_many_drafts", "You have 50 drafts. Finish or delete one first.")
    before = media_of_drafts([await draft_of(tx, account_id, draft_id)] if draft_id else [])
    now = clock.now()
    identifier = draft_id or ids.new_id()
    await tx.run(queries.SAVE_DRAFT, identifier, account_id, encoded, now, now)
    draft = await draft_of(tx, account_id, identifier)
    needed = media_of_drafts([draft])
    await media.hold(tx, account_id, sorted(needed))
    await _let_go(tx, account_id, before - needed)
    return draft


async def draft_of(reader: Reader, account_id: int, draft_id: int) -> Draft:
    """One draft of this account; NotFound else."""
    row = await reader.one(queries.DRAFT, draft_id, account_id)
    if row is None:
        raise NotFound
    return _draft(row)


async def drafts(reader: Reader, account_id: int) -> list[Draft]:
    """Latest first, 50 at most."""
    return [_draft(row) for row in await reader.all(queries.DRAFTS, account_id, MAX_DRAFTS)]


async def delete_draft(tx: Tx, account_id: int, draft_id: int) -> bool:
    row = await tx.one(queries.DRAFT, draft_id, account_id)
    if row is None:
        return False
    await tx.run(queries.DELETE_DRAFT, draft_id, account_id)
    await _let_go(tx, account_id, media_of_drafts([_draft(row)]))
    return True


def media_of_drafts(kept: Sequence[Draft]) -> set[int]:
    """The uploads that drafts hold on to, so that the sweep spares them."""
    covers = {draft.content.cover_id for draft in kept if draft.content.cover_id is not None}
    return covers | {item.media_id for draft in kept for item in draft.content.media}


async def _let_go(tx: Tx, account_id: int, media_ids: set[int]) -> None:
    """Leave uploads to the sweep, unless another draft needs them, too."""
    if media_ids:
        others = media_of_drafts(await drafts(tx, account_id))
        await media.let_go(tx, account_id, sorted(media_ids - others))


def _draft(row: Row) -> Draft:
    return Draft(row[0], _decode(row[1]), row[2], row[3])
