"""The desk's lists."""

from __future__ import annotations

from collections import Counter, defaultdict

from vermilion.infra import ids
from vermilion.infra.db import Reader
from vermilion.infra.paging import Slice
from vermilion.infra.subject import Subject
from vermilion.moderation import queries
from vermilion.moderation.models import Backlog, Case, LogEntry, Report


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


async def backlog(reader: Reader) -> Backlog:
    """How many cases are open, and since when."""
    row = await reader.one(queries.BACKLOG)
    return Backlog(row[0], row[1]) if row else Backlog(0, None)


async def reports_of(reader: Reader, subject: Subject) -> list[Report]:
    """The open reports of one thing, oldest first."""
    return await _open(reader, subject.kind, [subject.id])


async def log_page(reader: Reader, before: int | None, limit: int) -> Slice[LogEntry]:
    """What was done, latest first."""
    rows = await reader.all(queries.LOG_PAGE, before or ids.LARGEST, limit + 1)
    listed = [LogEntry(*row) for row in rows[:limit]]
    return Slice(listed, (listed[-1].id,) if len(rows) > limit else None)


async def log_of(reader: Reader, subject: Subject, limit: int) -> list[LogEntry]:
    """What was done about one thing, latest first."""
    return [LogEntry(*row) for row in await reader.all(queries.LOG_OF, subject.kind, subject.id, limit)]


async def removed_because(reader: Reader, subject: Subject) -> str | None:
    """The sentence that its author was told when it was removed last."""
    reason: str | None = await reader.value(queries.REMOVED_BECAUSE, subject.kind, subject.id)
    return reason


async def _open(reader: Reader, kind: str, subject_ids: list[int]) -> list[Report]:
    rows = await reader.all(queries.OPEN_OF, kind, subject_ids)
    return [Report(row[0], row[1], Subject(*row[2:5]), *row[5:]) for row in rows]
