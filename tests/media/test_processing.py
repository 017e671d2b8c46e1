"""From upload to what is served, whatever happens on the way."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from tests.media import making_bombs, making_pictures, making_videos
from tests.media.conftest import ALICE, BOB, Upload, kept, seen, told, work
from tests.media.test_bad_files import content_of

from vermilion import media
from vermilion.infra import clock, jobs
from vermilion.infra.errors import Invalid, NotFound, Unavailable
from vermilion.infra.jobs import JobContext
from vermilion.media import MediaFailed, MediaReady, decoding, finishing, processing
from vermilion.media.decoding import Crashed
from vermilion.media.failures import FAILURES


async def test_a_picture_from_upload_to_page(context: JobContext, upload: Upload) -> None:
    sent = await upload(making_pictures.jpeg(making_pictures.pattern(1200, 900), orientation=1))
    await work(context)
    ready = await seen(context.db, sent.id)
    assert (ready.state, ready.progress, ready.error) == ("ready", 100, None)
    assert (ready.width, ready.height, ready.duration_ms) == (1200, 900, None)
    assert [size.name for size in ready.sizes] == ["large", "medium", "small"]
    assert ready.thumbhash
    assert ready.url("medium").startswith("/media/")
    assert told == [MediaReady(sent.id, ALICE, "picture")]
    assert await kept(context) == sorted(size.key for size in ready.sizes)  # the original is gone
    assert await jobs.waiting(context.db.read) == []


async def test_no_place_is_left_anywhere(context: JobContext, upload: Upload, tmp_path: Path) -> None:
    for make in (making_pictures.jpeg, making_pictures.png, making_pictures.heic, making_pictures.gif):
        await upload(make())
    await upload(making_pictures.avif(), "comment")
    await upload(making_pictures.webp(), "avatar")
    await upload(making_videos.film(tmp_path / "in.mov", seconds=0.3))
    await upload(making_videos.film(tmp_path / "in.mp4", seconds=0.3))
    await work(context)
    stored = await kept(context)
    assert len(stored) == 8 + 2  # small pictures are kept once, films have a poster
    for key in stored:
        content = await context.storage.get(key)
        assert not [trace for trace in (*making_pictures.TRACES, b"31.2304") if trace in content]
    left = [path for path in context.settings.data.rglob("*") if path.is_file()]
    assert {path.suffix for path in left} <= {".webp", ".mp4"}


async def test_a_film_from_upload_to_page(context: JobContext, upload: Upload, tmp_path: Path) -> None:
    plain = making_videos.film(tmp_path / "in.mp4", seconds=1.0)
    sent = await upload(making_videos.turned(plain, 90))
    await work(context)
    ready = await seen(context.db, sent.id)
    assert (ready.state, ready.width, ready.height) == ("ready", 180, 320)
    assert ready.duration_ms == pytest.approx(1000, abs=50)
    assert ready.url("video").endswith(".mp4")
    assert ready.url("small").endswith(".webp")
    cover = await context.db.write(lambda tx: media.choose_cover(tx, ALICE, sent.id, 500))
    await work(context)
    drawn = await seen(context.db, cover.id)
    assert (drawn.state, drawn.kind, drawn.width, drawn.height) == ("ready", "picture", 180, 320)
    assert (await seen(context.db, sent.id)) == ready
    for owner_id, media_id, at_ms, problem in (
        (BOB, sent.id, 0, NotFound),
        (ALICE, cover.id, 0, Invalid),
        (ALICE, sent.id, 5000, Invalid),
        (ALICE, sent.id, -1, Invalid),
    ):
        with pytest.raises(problem):
            await context.db.write(partial(media.choose_cover, owner_id=owner_id, video_id=media_id, at_ms=at_ms))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (making_bombs.png_bomb(), "media.too_many_pixels"),
        (making_bombs.gif_bomb(3000, 10), "media.too_many_frames"),
        (content_of("jpeg")[:-200], "media.truncated"),
        (content_of("mp4")[:-200], "media.truncated"),
        (content_of("mp4").replace(b"trak", b"free"), "media.no_video_stream"),
        (content_of("png")[:40] + bytes(9000), "media.truncated"),
        (b"RIFF\x08\x10\0\0WEBP" + bytes(0x1004), "media.not_a_picture"),
    ],
)
async def test_a_file_at_fault_says_why(context: JobContext, upload: Upload, content: bytes, code: str) -> None:
    sent = await upload(content)
    await work(context)
    failed = await seen(context.db, sent.id)
    assert (failed.state, failed.error) == ("failed", code)
    assert code in FAILURES
    assert told == [MediaFailed(sent.id, ALICE, code)]
    assert await kept(context) == []
    assert await jobs.waiting(context.db.read) == []


async def test_a_job_that_runs_twice_changes_nothing(context: JobContext, upload: Upload) -> None:
    sent = await upload(making_pictures.jpeg())
    await processing.process_upload(context, sent.id)
    ready, stored = await seen(context.db, sent.id), await kept(context)
    await processing.process_upload(context, sent.id)
    assert (await seen(context.db, sent.id), await kept(context)) == (ready, stored)
    assert len(told) == 1
    await processing.process_upload(context, sent.id + 1)  # swept meanwhile


async def test_a_worker_killed_half_way(context: JobContext, upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything was stored when the worker died; the next attempt writes the same files again."""
    sent = await upload(making_pictures.jpeg())

    async def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(processing, "finish", die)
        with pytest.raises(KeyboardInterrupt):
            await processing.process_upload(context, sent.id)
    assert (await seen(context.db, sent.id)).state == "processing"
    half_way = set(await kept(context))
    await work(context)
    ready = await seen(context.db, sent.id)
    assert ready.state == "ready"
    assert {size.key for size in ready.sizes} == set(await kept(context)) < half_way


async def test_a_decoder_that_crashes_fails_only_its_upload(
    context: JobContext, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, other = await upload(making_pictures.jpeg()), await upload(making_pictures.png())
    decode = decoding.run

    async def crash(task: object, folder: Path, tell: object) -> object:
        if task.format == "jpeg":  # type: ignore[attr-defined]  # a Task
            raise Crashed("ended with -9", "")
        return await decode(task, folder, tell)  # type: ignore[arg-type]

    monkeypatch.setattr(processing, "run", crash)
    await work(context)
    assert (await seen(context.db, sent.id)).state == "processing"  # it will be tried again
    assert (await seen(context.db, other.id)).state == "ready"
    await context.db.write(lambda tx: tx.run("UPDATE jobs SET run_at = 0"))
    await work(context)
    failed = await seen(context.db, sent.id)
    assert (failed.state, failed.error) == ("failed", "media.gave_up")


async def test_a_storage_that_fails_is_tried_again_up_to_a_limit(
    context: JobContext, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await upload(making_pictures.jpeg())

    async def fail(*_: object) -> None:
        raise Unavailable("storage.unavailable", "no")

    monkeypatch.setattr(type(context.storage), "fetch", fail)
    for _ in range(processing.MOST_ATTEMPTS):
        assert (await seen(context.db, sent.id)).state in ("waiting", "processing")
        await context.db.write(lambda tx: tx.run("UPDATE jobs SET run_at = 0"))
        await jobs.run_due(context, "media")
    assert (await seen(context.db, sent.id)).error == "media.gave_up"


async def test_progress_is_written_down(
    context: JobContext, upload: Upload, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finishing, "PROGRESS_PAUSE", 0)
    sent = await upload(making_videos.film(tmp_path / "in.mp4", seconds=1.0))
    tell = finishing.teller
    noted: list[int] = []

    def telling(db: object, media_id: int) -> object:
        inner = tell(context.db, media_id)

        async def note(percent: int) -> None:
            await inner(percent)
            noted.append((await seen(context.db, media_id)).progress)

        return note

    monkeypatch.setattr(processing, "teller", telling)
    await work(context)
    assert noted == sorted(noted)
    assert noted[-1] >= 90
    assert (await seen(context.db, sent.id)).progress == 100


async def test_an_original_that_was_lost(context: JobContext, upload: Upload) -> None:
    sent = await upload(making_pictures.jpeg())
    for key in await kept(context):
        await context.storage.delete(key)
    await work(context)
    assert (await seen(context.db, sent.id)).error == "media.lost"
    assert sent.created_at <= clock.now()
