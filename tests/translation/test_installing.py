"""Installing from a real server that is cut off, lies, changes its mind: clear errors, and the old pack serves on."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import msgspec
import pytest
from tests.translation.pack_server import NO_LENGTH, PackServer, serving
from tests.translation.packs_made import make_pack

from vermilion.infra.settings import Settings
from vermilion.translation import packs
from vermilion.translation.engines import Piece
from vermilion.translation.engines.embedded import EmbeddedEngine
from vermilion.translation.packs import PackError, fetching, resuming
from vermilion.translation.packs.downloading import client


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("made")
    old = make_pack(folder, "zh", "en", {"你好": "hello"}, "1.0")
    new = make_pack(folder, "zh", "en", {"你好": "good day"}, "1.1")
    asyncio.run(packs.install_file(Settings(data=folder), "zh", "en", old))
    return {"old": old, "new": new, "installed": folder / "translation"}


@pytest.fixture
def server() -> Iterator[PackServer]:
    with serving() as opened:
        yield opened


class House(NamedTuple):
    """Where zh-en 1.0 is installed and says "hello", and the index has 1.1, which says "good day"."""

    settings: Settings
    server: PackServer
    path: str  # of the new pack on the server

    @property
    def shelf(self) -> Path:
        return packs.folder_of(self.settings)

    async def install(self) -> packs.Installed:
        return await packs.install(self.settings, "zh", "en")

    async def says(self) -> str:
        """What whoever opens the packs now reads for 你好."""
        engine = EmbeddedEngine(self.shelf)
        (said,) = await engine.translate([Piece("你好")], "zh-Hans", "en")
        await engine.close()
        return said

    async def refuses(self, code: str) -> PackError:
        """An install fails with this code and leaves nothing but the old pack, which serves."""
        with pytest.raises(PackError) as caught:
            await self.install()
        assert caught.value.code == code
        assert str(caught.value).endswith((".", ")"))
        await self.is_as_it_was()
        return caught.value

    async def is_as_it_was(self) -> None:
        assert [place.name for place in self.shelf.iterdir() if not place.name.startswith(".")] == ["zh-en-1.0"]
        assert not (self.shelf / ".zh-en.draft").exists()
        assert await self.says() == "hello"

    def hidden(self) -> set[str]:
        return {place.name for place in self.shelf.iterdir() if place.name.startswith(".")}


@pytest.fixture
def house(
    tmp_path: Path, server: PackServer, made: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> House:
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    settings = Settings(data=tmp_path / "data", translation_index=server.index)
    shutil.copytree(made["installed"], settings.data / "translation")
    return House(settings, server, server.offer(made["new"], "1.1"))


async def test_a_new_version_replaces_the_old(house: House) -> None:
    heard: list[tuple[int, int | None]] = []
    pack = await packs.install(house.settings, "zh-Hans", "en", lambda there, whole: heard.append((there, whole)))
    size = len(house.server.files[house.path])
    assert (pack.name, pack.tags) == ("zh-en-1.1", ("zh-Hans", "en"))
    assert pack.receipt.url == house.server.origin + house.path
    assert heard[-1] == (size, size)
    assert await house.says() == "good day"
    assert house.hidden() == {".zh-en.lock"}
    assert [place.name for place in house.shelf.iterdir() if place.is_dir()] == ["zh-en-1.1"]


async def test_what_is_there_is_not_fetched_again(house: House) -> None:
    await house.install()
    await house.install()
    assert house.server.ranges_of(house.path) == [""]


async def test_a_cut_download_goes_on_at_once(house: House) -> None:
    house.server.cut_after = [5_000, 7_000]
    await house.install()
    assert house.server.ranges_of(house.path) == ["", "bytes=5000-", "bytes=12000-"]
    assert house.server.sent[house.path] == len(house.server.files[house.path])
    assert await house.says() == "good day"


async def test_a_download_given_up_goes_on_another_day(house: House) -> None:
    house.server.cut_after = [4_000, 1, 1, 1]
    await house.refuses("interrupted")
    await house.install()
    assert house.server.ranges_of(house.path)[-1] == "bytes=4003-"
    assert await house.says() == "good day"
    assert house.hidden() == {".zh-en.lock"}


async def test_what_changed_meanwhile_is_fetched_anew(house: House, tmp_path: Path) -> None:
    house.server.cut_after = [4_000, 0, 0, 0]
    await house.refuses("interrupted")
    (tmp_path / "changed").mkdir()
    changed = make_pack(tmp_path / "changed", "zh", "en", {"你好": "howdy"}, "1.1")
    house.server.files[house.path] = changed.read_bytes()
    await house.install()
    assert await house.says() == "howdy"


@pytest.mark.parametrize("kind", ["no ranges", "no etags"])
async def test_a_server_that_cannot_go_on_begins_again(house: House, kind: str) -> None:
    house.server.ranges, house.server.etags = kind != "no ranges", kind != "no etags"
    house.server.cut_after = [4_000]
    await house.install()
    assert await house.says() == "good day"


async def test_a_download_that_was_whole_already_is_taken(house: House, made: dict[str, Path]) -> None:
    house.server.cut_after = [4_000, 0, 0, 0]
    await house.refuses("interrupted")
    shutil.copy(made["new"], house.shelf / ".zh-en-1.1.part")
    await house.install()
    assert house.server.sent[house.path] == 4_000
    assert await house.says() == "good day"


async def test_a_length_too_great_is_an_interruption(house: House) -> None:
    house.server.claim = len(house.server.files[house.path]) + 1
    house.server.ranges = False
    await house.refuses("interrupted")
    house.server.ranges = True  # now it can say that there is nothing more
    await house.install()
    assert await house.says() == "good day"


async def test_a_length_too_small_is_a_damaged_file(house: House) -> None:
    house.server.claim = 10_000
    await house.refuses("not_a_pack")
    assert house.hidden() == {".zh-en.lock"}


async def test_a_length_beyond_any_pack_is_not_begun(house: House) -> None:
    house.server.claim = 5_000_000_000
    await house.refuses("too_large")


async def test_a_download_without_end_is_cut(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "LARGEST", 10_000)
    house.server.claim = NO_LENGTH
    await house.refuses("too_large")
    assert house.hidden() == {".zh-en.lock"}


@pytest.mark.parametrize("status", [404, 429, 500])
async def test_a_server_that_refuses(house: House, status: int) -> None:
    house.server.status = status
    assert str(status) in str(await house.refuses("unreachable"))


async def test_the_next_link_is_tried(house: House, made: dict[str, Path]) -> None:
    house.server.files["/index.json"] = b"[]"
    links = ["ipfs://Qm", house.server.origin + "/gone", house.server.origin + house.path]
    house.server.offer(made["new"], "1.1", links)
    await house.install()
    assert await house.says() == "good day"


async def test_redirects_stay_on_the_web(house: House, tmp_path: Path) -> None:
    house.server.redirects[house.path] = "/elsewhere"
    house.server.files["/elsewhere"] = house.server.files[house.path]
    house.server.redirects["/elsewhere"] = (tmp_path / "secret").as_uri()
    await house.refuses("unreachable")
    del house.server.redirects["/elsewhere"]
    await house.install()
    assert await house.says() == "good day"


async def test_what_began_encrypted_does_not_go_on_in_the_clear(server: PackServer) -> None:
    async with client("https://packs.example/zh") as opened:
        with pytest.raises(httpx.UnsupportedProtocol):
            await opened.get(server.index)
    assert server.asked == []


async def test_another_content_under_a_known_name_is_refused(house: House, made: dict[str, Path]) -> None:
    pinned = (await house.install()).receipt.sha256
    await packs.remove(house.settings, "zh", "en")
    await packs.install_file(house.settings, "zh", "en", made["old"])
    house.server.files[house.path] = made["old"].read_bytes()
    error = await house.refuses("checksum")
    assert pinned in str(error)
    (known,) = json.loads((house.settings.data / "translation" / "pins.json").read_bytes())
    assert (known["version"], known["sha256"]) == ("1.1", pinned)


async def test_what_failed_is_not_pinned(house: House, made: dict[str, Path]) -> None:
    house.server.files[house.path] = b"<html>Sign in to this network</html>"
    await house.refuses("not_a_pack")
    house.server.files[house.path] = made["new"].read_bytes()
    await house.install()
    assert await house.says() == "good day"


async def test_damaged_pins_do_not_pass_for_none(house: House) -> None:
    (house.settings.data / "translation" / "pins.json").write_text("[{")
    await house.refuses("bad_pins")


async def test_only_one_installs_a_pair_at_a_time(house: House) -> None:
    from vermilion.translation.packs.places import held

    with held(house.shelf, ("zh", "en")):
        await house.refuses("busy")
    await house.install()


async def test_a_pair_that_nobody_offers(house: House) -> None:
    with pytest.raises(PackError, match="no pack from en to ja"):
        await packs.install(house.settings, "en", "ja")
    with pytest.raises(PackError, match="is not a language"):
        await packs.install(house.settings, "../zh", "en")


async def test_removing(house: House) -> None:
    await packs.remove(house.settings, "zh", "en")
    assert packs.installed(house.shelf) == {}
    assert house.hidden() == {".zh-en.lock"}
    with pytest.raises(PackError, match="No pack"):
        await packs.remove(house.settings, "zh", "en")


async def test_wanted_packs_are_fetched_where_the_network_allows(
    house: House, tmp_path: Path, made: dict[str, Path]
) -> None:
    house.server.offer(make_pack(tmp_path, "en", "zh", {"hello": "你好"}))
    wanted = [("zh-Hans", "en"), ("en", "zh-Hans"), ("ja", "en")]
    unreachable = msgspec.structs.replace(house.settings, translation_index="http://127.0.0.1:9/")
    for settings in (unreachable, msgspec.structs.replace(house.settings, translation_index="")):
        assert await packs.fetch_wanted(settings, wanted) == []
    assert [pack.name for pack in await packs.fetch_wanted(house.settings, wanted)] == ["en-zh-1.0"]
    asked = len(house.server.asked)
    assert await packs.fetch_wanted(house.settings, wanted[:2]) == []
    assert len(house.server.asked) == asked
