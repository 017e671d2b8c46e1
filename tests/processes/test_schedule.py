"""The schedule: once a period across processes, and again after one that failed."""

from __future__ import annotations

import pytest

from vermilion import schedule
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.schedule import Task


@pytest.fixture
def context(db: Db, settings: Settings) -> JobContext:
    return JobContext(db, open_storage(settings.media), settings)


async def test_once_a_period(context: JobContext) -> None:
    ran = []

    async def note(_: JobContext) -> None:
        ran.append(clock.now())

    hourly = Task("test.hourly", clock.HOUR, note)
    for _ in range(3):
        await schedule.run(context, hourly)
    assert len(ran) == 1
    await schedule.run(context, Task("test.always", 0, note))
    await schedule.run(context, Task("test.always", 0, note))
    assert len(ran) == 3


async def test_a_failed_run_is_told_and_waits_for_its_next_period(context: JobContext) -> None:
    async def fail(_: JobContext) -> None:
        raise OSError("no")

    failing = Task("test.failing", clock.HOUR, fail)
    with pytest.raises(OSError, match="no"):
        await schedule.run(context, failing)
    assert await schedule.run(context, failing) is False


@pytest.mark.parametrize("task", schedule.TASKS, ids=lambda task: task.name)
async def test_every_task_runs_in_an_empty_house(context: JobContext, task: Task) -> None:
    context.settings.data.mkdir(parents=True, exist_ok=True)
    await schedule.run(context, task)
