"""Reading contributions. Who may see them is decided by the text they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from vermilion.contributions import queries
from vermilion.contributions.models import Correction, Helped, Translation
from vermilion.infra import paging
from vermilion.infra.db import Reader, Row
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.subject import Subject

_alts = msgspec.json.Decoder(tuple[str, ...]).decode


async def of_subject(reader: Reader, subject: Subject, target: str | None = None) -> list[Translation]:
    """The translations of a text that stand or are offered, into one language or all: those that stand first, then by
    score; some hundred at the most."""
    if target is None:
        rows = await reader.all(queries.OPEN_OF, subject.kind, subject.id)
    else:
        rows = await reader.all(queries.OPEN_IN, subject.kind, subject.id, target)
    return [_translation(row) for row in rows]


async def every_open(reader: Reader, subject: Subject) -> list[Translation]:
    """The same, all of them, however many languages there are."""
    return [_translation(row) for row in await reader.all(queries.EVERY_OPEN_OF, subject.kind, subject.id)]


async def by_ids(reader: Reader, ids: Sequence[int]) -> dict[int, Translation]:
    """Translations in any state; those that never were are left out."""
    return {row[0]: _translation(row) for row in await reader.all(queries.BY_IDS, ids)} if ids else {}


async def by_translator_page(reader: Reader, account_id: int, cursor: Cursor | None, limit: int) -> Slice[Translation]:
    """Somebody's translations in any state, latest first."""
    rows = await reader.all(queries.BY_TRANSLATOR, account_id, *paging.start(cursor, 1), limit + 1)
    return paging.cut(rows, limit, 1, _translation)


async def counted(reader: Reader) -> dict[str, int]:
    """How many translations of members there are in each state, for the operator."""
    return {row[0]: row[1] for row in await reader.all(queries.BY_STATE)}


async def votes_among(reader: Reader, ids: Sequence[int], account_id: int) -> dict[int, int]:
    """What the account voted, 1 or -1, for those of a page's translations that it voted on."""
    if not account_id or not ids:
        return {}
    return {row[0]: row[1] for row in await reader.all(queries.VOTES_AMONG, ids, account_id)}


async def corrections_of(reader: Reader, subject: Subject) -> list[Correction]:
    """All corrections of a text, latest first: for its author, and for whoever wrote them."""
    return [_correction(row) for row in await reader.all(queries.CORRECTIONS_OF, subject.kind, subject.id)]


async def corrections_among(reader: Reader, kind: str, ids: Sequence[int]) -> list[Correction]:
    """The corrections of a page's notes or comments that wait or were taken over, oldest first."""
    return [_correction(row) for row in await reader.all(queries.CORRECTIONS_AMONG, kind, ids)] if ids else []


async def corrections_by_ids(reader: Reader, ids: Sequence[int]) -> dict[int, Correction]:
    """Corrections in any state; those that never were are left out."""
    return {row[0]: _correction(row) for row in await reader.all(queries.CORRECTIONS_BY_IDS, ids)} if ids else {}


async def by_corrector_page(reader: Reader, account_id: int, cursor: Cursor | None, limit: int) -> Slice[Correction]:
    """Somebody's corrections in any state, latest first."""
    rows = await reader.all(queries.CORRECTIONS_BY, account_id, *paging.start(cursor, 1), limit + 1)
    return paging.cut(rows, limit, 1, _correction)


async def helped(reader: Reader, account_id: int) -> Helped:
    """What somebody's profile says they helped with."""
    row = await reader.one(queries.HELPED, account_id, account_id, account_id)
    return Helped(*row) if row else Helped(0, 0, 0)


async def translation_of(reader: Reader, translation_id: int, subject: Subject | None = None) -> Translation:
    """One translation; NotFound if it is not there, or not of this text."""
    found = (await by_ids(reader, [translation_id])).get(translation_id)
    if found is None or (subject is not None and found.subject != subject):
        raise NotFound
    return found


async def correction_of(reader: Reader, correction_id: int, subject: Subject | None = None) -> Correction:
    """One correction; NotFound if it is not there, or not of this text."""
    found = (await corrections_by_ids(reader, [correction_id])).get(correction_id)
    if found is None or (subject is not None and found.subject != subject):
        raise NotFound
    return found


async def open_corrections(reader: Reader, subject: Subject) -> list[Correction]:
    """Those that nobody decided about, oldest first."""
    return [_correction(row) for row in await reader.all(queries.OPEN_CORRECTIONS_OF, subject.kind, subject.id)]


def values_of(found: Translation) -> tuple[object, ...]:
    """The values of queries.TRANSLATION."""
    rest = msgspec.structs.astuple(found)
    alts = msgspec.json.encode(found.alts).decode()
    return found.id, *_values(found.subject), *rest[2:7], alts, " ".join(found.source_keys), *rest[9:]


def values_of_correction(found: Correction) -> tuple[object, ...]:
    """The values of queries.CORRECTION."""
    rest = msgspec.structs.astuple(found)
    return found.id, *_values(found.subject), *rest[2:7], int(found.thanked), *rest[8:]


def _values(subject: Subject) -> tuple[str, int, int]:
    return subject.kind, subject.id, subject.home


def _translation(row: Row) -> Translation:
    keys = tuple(row[10].split(" "))
    values: list[Any] = [row[0], Subject(*row[1:4]), *row[4:9], _alts(row[9]), keys, *row[11:]]
    return Translation(*values)


def _correction(row: Row) -> Correction:
    values: list[Any] = [row[0], Subject(*row[1:4]), *row[4:9], bool(row[9]), *row[10:]]
    return Correction(*values)
