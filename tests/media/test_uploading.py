"""An upload is kept whole, with its row and its job, or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from tests.media import making_pictures
from tests.media.conftest import ALICE, Upload, kept
from tests.media.test_bad_files import content_of

from vermilion import media
from vermilion.infra import jobs
from vermilion.infra.db import Tx
from vermilion.infra.errors import Doubtful, Invalid, Problem, TooLarge, TooMany, Unsupported
from vermilion.infra.jobs import JobContext
from vermilion.media import queries, quotas


async def nothing_kept(context: JobContext) -> bool:
    rows = await context.db.read.value("SELECT count(*) FROM media")
    waiting = await jobs.waiting(context.db.read)
    return (
        rows == 0
        and not waiting
        and not await kept(context)
        and not list((context.settings.data / "uploads").iterdir())
    )


async def test_an_upload_waits_for_its_processing(context: JobContext, upload: Upload) -> None:
    sent = await upload(making_pictures.jpeg())
    assert (sent.owner_id, sent.kind, sent.state, sent.progress, sent.purpose) == (
        ALICE,
        "picture",
        "waiting",
        0,
        "note",
    )
    assert sent.url("small") == ""
    assert await jobs.waiting(context.db.read) == [("media", "ready", 1)]
    [key] = await kept(context)
    assert key.startswith("originals/")
    assert await context.storage.get(key) == making_pictures.jpeg()
    assert (await upload(content_of("mp4"))).kind == "video"
    assert ("films", "ready", 1) in await jobs.waiting(context.db.read)


@pytest.mark.parametrize(
    ("content", "purpose", "problem", "code"),
    [
        (b"", "note", Invalid, "media.empty"),
        (b"<svg/>" * 1000, "note", Unsupported, "media.unsupported"),
        (b"GIF", "note", Unsupported, "media.unsupported"),
        (making_pictures.jpeg() + bytes(3_000_000), "note", TooLarge, "media.too_large"),
        (content_of("mp4"), "avatar", Unsupported, "media.not_a_picture"),
        (content_of("mp4") + bytes(5_000_000), "note", TooLarge, "media.too_large"),
    ],
)
@pytest.mark.parametrize("told", [True, False])
async def test_what_is_not_taken(
    context: JobContext, upload: Upload, content: bytes, purpose: str, problem: type[Problem], code: str, told: bool
) -> None:
    with pytest.raises(problem) as raised:
        await upload(content, purpose, declared=len(content) if told else None)
    assert raised.value.code == code
    assert await nothing_kept(context)


@pytest.mark.parametrize("lie", [-100, -1, 1, 100_000])
async def test_a_length_that_lies(context: JobContext, upload: Upload, lie: int) -> None:
    content = making_pictures.jpeg()
    with pytest.raises(Invalid) as raised:
        await upload(content, declared=len(content) + lie)
    assert raised.value.code == "media.incomplete"
    assert await nothing_kept(context)


async def test_too_much_is_refused_before_it_is_read(context: JobContext) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield b"\x89PNG\r\n\x1a\n" + bytes(8000)
        while True:
            read += 100_000
            yield bytes(100_000)

    for declared, most in ((None, 3_100_000), (4_000_000, 0), (6_000_000, 0)):
        read = 0
        with pytest.raises(TooLarge):
            await media.accept_upload(
                context.db,
                context.storage,
                context.settings,
                owner_id=ALICE,
                purpose="note",
                body=endless(),
                declared=declared,
            )
        assert read <= most
    assert await nothing_kept(context)


async def test_a_sender_who_goes_away(context: JobContext) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield making_pictures.jpeg()[:5000]
        raise ConnectionError

    async def stalled() -> AsyncIterator[bytes]:
        yield making_pictures.jpeg()[:5000]
        await asyncio.sleep(60)

    def taking(body: AsyncIterator[bytes]) -> asyncio.Task[media.Media]:
        return asyncio.create_task(
            media.accept_upload(
                context.db,
                context.storage,
                context.settings,
                owner_id=ALICE,
                purpose="note",
                body=body,
                declared=9000,
            )
        )

    with pytest.raises(ConnectionError):
        await taking(broken())
    task = taking(stalled())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await nothing_kept(context)


async def test_a_row_that_cannot_be_written(
    context: JobContext, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    (context.settings.data / "uploads").mkdir(parents=True)
    monkeypatch.setattr(queries, "INSERT", "INSERT INTO nowhere VALUES (?, ?, ?, ?, ?, ?, ?)")
    with pytest.raises(Exception, match="nowhere"):
        await upload(making_pictures.jpeg())
    assert await nothing_kept(context)


async def test_a_row_that_may_stand_keeps_its_file(
    context: JobContext, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = context.db.write

    async def doubtful(work: Callable[[Tx], Awaitable[object]]) -> object:
        await write(work)
        raise Doubtful

    monkeypatch.setattr(context.db, "write", doubtful)
    with pytest.raises(Doubtful):
        await upload(making_pictures.jpeg())
    [key] = [row[0] for row in await context.db.read.all("SELECT original_key FROM media")]
    assert await context.storage.exists(key)


async def test_quotas(context: JobContext, upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "MOST_UNFINISHED", 2)
    for _ in range(2):
        await upload(making_pictures.jpeg())
    with pytest.raises(TooMany) as raised:
        await upload(making_pictures.jpeg())
    assert raised.value.code == "media.too_many_waiting"
    await upload(making_pictures.jpeg(), owner_id=ALICE + 1)
    monkeypatch.setattr(quotas, "MOST_BYTES_A_DAY", 100)
    with pytest.raises(TooMany) as raised:
        await upload(making_pictures.jpeg(), owner_id=ALICE + 1)
    assert raised.value.code == "media.quota"
    assert len(await kept(context)) == 3
