"""Work of topics that is done later."""

from __future__ import annotations

from vermilion.infra.jobs import JobContext, job
from vermilion.topics.ranking import refresh_ranking


@job("topics.rank", max_attempts=1)
async def rank(context: JobContext) -> None:
    await refresh_ranking(context.db)
