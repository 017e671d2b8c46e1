"""Which topics may mean the same, by what their names become in another language. It suggests and never links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from vermilion.infra.db import Db, Tx
from vermilion.infra.text import languages
from vermilion.topics.equivalents import equivalents
from vermilion.topics.finding import by_keys
from vermilion.topics.linking import suggest
from vermilion.topics.models import Topic, name_key
from vermilion.topics.ranking import hot

TARGETS = ("en", "zh-Hans", "ja", "ko", "es", "fr")
LIVELIEST = 300


class Words(Protocol):
    """What topics are called in other languages (translation.glossary)."""

    def topic(self, name: str, source: str, target: str) -> str | None: ...


async def suggest_by_meaning(db: Db, words: Words) -> int:
    """Suggest each lively topic with those that bear its name in another language, unless they are linked or the pair
    was suggested before; returns how many are new."""
    lively = await hot(db.read_slow, LIVELIEST)
    named = _translated(words, lively)
    found = await by_keys(db.read_slow, sorted({key for _, key in named}))
    groups = await equivalents(db.read_slow, [topic.id for topic in lively])
    linked = {(topic_id, one.topic.id) for topic_id, group in groups.items() for one in group}
    pairs = {(topic.id, found[key].id) for topic, key in named if key in found} - linked

    async def work(tx: Tx) -> int:
        return sum([await suggest(tx, 0, *pair) for pair in sorted(pairs)])

    return await db.write(work) if pairs else 0


def _translated(words: Words, topics: Sequence[Topic]) -> list[tuple[Topic, str]]:
    """Each topic with the keys of its names in other languages."""
    keys = []
    for topic in topics:
        source = languages.detect(topic.name).tag
        names = {words.topic(topic.name, source, target) for target in TARGETS}
        keys += [(topic, name_key(name)) for name in names if name and name_key(name) != name_key(topic.name)]
    return keys
