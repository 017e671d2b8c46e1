"""A served file, whole and in ranges, as players and browsers ask for it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vermilion.infra.errors import NotFound
from vermilion.infra.storage import Storage, open_storage
from vermilion.media import NoSuchRange, PublicFile, open_public

KEY = "public/ab/abcd-video.mp4"
CONTENT = bytes(range(256)) * 4000


@pytest.fixture
async def storage(tmp_path: Path) -> Storage:
    opened = open_storage(f"file://{tmp_path}/media")
    await opened.put(KEY, CONTENT)
    return opened


async def body(file: PublicFile) -> bytes:
    content = b"".join([chunk async for chunk in file.body])
    assert len(content) == file.length
    return content


async def test_the_whole_file(storage: Storage) -> None:
    file = await open_public(storage, KEY)
    assert (file.status, file.size, file.content_type) == (200, len(CONTENT), "video/mp4")
    assert file.headers["Accept-Ranges"] == "bytes"
    assert "immutable" in file.headers["Cache-Control"]
    assert file.headers["ETag"] == file.etag
    assert "Content-Range" not in file.headers
    assert await body(file) == CONTENT


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, None),
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=1000000-99999999", 1_000_000, None),
        ("bytes=-500", -500, None),
        ("bytes=-99999999", 0, None),
        (" bytes=5-6 ", 5, 7),
    ],
)
async def test_one_range(storage: Storage, asked: str, start: int, end: int | None) -> None:
    file = await open_public(storage, KEY, asked)
    expected = CONTENT[start:end]
    assert file.status == 206
    assert await body(file) == expected
    first = start % len(CONTENT)
    assert file.headers["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["bytes=1024000-", "bytes=99999999-", "bytes=2000000-3000000", "bytes=-0"])
async def test_ranges_beyond_the_end(storage: Storage, asked: str) -> None:
    with pytest.raises(NoSuchRange) as raised:
        await open_public(storage, KEY, asked)
    assert (raised.value.status, raised.value.size) == (416, len(CONTENT))


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=9-3", "bytes=-", "bytes=a-b", "lines=1-2", "", "bytes=1e3-"])
async def test_what_is_answered_with_the_whole(storage: Storage, asked: str) -> None:
    assert (await open_public(storage, KEY, asked)).status == 200


async def test_a_range_of_another_version(storage: Storage) -> None:
    etag = (await open_public(storage, KEY)).etag
    assert (await open_public(storage, KEY, "bytes=0-9", if_range=etag)).status == 206
    assert (await open_public(storage, KEY, "bytes=0-9", if_range='"older"')).status == 200


@pytest.mark.parametrize(
    "key",
    [
        "public/ab/none.webp",
        "originals/00/1-abc",
        "public/../originals/00/1-abc.webp",
        "public/ab/abcd-video.MP4",
        "public/ab",
        "public//x.webp",
        "/etc/passwd",
        "public/\0.webp",
        "",
    ],
)
async def test_nothing_else_is_served(storage: Storage, key: str) -> None:
    await storage.put("originals/00/1-abc", b"with place")
    with pytest.raises(NotFound):
        await open_public(storage, key)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.text(max_size=20))
async def test_made_up_addresses_and_ranges(storage: Storage, key: str, asked: str) -> None:
    with pytest.raises(NotFound):
        await open_public(storage, f"public/{key}")
    with suppress(NoSuchRange):
        assert (await open_public(storage, KEY, f"bytes={asked}")).status in (200, 206)
