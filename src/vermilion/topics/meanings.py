"""Which topics may mean the same, by what their names become in another language. It suggests and never links."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Protocol

from vermilion.infra.db import Tx
from vermilion.infra.text import languages
from vermilion.topics.finding import by_keys, linked
from vermilion.topics.linking import suggest
from vermilion.topics.models import Topic, name_key

TARGETS = ("en", "zh-Hans", "ja", "ko", "es", "fr")


class Words(Protocol):
    """What topics are called in other languages (translation.glossary)."""

    def topic(self, name: str, source: str, target: str) -> str | None: ...


async def suggest_by_meaning(tx: Tx, words: Words, topics: Sequence[Topic]) -> int:
    """Suggest each topic with those that bear its name in another language, unless they are linked or the pair was
    suggested before; returns how many are new."""
    pairs = [
        (topic, name_key(translated))
        for topic, target in product(topics, TARGETS)
        if (translated := words.topic(topic.name, languages.detect(topic.name).tag, target))
    ]
    found = await by_keys(tx, sorted({key for _, key in pairs}))
    new = 0
    for topic, other in ((topic, found[key]) for topic, key in pairs if key in found):
        if other.id not in await linked(tx, [topic.id]):
            new += await suggest(tx, 0, topic.id, other.id)
    return new
