"""Files: how long they keep, in which form they go, and what is not a file."""

from __future__ import annotations

import gzip

import pytest
from tests.web.conftest import Browsers

from vermilion.web.house import files


async def test_named_by_content_or_asked_for_again(browsers: Browsers) -> None:
    client = browsers.visitor.client
    marks = await client.get("/static/icons.svg")
    assert marks.headers["cache-control"] == "public, max-age=3600"
    assert marks.headers["content-type"].startswith("image/svg+xml")
    assert "set-cookie" not in marks.headers
    for name in files.static_files():
        if name.startswith(files.HASHED):
            assert "immutable" in (await client.get(f"/static/{name}")).headers["cache-control"]


async def test_texts_go_in_gzip_to_whoever_takes_it(browsers: Browsers) -> None:
    client = browsers.visitor.client
    plain = await client.get("/static/icons.svg", headers={"Accept-Encoding": "identity"})
    packed = await client.get("/static/icons.svg", headers={"Accept-Encoding": "gzip"})
    assert (plain.headers.get("content-encoding"), packed.headers["content-encoding"]) == (None, "gzip")
    assert plain.content == packed.content
    assert len(gzip.compress(plain.content)) < len(plain.content) / 2


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/nothing.css",
        "/static/../house/files.py",
        "/static/%2e%2e/house/files.py",
        "/static/marks",
        "/media/nothing.webp",
        "/media/../originals/1",
        "/icons/64.png",
        "/icons/x.png",
        "/favicon.ico",
    ],
)
async def test_not_a_file(browsers: Browsers, path: str) -> None:
    assert (await browsers.visitor.client.get(path)).status_code == 404


async def test_installable(browsers: Browsers) -> None:
    browsers.visitor.speaks("zh-Hans")
    client = browsers.visitor.client
    described = (await client.get("/manifest.webmanifest")).json()
    assert (described["display"], described["lang"]) == ("standalone", "zh-Hans")
    assert described["shortcuts"][0]["name"] == "发布"
    for icon in described["icons"]:
        drawn = await client.get(icon["src"])
        assert (drawn.status_code, drawn.headers["content-type"].partition(";")[0]) == (200, icon["type"])
    assert "Disallow: /search" in (await client.get("/robots.txt")).text


async def test_a_page_without_the_database_is_still_a_page(browsers: Browsers, monkeypatch: pytest.MonkeyPatch) -> None:
    async def gone(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("vermilion.topics.hot", gone)
    answer = await browsers.alice.get("/topics")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert answer.headers["x-request-id"] in answer.text
