"""Durable work of media. Pictures and films have a queue each, so that no picture waits for a film."""

from __future__ import annotations

from vermilion.infra.jobs import JobContext, job
from vermilion.media.processing import MOST_ATTEMPTS, draw_cover, process_upload
from vermilion.media.sweeping import sweep_uploads

PICTURES, FILMS = QUEUES = ("media", "films")


@job("media.process_picture", queue=PICTURES, max_attempts=MOST_ATTEMPTS)
async def process_picture(ctx: JobContext, media_id: int) -> None:
    await process_upload(ctx, media_id)


@job("media.process_video", queue=FILMS, max_attempts=MOST_ATTEMPTS)
async def process_video(ctx: JobContext, media_id: int) -> None:
    await process_upload(ctx, media_id)


@job("media.draw_cover", queue=PICTURES, max_attempts=MOST_ATTEMPTS)
async def cover(ctx: JobContext, media_id: int, video_id: int, at_ms: int) -> None:
    await draw_cover(ctx, media_id, video_id, at_ms)


@job("media.remove_files", max_attempts=20)
async def remove_files(ctx: JobContext, keys: list[str]) -> None:
    for key in keys:
        await ctx.storage.delete(key)


@job("media.sweep", max_attempts=3)
async def sweep(ctx: JobContext) -> None:
    await sweep_uploads(ctx)
