"""The desk's lists."""

from __future__ import annotations

from collections import Counter, defaultdict

from vermilion.infra import ids
from vermilion.infra.db import Reader
from vermilion.infra.paging import Slice
from vermilion.infra.subject import Subject
from vermilion.moderation import queries
from vermilion.moderation.models import Case, LogEntry, Report


async def cases(reader: Reader, before: int | None, limit: int) -> Slice[Case]:
    """Open cases, the one reported last first."""
    rows = await reader.all(queries.CASES, before or ids.LARGEST, limit + 1)
    shown = [(Subject(*row[:3]), *row[3:]) for row in rows[:limit]]
    reasons: defaultdict[Subject, Counter[str]] = defaultdict(Counter)
    for kind in {subject.kind for subject, *_ in shown}:
        wanted = [subject.id for subject, *_ in shown if subject.kind == kind]
        for report in await _open(reader, kind, wanted):
            reasons[report.subject][report.reason] += 1
    listed = [
        Case(subject, count, tuple(reason for reason, _ in reasons[subject].most_common()), first, latest)
        for subject, count, first, latest in shown
    ]
    return Slice(listed, (listed[-1].latest_id,) if len(rows) > limit else None)


async def reports_of(reader: Reader, subject: Subject) -> list[Report]:
    """The open reports of one thing, oldest first."""
    return await _open(reader, subject.kind, [subject.id])


async def log_page(reader: Reader, before: int | None, limit: int) -> Slice[LogEntry]:
    """What was done, latest first."""
    rows = await reader.all(queries.LOG_PAGE, before or ids.LARGEST, limit + 1)
    listed = [LogEntry(*row) for row in rows[:limit]]
    return Slice(listed, (listed[-1].id,) if len(rows) > limit else None)


async def _open(reader: Reader, kind: str, subject_ids: list[int]) -> list[Report]:
    rows = await reader.all(queries.OPEN_OF, kind, subject_ids)
    return [Report(row[0], row[1], Subject(*row[2:5]), *row[5:]) for row in rows]
