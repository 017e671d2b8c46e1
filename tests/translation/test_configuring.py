"""`translation.toml`: what may stand in it, and what is said of what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from vermilion.infra.settings import SettingsError
from vermilion.translation.engines.configuring import load
from vermilion.translation.engines.settings import FILE, TranslationSettings

WHOLE = """
[[engines]]
name = "qwen"
kind = "openai"
url = "https://llm.example/v1"
model = "qwen3-8b"
key_file = "llm-key"
timeout = 0.05
daily_budget = 2.5
price_in = 0.2
price_out = 0.6
extra = { reasoning_effort = "none" }

[[engines]]
name = "local"
kind = "embedded"

[chains]
"zh>en" = ["qwen", "local"]
"*>ko" = ["qwen"]
"*" = ["local", "qwen"]
"""


def read(folder: Path, written: str) -> TranslationSettings:
    (folder / FILE).write_text(written, encoding="utf-8")
    return load(folder)


def test_without_a_file_there_is_the_embedded_engine(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert [(engine.name, engine.kind, engine.is_private) for engine in settings.engines] == [
        ("local", "embedded", True)
    ]
    assert settings.chain("zh-Hans", "en") == ("local",)


def test_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "llm-key").write_text(" k-1\n")
    settings = read(tmp_path, WHOLE)
    qwen, local = settings.engines
    assert (qwen.key, qwen.timeout, qwen.daily_budget, qwen.is_private) == ("k-1", 0.05, 2.5, False)
    assert (local.kind, local.is_private) == ("embedded", True)
    assert settings.chain("zh-Hans", "en") == ("qwen", "local")
    assert settings.chain("ja", "ko") == ("qwen",)
    assert settings.chain("ja", "en") == ("local", "qwen")


@pytest.mark.parametrize(("said", "requests"), [("", 2), ("read_back = true", 2), ("read_back = false", 1)])
def test_language_models_read_back_unless_told_otherwise(tmp_path: Path, said: str, requests: int) -> None:
    assert [engine.requests for engine in read(tmp_path, HTTP + said).engines] == [requests]
    assert [engine.requests for engine in read(tmp_path, LOCAL).engines] == [1]


LOCAL = '[[engines]]\nname = "local"\nkind = "embedded"\n'
HTTP = '[[engines]]\nname = "a"\nkind = "openai"\nurl = "http://h"\nmodel = "m"\n'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[engines]\n", "translation.toml"),
        (LOCAL + "speed = 3\n", "unknown field `speed`"),
        ('[[engines]]\nname = "a"\nkind = "magic"\n', "magic"),
        ('[[engines]]\nname = "A B"\nkind = "embedded"\n', "name"),
        ('[[engines]]\nname = "human"\nkind = "embedded"\n', "this name is taken"),
        (LOCAL + LOCAL, "two engines are called local"),
        (LOCAL + 'url = "http://h"\n', "has no url"),
        (HTTP.replace("http://h", "ftp://h"), "url begins with"),
        (HTTP.replace("http://h", "http://u:p@h"), "without user"),
        (HTTP.replace('model = "m"\n', ""), "model is missing"),
        (HTTP + 'key = "a"\nkey_file = "b"\n', "both given"),
        (HTTP + 'key_file = "missing"\n', "key_file"),
        (HTTP + 'pairs = ["zh-en"]\n', "not a pair"),
        (HTTP + "timeout = 0\n", "timeout"),
        (LOCAL + "read_back = false\n", "read_back is for language models"),
        (HTTP.replace('"openai"', '"libretranslate"') + "read_back = true\n", "read_back is for language models"),
        (LOCAL + '[chains]\n"zh>en" = ["qwen"]\n', "there is no engine qwen"),
        (LOCAL + '[chains]\n"zh en" = ["local"]\n', "not a pair"),
        ("engines = []\n", "no engine"),
        ("colour = 1\n", "colour"),
    ],
)
def test_what_may_not_stand_there(tmp_path: Path, written: str, said: str) -> None:
    with pytest.raises(SettingsError, match=r"translation\.toml") as error:
        read(tmp_path, written)
    assert said in str(error.value)
