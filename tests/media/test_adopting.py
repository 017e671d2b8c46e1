"""What the house made itself is adopted: ready at once, claimed like an upload, removed without touching its twin."""

from __future__ import annotations

from pathlib import Path

from tests.media import making_pictures, making_videos
from tests.media.conftest import ALICE, BOB, kept, seen, told, work

from vermilion import media
from vermilion.infra.jobs import JobContext
from vermilion.media import MediaReady


async def test_a_picture_for_two(context: JobContext, tmp_path: Path) -> None:
    decoded = media.picture(making_pictures.pattern(1200, 900), tmp_path)
    mine, yours = [await media.keep(context.storage, decoded, tmp_path) for _ in range(2)]
    first = await context.db.write(lambda tx: media.adopt(tx, ALICE, "note", mine))
    second = await context.db.write(lambda tx: media.adopt(tx, BOB, "avatar", yours))
    found = await seen(context.db, first)
    assert (found.kind, found.state, found.width, found.height) == ("picture", "ready", 1200, 900)
    assert [size.width for size in found.sizes] == [1200, 960, 480]
    assert found.thumbhash
    assert told == [MediaReady(first, ALICE, "picture"), MediaReady(second, BOB, "picture")]
    await context.db.write(lambda tx: media.claim(tx, ALICE, [first], "picture"))
    await context.db.write(lambda tx: media.remove(tx, [first]))
    await work(context)
    assert await kept(context) == sorted(size.key for size in (await seen(context.db, second)).sizes)


async def test_a_film(context: JobContext, tmp_path: Path) -> None:
    making_videos.film(tmp_path / "source.mp4")
    decoded = media.film(tmp_path / "source.mp4", tmp_path)
    stored = await media.keep(context.storage, decoded, tmp_path)
    film = await seen(context.db, await context.db.write(lambda tx: media.adopt(tx, ALICE, "note", stored)))
    assert film.kind == "video"
    assert film.duration_ms
    assert {size.name for size in film.sizes} == {"video", "large", "medium", "small"}
