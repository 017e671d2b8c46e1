"""What is taken for a pack and what is not: indexes, hostile zip files, models that do not load, full disks."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import resource
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.translation.pack_server import serving
from tests.translation.packs_made import make_pack, metadata, zip_folder

from vermilion.infra.settings import Settings
from vermilion.translation import packs
from vermilion.translation.engines import Piece
from vermilion.translation.engines.embedded import EmbeddedEngine
from vermilion.translation.packs import PackError, code_of, entries, index, tag_of
from vermilion.translation.packs.codes import version_key

Change = Callable[[Path, zipfile.ZipFile], None]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pack(tmp_path_factory.mktemp("good"), "zh", "en", {"你好": "hello"})


@pytest.fixture
async def house(tmp_path: Path, good: Path) -> Settings:
    """zh-en is installed and must go on serving, whatever is tried."""
    settings = Settings(data=tmp_path / "data")
    await packs.install_file(settings, "zh", "en", good)
    return settings


def test_argos_codes_and_tags() -> None:
    assert [tag_of(code) for code in ("zh", "zt", "pb", "en", "nb")] == ["zh-Hans", "zh-Hant", "pt-BR", "en", "nb"]
    assert [code_of(tag) for tag in ("zh", "zh-Hans", "zh-CN", "zt", "zh-Hant", "zh-TW")] == ["zh"] * 3 + ["zt"] * 3
    assert [code_of(tag) for tag in ("pt-BR", "pt", "en-GB", "ja")] == ["pb", "pt", "en", "ja"]
    assert sorted(["1.10", "1.9", "2.0", "odd"], key=version_key) == ["odd", "1.9", "1.10", "2.0"]


async def test_an_index_gives_the_newest_of_each_pair(good: Path) -> None:
    with serving() as server:
        for version in ("1.9", "1.10", "1.1"):
            server.offer(good, version)
        odd = [
            {"from_code": "zh", "to_code": "en", "package_version": "3.0", "links": ["ipfs://Qm"]},
            {"from_code": "zh", "to_code": "en", "package_version": "../4", "links": [server.origin]},
            {"type": "sbd", "package_version": "9.0", "from_codes": ["en"], "links": [server.origin]},
            {"from_code": None, "package_version": 9, "links": server.origin},
            "a pack",
        ]
        server.files["/index.json"] = json.dumps(json.loads(server.files["/index.json"]) + odd).encode()
        listed = await packs.offers(server.index)
    assert [(offer.pair, offer.version) for offer in listed.values()] == [(("zh", "en"), "1.10")]


async def test_an_index_over_https_offers_nothing_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"from_code": "zh", "to_code": "en", "package_version": "1.0"}
    plain, both = (
        {**entry, "links": ["http://a.example/p"]},
        {**entry, "from_code": "ja", "links": ["http://a.example/p", "https://a.example/p"]},
    )

    async def read(url: str) -> bytes:
        return json.dumps([plain, both]).encode()

    monkeypatch.setattr(index, "_read", read)
    assert set(await packs.offers("http://a.example/index.json")) == {("zh", "en"), ("ja", "en")}
    [offer] = (await packs.offers("https://a.example/index.json")).values()
    assert offer.links == ("https://a.example/p",)


@pytest.mark.parametrize("content", [b"<html>", b'{"a": 1}', b"", b"[" + b" " * 4_000_000 + b"]"])
async def test_what_is_no_index(content: bytes) -> None:
    with serving() as server:
        server.files["/index.json"] = content
        with pytest.raises(PackError) as caught:
            await packs.offers(server.index)
    assert caught.value.code == "index_unreadable"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/index.json", "http://", "http://[::1"])
async def test_an_index_that_cannot_be_reached(url: str) -> None:
    with pytest.raises(PackError) as caught:
        await packs.offers(url)
    assert caught.value.code == "index_unreachable"


def added(name: str, mode: int = stat.S_IFREG | 0o644, content: str = "x") -> Change:
    def change(top: Path, archive: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo(name.replace("TOP", top.name))
        entry.external_attr = mode << 16
        entry.filename = entry.orig_filename = name.replace("TOP", top.name)
        archive.writestr(entry, content)

    return change


def without(path: str, instead: str = "") -> Change:
    def change(top: Path, archive: zipfile.ZipFile) -> None:
        if instead:
            shutil.copy(top / path, top / instead)
        (top / path).unlink()

    return change


def written(path: str, content: bytes) -> Change:
    def change(top: Path, archive: zipfile.ZipFile) -> None:
        (top / path).write_bytes(content)

    return change


def described(source: str, target: str, version: str) -> Change:
    return written("metadata.json", json.dumps(metadata(source, target, version)).encode())


HOSTILE = {
    "path traversal": ("unsafe_pack", added("TOP/../../../../outside")),
    "path traversal with backslashes": ("unsafe_pack", added("TOP\\..\\..\\outside")),
    "absolute name": ("unsafe_pack", added("/tmp/outside")),
    "drive": ("unsafe_pack", added("C:outside")),
    "link": ("unsafe_pack", added("TOP/model/link", stat.S_IFLNK | 0o777, "/etc/passwd")),
    "device": ("unsafe_pack", added("TOP/model/null", stat.S_IFCHR | 0o666)),
    "a file twice": ("unsafe_pack", added("TOP/metadata.json")),
    "two folders at the top": ("incomplete_pack", added("other/readme.txt")),
    "a file at the top": ("incomplete_pack", added("readme.txt")),
    "no metadata": ("incomplete_pack", without("metadata.json")),
    "no pieces": ("incomplete_pack", without("sentencepiece.model")),
    "no model": ("incomplete_pack", without("model/model.bin")),
    "other pieces": ("other_pieces", without("sentencepiece.model", instead="bpe.model")),
    "metadata is no JSON": ("bad_metadata", written("metadata.json", b"zh to en")),
    "metadata without languages": ("bad_metadata", written("metadata.json", b"{}")),
    "metadata names a folder": ("bad_metadata", described("zh", "en", "1/..")),
    "another pair": ("wrong_pair", described("ja", "en", "1.0")),
    "model is cut off": ("does_not_load", lambda top, archive: os.truncate(top / "model" / "model.bin", 100_000)),
    "model is noise": ("does_not_load", written("model/model.bin", bytes(range(256)) * 500)),
    "pieces are noise": ("does_not_load", written("sentencepiece.model", b"noise" * 100)),
    "no vocabulary": ("does_not_load", without("model/shared_vocabulary.json")),
}


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("name", HOSTILE)
async def test_what_is_no_good_pack(house: Settings, good: Path, tmp_path: Path, name: str) -> None:
    code, change = HOSTILE[name]
    await refused(house, changed(good, tmp_path, change), code)
    assert not list(tmp_path.rglob("outside"))


@pytest.mark.parametrize("kind", ["empty", "text", "cut off", "bit flipped"])
async def test_what_is_no_zip_file(house: Settings, good: Path, tmp_path: Path, kind: str) -> None:
    content = good.read_bytes()
    middle = len(content) // 2
    bad = tmp_path / "bad"
    bad.write_bytes(
        {
            "empty": b"",
            "text": b"hello",
            "cut off": content[:-100],
            "bit flipped": content[:middle] + bytes([content[middle] ^ 0x10]) + content[middle + 1 :],
        }[kind]
    )
    await refused(house, bad, "not_a_pack")


async def test_a_bomb_is_not_unpacked(
    house: Settings, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(good) as archive:
        size = archive.getinfo("translate-zh_en-1.0/model/model.bin").file_size
    monkeypatch.setattr(entries, "LARGEST", size)
    await refused(house, good, "too_large")
    monkeypatch.setattr(entries, "ENTRIES", 4)
    monkeypatch.setattr(entries, "LARGEST", 10 * size)
    await refused(house, good, "too_large")


async def test_a_bomb_that_lies_about_its_size_gets_no_more_than_it_stated(
    house: Settings, good: Path, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb"
    content = good.read_bytes()
    with zipfile.ZipFile(good) as archive:
        entry = archive.getinfo("translate-zh_en-1.0/model/model.bin")
    stated = entry.file_size.to_bytes(4, "little")
    assert content.count(stated) >= 2  # beside the data and in the directory at the end
    bomb.write_bytes(content.replace(stated, (1_000).to_bytes(4, "little")))
    await refused(house, bomb, "not_a_pack")


async def test_only_what_is_needed_is_unpacked(house: Settings, good: Path, tmp_path: Path) -> None:
    extra = changed(good, tmp_path, added("TOP/stanza/en/tokenize/ewt.pt"))
    pack = await packs.install_file(house, "zh", "en", extra)
    assert {path.name for path in pack.folder.iterdir()} == {
        "metadata.json",
        "model",
        "receipt.json",
        "sentencepiece.model",
    }


async def test_a_disk_too_full_is_noticed_before(house: Settings, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=201_000_000))
    await refused(house, good, "disk_full")


async def test_a_disk_that_fills_up_while_downloading(house: Settings, good: Path) -> None:
    with serving() as server:
        server.offer(good, "1.1")
        part = packs.folder_of(house) / ".zh-en-1.1.part"
        part.symlink_to("/dev/full")  # the real ENOSPC
        settings = Settings(data=house.data, translation_index=server.index)
        with pytest.raises(PackError) as caught:
            await packs.install(settings, "zh", "en")
    assert caught.value.code == "disk_full"
    assert caught.value.__cause__.errno == errno.ENOSPC  # type: ignore[union-attr]  # disk_errors sets it
    assert not part.is_symlink()
    await still_serves(house)


async def test_a_disk_that_fills_up_while_unpacking(house: Settings, good: Path) -> None:
    """In a process that may write no more than a megabyte to a file, which the model does not fit in."""
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "vermilion.cli", "translate", "install", "zh", "en", "--from", str(good)],
        env=os.environ | {"VERMILION_DATA": str(house.data)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "The disk is full; nothing was installed. (disk_full)" in done.stderr
    await still_serves(house)


async def refused(settings: Settings, packed: Path, code: str) -> None:
    with pytest.raises(PackError) as caught:
        await packs.install_file(settings, "zh", "en", packed)
    assert caught.value.code == code
    await still_serves(settings)


async def still_serves(settings: Settings) -> None:
    shelf = packs.folder_of(settings)
    assert {place.name for place in shelf.iterdir()} == {".zh-en.lock", "zh-en-1.0"}
    engine = EmbeddedEngine(shelf)
    assert await engine.translate([Piece("你好")], "zh-Hans", "en") == ["hello"]
    await engine.close()


def changed(good: Path, tmp_path: Path, change: Change) -> Path:
    """A copy of the pack with something else in it."""
    with zipfile.ZipFile(good) as archive:
        archive.extractall(tmp_path / "changed")
    (top,) = (tmp_path / "changed").iterdir()
    with zipfile.ZipFile(tmp_path / "additions", "w") as additions:
        change(top, additions)
    packed = zip_folder(top)
    with zipfile.ZipFile(tmp_path / "additions") as additions, zipfile.ZipFile(packed, "a") as archive:
        for entry in additions.infolist():
            content = additions.read(entry)
            entry.filename = entry.orig_filename
            archive.writestr(entry, content)
    return packed
