"""Texts by the languages they are in, all of them at once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from vermilion.translation.languages import normal
from vermilion.translation.models import Rendered, Text
from vermilion.translation.parting import Words
from vermilion.translation.pipeline.drafts import Draft
from vermilion.translation.pipeline.tasks import Chain, Task
from vermilion.translation.pipeline.telling import Progress, Told
from vermilion.translation.pipeline.trying import ask_in_order

# Raised when this code translates the same texts otherwise.
VERSION = 1

# Texts that are taken apart before an engine is asked: the next ones are while it works.
MANY = 32


def revision(words: Words) -> str:
    """What translations depend on besides engine and model."""
    return f"{VERSION}.{words.revision}"


async def render(
    texts: Sequence[Text], target: str, chain: Chain, words: Words, *, progress: Progress | None = None
) -> list[Rendered]:
    """The texts in the target language (BCP 47), in order. The sentences of many texts go to an engine together; the
    next engine gets what the one before did not do well. `progress` is told a text's index, how many of its sentences
    are done and how many there are. What needs no engine is answered without the name of one."""
    target = normal(target)
    numbered = list(enumerate(texts))
    some = [numbered[start : start + MANY] for start in range(0, len(numbered), MANY)]
    rendered = await asyncio.gather(*(_render(each, target, chain, words, progress) for each in some))
    return [answer for answers in rendered for answer in answers]


async def _render(
    texts: Sequence[tuple[int, Text]], target: str, chain: Chain, words: Words, progress: Progress | None
) -> list[Rendered]:
    drafts = [Draft(number, text, target, words) for number, text in texts]
    groups: dict[tuple[str, bool], list[Draft]] = {}
    for draft in drafts:
        for source in draft.sources:
            groups.setdefault((source, draft.private), []).append(draft)
    told = Told(drafts, progress) if progress else None
    await asyncio.gather(
        *(
            ask_in_order(group, Task(source, target, chain, words, told), private)
            for (source, private), group in groups.items()
        )
    )
    return [draft.rendered() for draft in drafts]
