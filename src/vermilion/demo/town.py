"""The town's texts, as its files tell them: who lives there, what they wrote, what they keep."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from vermilion import translation

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

    @property
    def needs_translations(self) -> bool:
        """Whether they read one language only."""
        return all(translation.same_language(language, self.languages[0]) for language in self.languages)

    def reads(self, *languages: str) -> bool:
        return all(translation.reads(language, self.languages) for language in languages)


class Version(msgspec.Struct, frozen=True):
    """A story in another language, by one of the town who reads both."""

    target: str
    title: str
    text: str
    translator: str


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
    title_en: str = ""
    text_en: str = ""
    translated_by_en: str = ""
    title_zh: str = ""
    text_zh: str = ""
    translated_by_zh: str = ""

    @property
    def versions(self) -> list[Version]:
        """What the town's translators made of it."""
        english = Version("en", self.title_en, self.text_en.strip(), self.translated_by_en)
        chinese = Version("zh-Hans", self.title_zh, self.text_zh.strip(), self.translated_by_zh)
        return [version for version in (english, chinese) if version.translator]


class Remark(msgspec.Struct, frozen=True):
    """A comment to be, `minutes_after` its note; `en` and `zh` say the same for those who do not read its language."""

    author: str
    language: str
    text: str
    minutes_after: float
    pinned: bool = False
    replies: list[Remark] = []
    en: str = ""
    zh: str = ""


class Shelf(msgspec.Struct, frozen=True):
    """A public collection to be; `notes` are keys of stories, first collected first."""

    owner: str
    name: str
    notes: list[str]


class Line(msgspec.Struct, frozen=True):
    """Something to be said, also in `en` and `zh`; `note` is a story's key, empty for a welcome."""

    author: str
    text: str
    note: str = ""
    en: str = ""
    zh: str = ""


class Bio(msgspec.Struct, frozen=True):
    """Somebody's bio in the languages that it is not in; `by` is who translated it where they could not."""

    en: str = ""
    zh: str = ""
    by: str = ""


class Another(msgspec.Struct, frozen=True, kw_only=True):
    """A further translation of a story, which improves the one that stands; `votes` for it and `against` it."""

    note: str
    by: str
    target: str
    title: str
    text: str
    votes: list[str] = []
    against: list[str] = []


class RedInk(msgspec.Struct, frozen=True, kw_only=True):
    """A correction of a comment, the n-th (`comment`) under a note or a `reply` to it. One with `first`, the words
    before it, was taken over and makes them what the file of comments says; one with `text` is open."""

    note: str
    comment: int
    by: str
    remark: str
    minutes_after: float
    reply: int = 0
    first: str = ""
    text: str = ""
    thanked: bool = False


class Same(msgspec.Struct, frozen=True):
    """Topics that mean the same: `linked` by the town, each of a row with its first; `suggested` pairs wait."""

    linked: list[list[str]]
    suggested: list[list[str]]


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


def bios() -> dict[str, Bio]:
    """By the handle."""
    return msgspec.convert(_read(HERE / "town" / "bios.toml"), dict[str, Bio])


def other_translations() -> list[Another]:
    return _tables("contributions.toml", "translations", Another)


def red_ink() -> list[RedInk]:
    return _tables("contributions.toml", "corrections", RedInk)


def same_topics() -> Same:
    return msgspec.convert(_read(HERE / "town" / "topic_links.toml"), Same)


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
