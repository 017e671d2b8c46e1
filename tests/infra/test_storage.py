"""One door to files, the same on a local folder and on S3."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.infra import s3_server

from vermilion.infra.errors import NotFound, Unavailable
from vermilion.infra.storage import Storage, open_storage

KEY = "public/ab/abcdef/small.webp"


@pytest.fixture(params=["file", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    if request.param == "file":
        yield open_storage(f"file://{tmp_path}/a folder/media")
        return
    with s3_server.serving() as bucket:
        yield open_storage(bucket.url)


async def read(storage: Storage, key: str, start: int = 0, end: int | None = None) -> bytes:
    streamed = await storage.stream(key, start, end)
    assert streamed.size == await storage.size(key)
    return b"".join([chunk async for chunk in streamed.chunks])


async def test_bytes_and_files_come_back_whole(storage: Storage, tmp_path: Path) -> None:
    await storage.put(KEY, b"picture")
    assert await storage.get(KEY) == b"picture"
    assert await storage.size(KEY) == 7
    assert await storage.exists(KEY)
    large = os.urandom(11_000_000)  # several parts on S3
    (tmp_path / "film").write_bytes(large)
    await storage.put("public/film.mp4", tmp_path / "film")
    assert await read(storage, "public/film.mp4") == large
    await storage.fetch("public/film.mp4", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == large


async def test_parts_of_a_file(storage: Storage) -> None:
    await storage.put(KEY, b"0123456789")
    assert await storage.get_range(KEY, 2, 5) == b"234"
    assert await read(storage, KEY, 7) == b"789"
    assert await read(storage, KEY, 0, 3) == b"012"


async def test_what_is_not_there(storage: Storage, tmp_path: Path) -> None:
    assert not await storage.exists(KEY)
    for reading in (storage.get(KEY), storage.size(KEY), storage.stream(KEY), storage.get_range(KEY, 0, 1)):
        with pytest.raises(NotFound):
            await reading
    await storage.delete(KEY)
    await storage.put(KEY, b"x")
    await storage.delete(KEY)
    assert not await storage.exists(KEY)


@pytest.mark.parametrize("key", ["", "small.webp", "/etc/passwd", "public/../../etc/passwd", "public//x", "public/X\n"])
async def test_keys_that_the_house_did_not_make(storage: Storage, key: str) -> None:
    for reading in (storage.get(key), storage.put(key, b""), storage.delete(key)):
        with pytest.raises(NotFound):
            await reading


async def test_listing(storage: Storage) -> None:
    await storage.put("originals/ab/one", b"1")
    await storage.put(KEY, b"22")
    assert {(stored.key, stored.size) async for stored in storage.list()} == {("originals/ab/one", 1), (KEY, 2)}
    found = [stored async for stored in storage.list("originals")]
    assert [stored.key for stored in found] == ["originals/ab/one"]
    assert found[0].modified_at > 1_700_000_000_000_000


async def test_a_local_file_is_flushed_with_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.readlink(f"/proc/self/fd/{handle}")))
    root = tmp_path / "media"
    await open_storage(f"file://{root}").put(KEY, b"kept")
    assert flushed == [str(path) for path in (root / KEY, *(root / KEY).parents) if path.is_relative_to(root)]


async def test_halves_of_files_go(tmp_path: Path) -> None:
    storage = open_storage(f"file://{tmp_path}/media")
    await storage.put(KEY, b"whole")
    half = tmp_path / "media" / f"{KEY}#1"
    half.write_bytes(b"ha")
    assert [stored.key async for stored in storage.list()] == [KEY]
    await storage.remove_halves(before=0)
    assert half.exists()
    await storage.remove_halves(before=time.time_ns())
    assert not half.exists()
    assert await storage.get(KEY) == b"whole"


async def test_a_failing_storage_says_so() -> None:
    with s3_server.serving() as bucket:
        bucket.failing = True
        with pytest.raises(Unavailable):
            await open_storage(bucket.url).get(KEY)


def test_addresses_that_will_not_do() -> None:
    for url in ("ftp://somewhere/else", "s3:///prefix", ""):
        with pytest.raises(ValueError, match="storage is"):
            open_storage(url)
