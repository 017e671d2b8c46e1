"""What a reader has marked on a page: liked, collected.

Whoever scrolls asks for page after page, so all that somebody has marked is kept, packed, while their version stands
still. For the few who have marked too much for that, each page is asked about.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Set

import msgspec

from vermilion import accounts, collections, reactions
from vermilion.audience import Viewer
from vermilion.infra.db import Reader

MOST = 1_000  # of a kind: 8 kB
KEPT = 10_000  # people


class Marks(msgspec.Struct, frozen=True):
    """Ids of all notes that somebody has liked and collected."""

    liked: array[int]
    collected: array[int]


NONE: tuple[set[int], set[int]] = set(), set()
_kept: OrderedDict[int, tuple[int, Marks | None]] = OrderedDict()  # with their version; None for too many


async def among(reader: Reader, viewer: Viewer, ids: Set[int]) -> tuple[set[int], set[int]]:
    """Which of the notes the viewer has liked and which collected."""
    if not viewer.signed_in or not ids:
        return NONE
    version = await accounts.marks_version(reader, viewer.id)
    kept = _kept.get(viewer.id)
    if kept is None or kept[0] != version:
        kept = version, await _load(reader, viewer.id)
        if reader.committed:
            _keep(viewer.id, kept)
    marks = kept[1]
    if marks is not None:
        return {note_id for note_id in marks.liked if note_id in ids}, {
            note_id for note_id in marks.collected if note_id in ids
        }
    asked = list(ids)
    liked = await reactions.liked_among(reader, "note", asked, viewer.id)
    return liked, await collections.collected_among(reader, asked, viewer.id)


async def _load(reader: Reader, account_id: int) -> Marks | None:
    liked = await reactions.liked_notes(reader, account_id, MOST + 1)
    collected = await collections.collected_notes(reader, account_id, MOST + 1)
    if len(liked) > MOST or len(collected) > MOST:
        return None
    return Marks(array("q", liked), array("q", collected))


def _keep(account_id: int, entry: tuple[int, Marks | None]) -> None:
    _kept[account_id] = entry
    _kept.move_to_end(account_id)
    if len(_kept) > KEPT:
        _kept.popitem(last=False)
