"""The desk's lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from vermilion.infra import ids
from vermilion.infra.db import Reader, Row
from vermilion.infra.paging import Slice
from vermilion.infra.subject import Subject
from vermilion.moderation import queries
from vermilion.moderation.models import Appeal, Backlog, Case, LogEntry, Measure, Report


async def cases(reader: Reader, before: int | None, limit: int) -> Slice[Case]:
    """Open cases, the one reported or asked about last first."""
    rows = await reader.all(queries.CASES, *[before or ids.LARGEST] * 2, limit + 1)
    shown = [(Subject(*row[:3]), *row[3:]) for row in rows[:limit]]
    reasons: defaultdict[Subject, Counter[str]] = defaultdict(Counter)
    for kind in {subject.kind for subject, *_ in shown}:
        wanted = [subject.id for subject, *_ in shown if subject.kind == kind]
        for report in await _open(reader, kind, wanted):
            reasons[report.subject][report.reason] += 1
    listed = [
        Case(subject, count, tuple(why for why, _ in reasons[subject].most_common()), first, latest, bool(appeals))
        for subject, count, first, latest, appeals in shown
    ]
    return Slice(listed, (listed[-1].latest_id,) if len(rows) > limit else None)


async def backlog(reader: Reader) -> Backlog:
    """How many cases are open, and since when."""
    row = await reader.one(queries.BACKLOG)
    return Backlog(row[0], row[1]) if row else Backlog(0, None)


async def reports_of(reader: Reader, subject: Subject) -> list[Report]:
    """The open reports of one thing, oldest first."""
    return await _open(reader, subject.kind, [subject.id])


async def open_reports(reader: Reader, report_ids: Sequence[int]) -> list[Report]:
    """Those of the reports that are still open."""
    found = [_report(row) for row in await reader.all(queries.REPORTS_BY_IDS, report_ids)] if report_ids else []
    return [report for report in found if report.state == "open"]


async def open_appeals(reader: Reader, appeal_ids: Sequence[int]) -> list[Appeal]:
    """Those of the appeals that nobody has answered."""
    found = [Appeal(*row) for row in await reader.all(queries.APPEALS_BY_IDS, appeal_ids)] if appeal_ids else []
    return [appeal for appeal in found if appeal.state == "open"]


async def log_page(reader: Reader, before: int | None, limit: int) -> Slice[LogEntry]:
    """What was done, latest first."""
    rows = await reader.all(queries.LOG_PAGE, before or ids.LARGEST, limit + 1)
    listed = [LogEntry(*row) for row in rows[:limit]]
    return Slice(listed, (listed[-1].id,) if len(rows) > limit else None)


async def log_of(reader: Reader, subject: Subject, limit: int) -> list[LogEntry]:
    """What was done about one thing, latest first."""
    return [LogEntry(*row) for row in await reader.all(queries.LOG_OF, subject.kind, subject.id, limit)]


async def measures(reader: Reader, kind: str, subject_ids: Sequence[int]) -> dict[int, Measure]:
    """The last removal or suspension of each of these things of one kind, also one that was taken back since."""
    rows = await reader.all(queries.MEASURES, kind, subject_ids) if subject_ids else []
    return {row[0]: _measure(row) for row in rows}


def _measure(row: Row) -> Measure:
    """The later of two rows of one thing is the later measure, so it stands in the end."""
    subject_id, identifier, actor_id, reason, created_at, ends_at, *asked = row
    return Measure(identifier, subject_id, actor_id, reason, created_at, ends_at, Appeal(*asked) if asked[0] else None)


async def _open(reader: Reader, kind: str, subject_ids: list[int]) -> list[Report]:
    rows = await reader.all(queries.OPEN_OF, kind, subject_ids)
    return [_report(row) for row in rows]


def _report(row: Row) -> Report:
    return Report(row[0], row[1], Subject(*row[2:5]), *row[5:])
