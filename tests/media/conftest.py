"""A storage in a folder, and uploads as a surface hands them on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec
import pytest

from vermilion import media
from vermilion.infra import jobs
from vermilion.infra.db import Db, Tx
from vermilion.infra.events import Event, Wiring
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.media import Media, MediaFailed, MediaReady

ALICE, BOB = 11, 12
Upload = Callable[..., Awaitable[Media]]

told: list[Event] = []


@pytest.fixture
def wiring() -> Wiring:
    async def hear(_: Tx, event: Event) -> None:
        told.append(event)

    told.clear()
    return Wiring({MediaReady: [hear], MediaFailed: [hear]}, {})


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return msgspec.structs.replace(
        settings, max_picture_bytes=3_000_000, max_video_bytes=5_000_000, max_video_seconds=5
    )


@pytest.fixture
def context(db: Db, settings: Settings) -> JobContext:
    return JobContext(db, open_storage(settings.media), settings)


@pytest.fixture
def upload(context: JobContext) -> Upload:
    async def send(
        content: bytes, purpose: media.Purpose = "note", *, owner_id: int = ALICE, declared: int | None = -1
    ) -> Media:
        return await media.accept_upload(
            context.db,
            context.storage,
            context.settings,
            owner_id=owner_id,
            purpose=purpose,
            body=pieces(content),
            declared=len(content) if declared == -1 else declared,
        )

    return send


async def pieces(content: bytes, size: int = 50_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def work(context: JobContext) -> None:
    """Run everything that is due, also what that leads to."""
    while sum([await jobs.run_due(context, queue) for queue in (jobs.DEFAULT, *media.QUEUES)]):
        pass


async def seen(db: Db, media_id: int) -> Media:
    return (await media.by_ids(db.read, [media_id]))[media_id]


async def kept(context: JobContext) -> list[str]:
    """The keys of everything in the storage."""
    return sorted([stored.key async for stored in context.storage.list()])
