"""From an original to what is served: decode in a child, keep what it made, then tell; every step may be repeated."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from vermilion.infra.errors import NotFound
from vermilion.infra.jobs import JobContext
from vermilion.infra.log import get_logger
from vermilion.media import queries
from vermilion.media.decoding import SOURCE, Crashed, Decoded, Refused, Task, run
from vermilion.media.finishing import fail, finish, teller
from vermilion.media.keys import public_key
from vermilion.media.models import Size
from vermilion.media.sources import from_original, from_video

MOST_CRASHES = 2
MOST_ATTEMPTS = 5  # a file that takes its worker down with it is not tried for ever
log = get_logger("media")

Source = Callable[[str, Path], Awaitable[Task]]


async def process_upload(ctx: JobContext, media_id: int) -> None:
    """Bring one upload to ready or failed. Raises what another attempt may cure."""
    await _process(ctx, media_id, lambda original, path: from_original(ctx, original, path))


async def draw_cover(ctx: JobContext, media_id: int, video_id: int, at_ms: int) -> None:
    """Bring a cover to ready or failed: the still of a video that is ready."""
    await _process(ctx, media_id, lambda _, path: from_video(ctx, video_id, at_ms, path))


async def _process(ctx: JobContext, media_id: int, source: Source) -> None:
    original = await ctx.db.write(lambda tx: tx.value(queries.BEGIN, media_id))
    if original is None:
        return  # swept, or done by an attempt whose end was not written down
    if ctx.attempt > MOST_ATTEMPTS:
        await fail(ctx.db, media_id, original, "media.gave_up")
        return
    try:
        decoded, sizes = await _decode(ctx, media_id, original, source)
    except Refused as refused:
        await fail(ctx.db, media_id, original, refused.code)
    except NotFound:
        await fail(ctx.db, media_id, original, "media.lost")
    except Exception as error:
        if isinstance(error, Crashed):
            log.warning("decoder_crashed", media_id=media_id, reason=str(error), output=error.log)
        if not ctx.last and not (isinstance(error, Crashed) and ctx.attempt >= MOST_CRASHES):
            raise
        await fail(ctx.db, media_id, original, "media.gave_up")
    else:
        await ctx.db.write(lambda tx: finish(tx, media_id, original, decoded, sizes))


async def _decode(ctx: JobContext, media_id: int, original: str, source: Source) -> tuple[Decoded, list[Size]]:
    place = ctx.settings.data / "uploads"
    place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        task = await source(original, folder / SOURCE)
        decoded = await run(task, folder, teller(ctx.db, media_id))
        for file in {made.file for made in decoded.made}:
            await ctx.storage.put(public_key(original, file), folder / file)
    sizes = [
        Size(made.name, public_key(original, made.file), made.width, made.height, made.bytes) for made in decoded.made
    ]
    return decoded, sizes
