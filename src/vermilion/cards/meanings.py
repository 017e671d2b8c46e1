"""What topics in a foreign language mean, beside a note that is read translated: by the dictionary and the community's
glossary, else by what the memory has of a name."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec

from vermilion import translation
from vermilion.cards.reading import Reading
from vermilion.cards.views import TopicView
from vermilion.infra import generations
from vermilion.infra.db import Reader
from vermilion.translation import Text, glossary
from vermilion.translation.glossary import Words


async def added(reader: Reader, views: Sequence[TopicView], reading: Reading) -> list[TopicView]:
    """The same, those whose name the reader is shown in a foreign language with its meaning where one is known."""
    foreign = [view for view in views if _is_foreign(view, reading)]
    if not foreign:
        return list(views)
    words = await _words(reader)
    known = {view.id: words.topic(view.shown, view.shown_language, reading.target) or "" for view in foreign}
    texts = {view.id: Text(view.shown, view.shown_language).key for view in foreign if not known[view.id]}
    said = await translation.remembered(reader, sorted(set(texts.values())), reading.target) if texts else {}
    known |= {topic_id: said[key].text for topic_id, key in texts.items() if key in said}
    return [msgspec.structs.replace(view, meaning=known.get(view.id, "")) for view in views]


def _is_foreign(view: TopicView, reading: Reading) -> bool:
    return view.shown_language != "und" and not translation.reads(view.shown_language, reading.known)


_kept: dict[int, asyncio.Future[Words]] = {}  # by the glossary's generation


async def _words(reader: Reader) -> Words:
    """Put together once for every change of the glossary, while others are served."""
    generation = await generations.read(reader, glossary.GENERATION)
    words = _kept.get(generation)
    if words is None:
        terms = await glossary.all_terms(reader)
        _kept.clear()
        words = _kept[generation] = asyncio.ensure_future(asyncio.to_thread(glossary.assembled, terms))
    return await asyncio.shield(words)
