"""Durable work of media; all but the files run on a queue of their own, one at a time."""

from __future__ import annotations

from vermilion.infra.jobs import JobContext, job
from vermilion.media.processing import draw_cover, process_upload
from vermilion.media.sweeping import sweep_uploads


@job("media.process", queue="media", max_attempts=5)
async def process(ctx: JobContext, media_id: int) -> None:
    await process_upload(ctx, media_id)


@job("media.cover", queue="media", max_attempts=3)
async def cover(ctx: JobContext, media_id: int, at_ms: int) -> None:
    await draw_cover(ctx, media_id, at_ms)


@job("media.remove_files", max_attempts=20)
async def remove_files(ctx: JobContext, keys: list[str]) -> None:
    for key in keys:
        await ctx.storage.delete(key)


@job("media.sweep", max_attempts=3)
async def sweep(ctx: JobContext) -> None:
    await sweep_uploads(ctx)
