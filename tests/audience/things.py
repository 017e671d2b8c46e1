"""What a random world consists of, as its tests know it: made by verbs, remembered apart from the database."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from vermilion.accounts import Account
from vermilion.infra.db import Db

COMMON = "plaza"  # a word and topic in every note, to search by


@dataclass
class Person:
    account: Account
    marks: list[str]  # shown with the person: name, bio
    private: list[str]  # shown to nobody else: e-mail, drafts, names of tokens
    state: str = "active"
    bilingual: bool = True  # else they read Chinese alone, and have everything translated at once
    follows: set[int] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)
    mutes: set[int] = field(default_factory=set)


@dataclass
class Version:
    mark: str
    visibility: str


@dataclass
class Said:
    """A note; `versions` are what it said, the present last; `reason` why it was removed, `plea` what its author
    says against that."""

    id: int
    author: int
    versions: list[Version]
    state: str = "published"
    reason: str = ""
    plea: str = ""

    @property
    def visibility(self) -> str:
        return self.versions[-1].visibility


@dataclass
class Reply:
    id: int
    author: int
    note: int
    parent: int
    mark: str
    state: str = "published"


@dataclass
class Shelf:
    id: int
    owner: int
    mark: str
    visibility: str


@dataclass
class Help:
    """A translation or correction by somebody."""

    id: int
    by: int
    about: Said | Reply
    mark: str
    state: str = "offered"


class World:
    """What there is."""

    def __init__(self, db: Db, seed: int) -> None:
        self.db = db
        self.chance = random.Random(seed)
        self.people: dict[int, Person] = {}
        self.notes: dict[int, Said] = {}
        self.comments: dict[int, Reply] = {}
        self.shelves: dict[int, Shelf] = {}
        self.translations: dict[int, Help] = {}
        self.corrections: dict[int, Help] = {}
        self.drafts: list[int] = []
        self.report_marks: list[str] = []
        self.moderator = 0

    def mark(self) -> str:
        return "zq" + "".join(self.chance.choice("bcdfghjklmnpqrstvwxz") for _ in range(14))

    def one(self, among: Sequence[int] | None = None) -> int:
        return self.chance.choice(list(among if among is not None else self.people))
