"""`vermilion translate text|file|eval|glossary`, run as an operator runs them, with a pack of the tests' own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.translation.packs_made import make_pack

MEANINGS = {"小猫": "kitten", "喜欢": "likes", "牛奶": "milk", "永远的神": "the best", "小红书": "RedNote", "。": "."}
CHINESE, ENGLISH = "小猫喜欢牛奶。", "kitten likes milk."


class Program:
    """`vermilion` on a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def __call__(self, *arguments: str, status: int = 0, given: str = "") -> tuple[str, str]:
        """What the command prints, and what it tells beside; it must end with `status` and never with a traceback."""
        rest = {name: value for name, value in os.environ.items() if not name.startswith("VERMILION_")}
        done = subprocess.run(
            [sys.executable, "-m", "vermilion.cli", "translate", *arguments],
            env=rest | {"VERMILION_DATA": str(self.data)},
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout, done.stderr


@pytest.fixture
def translate(tmp_path: Path) -> Program:
    return Program(tmp_path / "data")


@pytest.fixture
def packed(translate: Program, tmp_path: Path) -> Program:
    pack = make_pack(tmp_path, "zh", "en", MEANINGS)
    translate("install", "zh", "en", "--from", str(pack))
    return translate


def test_a_text(packed: Program) -> None:
    said, told = packed("text", CHINESE, "--to", "en")
    assert said.split() == ENGLISH.split(), said
    assert told.startswith("zh-Hans > en by local ")
    said, _ = packed("text", "-", "--to", "en", "--from", "zh-Hans", given="小猫 https://example.com/小猫")
    assert "kitten" in said
    assert "https://example.com/" in said
    assert "nothing to translate" in packed("text", "a kitten likes milk every day", "--to", "en")[1]


def test_no_engine_is_said_plainly(translate: Program) -> None:
    assert "no engine for zh-Hans>en: install one with" in translate("text", CHINESE, "--to", "en", status=1)[1]
    (translate.data / "translation.toml").write_text("engines = 3")
    assert "translation.toml" in translate("text", CHINESE, "--to", "en", status=1)[1]


def test_a_file(packed: Program, tmp_path: Path) -> None:
    given, made = tmp_path / "given.txt", tmp_path / "made.txt"
    given.write_text(f"{CHINESE}\n\n小猫\n", encoding="utf-8")
    packed("file", str(given), "--to", "en", "-o", str(made))
    assert [line.split() for line in made.read_text().splitlines()] == [ENGLISH.split(), [], ["kitten"]]
    given.write_text(f"{CHINESE}\n오늘 날씨가 정말 좋네요\n", encoding="utf-8")
    said, told = packed("file", str(given), "--to", "en", status=3)
    assert said.splitlines()[1] == "오늘 날씨가 정말 좋네요"
    assert "1 of 2 lines stay as they were: no engine for ko>en" in told
    given.write_text("오늘 날씨가 정말 좋네요\n", encoding="utf-8")
    assert packed("file", str(given), "--to", "en", status=1)[0] == ""
    given.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in packed("file", str(given), "--to", "en", status=1)[1]


def test_an_evaluation(packed: Program, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text(f"{CHINESE}\t{ENGLISH}\n小猫喜欢小红书。\tkitten likes RedNote.\n", encoding="utf-8")
    table, _ = packed("eval", str(pairs), "--from", "zh-Hans", "--to", "en")
    assert "zh-Hans > en: 2 texts, 0 without a translation" in table
    assert "GPT-4o" in table
    found = json.loads(packed("eval", str(pairs), "--from", "zh-Hans", "--to", "en", "--json")[0])
    assert found["texts"] == sum(found["engines"].values()) == 2
    assert found["chrf"] > 60
    assert found["detection"] == 1
    assert {anchor["system"] for anchor in found["published"]} >= {"Argos", "Qwen3-4B"}
    assert "no engine for zh>fr" in packed("eval", str(pairs), "--from", "zh", "--to", "fr", status=1)[1]


def test_the_glossary(packed: Program, tmp_path: Path) -> None:
    packed("glossary", "add", "zh", "zh", "绝绝猫", "永远的神")
    assert "the best" in packed("text", "小猫绝绝猫。", "--to", "en", "--from", "zh")[0]
    packed("glossary", "add", "zh-Hans", "en", "显眼包", "show-off")
    assert packed("glossary", "list")[0] == "zh > zh\t绝绝猫\t永远的神\nzh > en\t显眼包\tshow-off\n"
    for name in ("terms.csv", "terms.tbx"):
        kept = str(tmp_path / name)
        assert packed("glossary", "export", kept)[0] == "2 terms\n"
        packed("glossary", "remove", "zh-Hant", "en", "显眼包")
        assert packed("glossary", "import", kept)[0] == "2 terms\n"
    assert packed("glossary", "list")[0].count("\n") == 2
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("source,target,term,translation\nzh,en,好,good\nzz9,en,坏,bad\n", encoding="utf-8")
    told = packed("glossary", "import", str(wrong), status=1)[1]
    assert "wrong.csv, line 3: source: " in told
    assert "nothing was changed" in told
    assert packed("glossary", "list")[0].count("\n") == 2
    assert "code: zh, en" in packed("glossary", "add", "12", "en", "a", "b", status=1)[1]
    assert "is none of" in packed("glossary", "export", str(tmp_path / "x.ods"), status=2)[1]
    assert packed("glossary", "remove", "zh", "en", "没有", status=1)[1]
