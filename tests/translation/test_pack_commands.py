"""`vermilion translate`, run as an operator runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.translation.pack_server import serving
from tests.translation.packs_made import make_pack


def test_the_life_of_a_pack(tmp_path: Path) -> None:
    packed = make_pack(tmp_path, "zh", "en", {"你好": "hello"}, "1.9")
    with serving() as server:
        server.offer(packed, "1.9")
        server.offer(make_pack(tmp_path, "en", "zt", {"hello": "你好"}, "1.9"), "1.9")
        listed = run(tmp_path, server.index, "packs").splitlines()
        assert [line.split() for line in listed] == [
            ["en", "zh-Hant", "1.9", "available"],
            ["zh-Hans", "en", "1.9", "available"],
        ]
        assert "MB" in run(tmp_path, server.index, "install", "zh", "en")
        assert "zh-en-1.9 is installed, SHA-256 " in run(tmp_path, server.index, "install", "zh-Hans", "en")
        server.offer(packed, "1.10")
        assert "1.9      installed, 1.10 is available" in run(tmp_path, server.index, "packs")
    assert "en-zt-1.9 is installed" in run(
        tmp_path, "", "install", "en", "zh-Hant", "--from", str(tmp_path / "translate-en_zt-1.9.argosmodel")
    )
    assert "zh-en-1.9 is removed" in run(tmp_path, "", "remove", "zh", "en")
    assert run(tmp_path, "", "packs", "--installed").split() == ["en", "zh-Hant", "1.9", "installed"]


def test_refusals_are_sentences(tmp_path: Path) -> None:
    assert "no pack from" in (said := run(tmp_path, "", "remove", "zh", "en", status=1)).lower()
    assert "(not_installed)" in said
    assert "(no_index)" in run(tmp_path, "", "install", "zh", "en", status=1)
    assert "(index_unreachable)" in run(tmp_path, "http://127.0.0.1:9/", "install", "zh", "en", status=1)
    assert "(no_such_file)" in run(tmp_path, "", "install", "zh", "en", "--from", "nowhere", status=1)
    assert "is not a language" in run(tmp_path, "", "install", "../..", "en", "--from", "nowhere", status=1)


def run(data: Path, index: str, *arguments: str, status: int = 0) -> str:
    """What a command prints; it ends with `status`, and never with a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "vermilion.cli", "translate", *arguments],
        env=os.environ | {"VERMILION_DATA": str(data / "data"), "VERMILION_TRANSLATION_INDEX": index},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr
