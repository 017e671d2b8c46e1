"""Translation as an operator looks after it: engines, what they did and cost, what is asked for and what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from vermilion import contributions, translation
from vermilion.cards.desk_translation_views import (
    DayView,
    DemandView,
    EngineView,
    MemoryView,
    QueueView,
    TranslationDeskView,
    WorkView,
)
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.infra.settings import Settings, SettingsError
from vermilion.translation import ASKED, HOT, IN_ADVANCE, MEMORY, Day, EngineState

DAYS = 30
PAIRS = 12
MILLION = 1_000_000


async def desk(reader: Reader, settings: Settings) -> TranslationDeskView:
    """Everything on the page; `reader` a slow one."""
    today = clock.day_of(clock.now())
    rows = await translation.days(reader, today - DAYS + 1)
    work = [row for row in rows if row.engine != MEMORY]
    remembered = [row for row in rows if row.engine == MEMORY]
    members = await contributions.counted(reader)
    budgets, fault = _budgets(settings)
    return TranslationDeskView(
        fault=fault,
        engines=[_engine(one, work, today, budgets) for one in await translation.engines(reader)],
        today=_work([row for row in work if row.day == today]),
        month=_work(work),
        memory_today=_memory([row for row in remembered if row.day == today]),
        memory_month=_memory(remembered),
        days=[_day(day, work) for day in range(today - DAYS + 1, today + 1)],
        demand=await _demand(reader, today - DAYS + 1),
        queue=await _queue(reader),
        offered=members.get("offered", 0),
        accepted=members.get("accepted", 0),
    )


def _budgets(settings: Settings) -> tuple[Mapping[str, float], str]:
    try:
        return translation.budgets(settings), ""
    except SettingsError as error:
        return {}, str(error)


def _engine(one: EngineState, work: Sequence[Day], today: int, budgets: Mapping[str, float]) -> EngineView:
    mine = [row for row in work if row.engine == one.name]
    return EngineView(
        name=one.name,
        kind=one.kind,
        model=one.model,
        pairs=list(one.pairs),
        state="silent" if one.silent else one.state,
        error=one.error,
        seen_at=clock.rfc3339(one.seen_at),
        today=_work([row for row in mine if row.day == today]),
        month=_work(mine),
        daily_budget=budgets.get(one.name),
    )


def _work(rows: Sequence[Day]) -> WorkView:
    return WorkView(
        texts=sum(row.texts for row in rows),
        characters=sum(row.characters for row in rows),
        failures=sum(row.failures for row in rows),
        seconds=sum(row.micros for row in rows) / MILLION,
        cost=sum(row.cost for row in rows) / MILLION,
    )


def _memory(rows: Sequence[Day]) -> MemoryView:
    hits, misses = sum(row.texts for row in rows), sum(row.failures for row in rows)
    return MemoryView(hits=hits, misses=misses, rate=hits / (hits + misses) if hits + misses else None)


def _day(day: int, work: Sequence[Day]) -> DayView:
    done = _work([row for row in work if row.day == day])
    date = datetime.fromtimestamp(day * clock.DAY // clock.SECOND, UTC).date().isoformat()
    return DayView(day=date, texts=done.texts, failures=done.failures, cost=done.cost)


async def _demand(reader: Reader, since_day: int) -> list[DemandView]:
    asked = [pair for pair in await translation.demand(reader, since_day) if "und" not in (pair.source, pair.target)]
    asked.sort(key=lambda pair: -pair.misses)
    return [
        DemandView(
            source=pair.source,
            target=pair.target,
            hits=pair.hits,
            misses=pair.misses,
            possible=await translation.can(reader, pair.source, pair.target),
        )
        for pair in asked[:PAIRS]
    ]


async def _queue(reader: Reader) -> QueueView:
    lengths, oldest = await translation.queued(reader), await translation.oldest(reader)
    return QueueView(
        asked=lengths.get(("ready", ASKED), 0),
        hot=lengths.get(("ready", HOT), 0),
        in_advance=lengths.get(("ready", IN_ADVANCE), 0),
        failed=sum(count for (state, _), count in lengths.items() if state == "failed"),
        oldest_at=clock.rfc3339(oldest) if oldest else None,
    )
