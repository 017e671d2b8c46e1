"""A topic, its key, and how lively it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import msgspec

from vermilion.accounts import Account
from vermilion.infra import clock
from vermilion.infra.events import Event
from vermilion.infra.text import segments

# What a note alone is worth in the ranking, in interactions.
NOTE_WEIGHT = 10

# Who may link topics besides staff: members who have been here for a while and whose translations others took.
TRUSTED_AGE = 30 * clock.DAY
TRUSTED_TRANSLATIONS = 3


class Topic(msgspec.Struct, frozen=True):
    """`name` is as its first author wrote it, without `#`; `created_at` in microseconds."""

    id: int
    name: str
    created_by: int
    created_at: int


class Equivalent(msgspec.Struct, frozen=True):
    """A topic of a linked group, in a language (BCP 47, `und` for names that are in none)."""

    topic: Topic
    language: str


class Suggestion(msgspec.Struct, frozen=True):
    """Two topics that may mean the same; `suggested_by` is 0 where the translation of their names says so."""

    one: Topic
    other: Topic
    suggested_by: int
    created_at: int


class TopicsLinked(Event, frozen=True):
    """`topic_ids` are all of the group now; `one` and `other` the names that were linked, by `account_id`."""

    topic_ids: tuple[int, ...]
    one_id: int
    one: str
    other: str
    account_id: int


class TopicUnlinked(Event, frozen=True):
    """A topic left its group, of which `left_ids` stay."""

    topic_id: int
    name: str
    left_ids: tuple[int, ...]
    account_id: int


class TopicCreated(Event, frozen=True):
    topic_id: int
    name: str


def recognise(text: str) -> list[str]:
    """Names of the topics in a text, in their order."""
    return segments.topics_in(text)


def name_key(name: str) -> str:
    """What makes two names the same topic: neither width nor case tells them apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def may_link(account: Account, translations: int, now: int) -> bool:
    """Staff, and members of some age with `translations` that others accepted."""
    if account.state != "active":
        return False
    trusted = now - account.created_at >= TRUSTED_AGE and translations >= TRUSTED_TRANSLATIONS
    return trusted or account.role != "member"


def name_for(standing: Topic, group: Sequence[Equivalent], languages: Sequence[str]) -> Topic:
    """The topic of a group whose name a reader of these languages, most fluent first, is shown: `standing`, where one
    is, if it is in the best of them; both scripts of Chinese will do for each other."""
    for language in languages:
        in_language = [found.topic for found in group if found.language == language] or [
            found.topic for found in group if found.language.split("-")[0] == language.split("-")[0]
        ]
        if in_language:
            return standing if standing in in_language else in_language[0]
    return standing


def liveliness(interactions: int, age: int) -> int:
    """A note's share in its topic's rank; `age` in microseconds. It halves in two days, and again in four."""
    days = max(age, 0) / clock.DAY
    return round(1000 * (NOTE_WEIGHT + interactions) / (2 + days))
