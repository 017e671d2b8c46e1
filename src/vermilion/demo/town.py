"""The town's texts, as its files tell them: who lives there, what they wrote, what they keep."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

HERE = Path(__file__).parent
ART = HERE / "art"
S = TypeVar("S", bound=msgspec.Struct)


class Person(msgspec.Struct, frozen=True):
    handle: str
    name: str
    region: str
    languages: list[str]
    avatar: str
    bio: str
    follows: list[str]
    role: str = "member"


class Story(msgspec.Struct, frozen=True):
    """A note to be. `hours_ago` counts back from the loading; `heat` (0 to 1) shapes likes, collects and views."""

    key: str
    author: str
    category: str
    language: str
    hours_ago: float
    heat: float
    title: str
    text: str
    pictures: list[str]
    video: str = ""


class Remark(msgspec.Struct, frozen=True):
    """A comment to be, `minutes_after` its note."""

    author: str
    text: str
    minutes_after: float
    pinned: bool = False
    replies: list[Remark] = []


class Shelf(msgspec.Struct, frozen=True):
    """A public collection to be; `notes` are keys of stories, first collected first."""

    owner: str
    name: str
    notes: list[str]


class Line(msgspec.Struct, frozen=True):
    """Something to be said; `note` is a story's key, empty for a welcome."""

    author: str
    text: str
    note: str = ""


class Living(msgspec.Struct, frozen=True):
    """What is said while the town is served; `welcomes` by language, en or zh."""

    remarks: list[Line]
    welcomes: dict[str, list[Line]]


class Picture(msgspec.Struct, frozen=True):
    """A drawing: its box in pixels and what it shows."""

    file: str
    width: int
    height: int
    alt_en: str
    alt_zh: str

    def alt(self, language: str) -> str:
        return self.alt_zh if language.startswith("zh") else self.alt_en


def people() -> list[Person]:
    return _tables("people.toml", "people", Person)


def stories() -> list[Story]:
    return _tables("notes_*.toml", "notes", Story)


def shelves() -> list[Shelf]:
    return _tables("collections.toml", "collections", Shelf)


def remarks() -> dict[str, list[Remark]]:
    """First-level comments by the key of their story."""
    return {
        key: msgspec.convert(table["comments"], list[Remark])
        for path in sorted((HERE / "town").glob("comments_*.toml"))
        for key, table in _read(path).items()
    }


def living() -> Living:
    return msgspec.convert(_read(HERE / "town" / "living.toml"), Living)


def pictures() -> dict[str, Picture]:
    """Every drawing of a note, by its file."""
    found = msgspec.convert(_read(ART / "index.toml")["covers"], list[Picture])
    return {picture.file: picture for picture in found}


def _tables(pattern: str, name: str, kind: type[S]) -> list[S]:
    paths = sorted((HERE / "town").glob(pattern))
    return [row for path in paths for row in msgspec.convert(_read(path)[name], list[kind])]  # type: ignore[valid-type]


@cache
def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
