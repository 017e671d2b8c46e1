"""Reading notes by id, in batches, and the terms they stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec

from vermilion.audience import Terms
from vermilion.infra import ids, subject
from vermilion.infra.db import Reader
from vermilion.notes import queries
from vermilion.notes.models import Attached, Note, NoteVersion


async def by_ids(reader: Reader, note_ids: Sequence[int]) -> dict[int, Note]:
    """Notes of any state with their pictures; those that never were are left out."""
    if not note_ids:
        return {}
    # The version first: an edit in between then leaves new pictures under the old version, which no cache keeps.
    rows = await reader.all(queries.BY_IDS, note_ids)
    media: defaultdict[int, list[Attached]] = defaultdict(list)
    for note_id, media_id, alt in await reader.all(queries.MEDIA, note_ids):
        media[note_id].append(Attached(media_id, alt))
    return {row[0]: _note(row, media[row[0]]) for row in rows}


async def ids_after(reader: Reader, after: int, limit: int) -> list[int]:
    """Ids of notes of any state in their order, for passes over all of them."""
    return [row[0] for row in await reader.all(queries.IDS_AFTER, after, limit)]


async def versions(reader: Reader, note_ids: Sequence[int]) -> dict[int, int]:
    """The present version of each: what caches are keyed by."""
    return {row[0]: row[1] for row in await reader.all(queries.VERSIONS, note_ids)}


async def by_author(reader: Reader, author_id: int, before: int = ids.LARGEST, limit: int = 20) -> list[int]:
    """Ids of someone's published notes, newest first, older than `before`; the caller decides which are shown."""
    return [row[0] for row in await reader.all(queries.BY_AUTHOR, author_id, before, limit)]


async def all_by_author(reader: Reader, author_id: int, limit: int) -> list[int]:
    """Ids of the oldest of someone's notes that are not deleted, whoever may see them."""
    return [row[0] for row in await reader.all(queries.ALL_BY_AUTHOR, author_id, limit)]


async def of_author_since(reader: Reader, author_id: int, moment: int) -> int:
    """How many notes someone has made since then, deleted ones too."""
    count: int = await reader.value(queries.COUNT_SINCE, author_id, ids.id_at(moment, 0))
    return count


async def versions_of(reader: Reader, note_id: int) -> list[NoteVersion]:
    """What it said before its edits, latest first."""
    decode = msgspec.json.Decoder(tuple[Attached, ...]).decode
    rows = await reader.all(queries.VERSIONS_OF, note_id)
    return [NoteVersion(row[0], row[1], row[2], decode(row[3]), row[4], row[5]) for row in rows]


def terms_of(note: Note, author_state: str = "active") -> Terms:
    """On what terms a note is shown."""
    return Terms(
        subject=subject.note(note.id),
        author_id=note.author_id,
        visibility=note.visibility,
        state=note.state,
        author_state=author_state,
    )


def _note(row: Sequence[Any], media: list[Attached]) -> Note:
    values: list[Any] = [*row[:-1], bool(row[-1]), tuple(media)]
    return Note(*values)
