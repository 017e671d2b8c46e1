"""What a reader has marked on a page: liked, collected.

Whoever scrolls asks for page after page, so all that somebody has marked is kept, packed, while no change is heard of
and else while their version stands still. For the few who have marked too much for that, each page is asked about.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence, Set

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


class Kept(msgspec.Struct, frozen=True):
    """Somebody's marks, None for too many, as of this version; nothing newer was heard of until `moment`."""

    version: int
    moment: int | None
    marks: Marks | None


NONE: tuple[Set[int], Set[int]] = frozenset(), frozenset()
_kept: OrderedDict[int, Kept] = OrderedDict()  # by account


async def among(reader: Reader, viewer: Viewer, ids: frozenset[int]) -> tuple[Set[int], Set[int]]:
    """Which of the notes the viewer has liked and which collected."""
    if not viewer.signed_in or not ids:
        return NONE
    marks = await _marks(reader, viewer.id)
    if marks is not None:
        return ids.intersection(marks.liked), ids.intersection(marks.collected)
    asked = list(ids)
    liked = await reactions.liked_among(reader, "note", asked, viewer.id)
    return liked, await collections.collected_among(reader, asked, viewer.id)


async def _marks(reader: Reader, account_id: int) -> Marks | None:
    """All that somebody has marked; None for too many."""
    moment = reader.moment
    kept = _kept.get(account_id)
    told = reader.told_since(kept.moment, accounts.MARKS, account_id) if kept and kept.moment is not None else None
    if kept and told is not None and accounts.ANYTHING_ELSE not in told:
        if told:
            kept = Kept(kept.version + len(told), moment, _with(kept.marks, told))
            _keep(account_id, kept)
        return kept.marks
    version = await accounts.marks_version(reader, account_id)
    marks = kept.marks if kept and kept.version == version else await _load(reader, account_id)
    if reader.committed:
        _keep(account_id, Kept(version, moment, marks))
    return marks


def _with(marks: Marks | None, liked: Sequence[int]) -> Marks | None:
    if marks is None or len(marks.liked) + len(liked) > MOST:
        return None
    return Marks(marks.liked + array("q", liked), marks.collected)


async def _load(reader: Reader, account_id: int) -> Marks | None:
    liked = await reactions.liked_notes(reader, account_id, MOST + 1)
    collected = await collections.collected_notes(reader, account_id, MOST + 1)
    if len(liked) > MOST or len(collected) > MOST:
        return None
    return Marks(array("q", liked), array("q", collected))


def _keep(account_id: int, kept: Kept) -> None:
    _kept[account_id] = kept
    _kept.move_to_end(account_id)
    if len(_kept) > KEPT:
        _kept.popitem(last=False)
