"""What is asked for though nobody waits for it: texts that everyone may see, of authors who let them be translated, in
a language that some engine knows."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import accounts, translation
from vermilion.cards.reading import source_of
from vermilion.cards.translatable import texts_of
from vermilion.infra import locales
from vermilion.infra.db import Reader, Tx
from vermilion.infra.subject import Subject
from vermilion.translation import HOT, Text


async def languages(reader: Reader) -> list[str]:
    """What members who were here last read, the most frequent first, and what the interface speaks to visitors."""
    tags = [*await accounts.languages_of_late(reader), *(locale.tag for locale in locales.ALL)]
    return list(dict.fromkeys(map(translation.normal, tags)))


async def wanted(
    reader: Reader, subjects: Sequence[Subject], target: str, revision: str | None = None
) -> list[Subject]:
    """Those of which something is neither translated nor asked for yet. `revision` as in `translation.ask`."""
    found = await _foreign(reader, subjects, target)
    texts = [text for foreign in found.values() for text in foreign]
    wanted = {text.key for text in await translation.wanted(reader, texts, target, HOT, revision)}
    return [about for about, foreign in found.items() if any(text.key in wanted for text in foreign)]


async def ask(tx: Tx, subjects: Sequence[Subject], target: str, revision: str | None = None) -> None:
    """For the texts as they stand in this transaction, or what was deleted a moment ago would stay."""
    for about, texts in (await _foreign(tx, subjects, target)).items():
        await translation.ask(tx, about, texts, target, HOT, revision)


async def _foreign(reader: Reader, subjects: Sequence[Subject], target: str) -> dict[Subject, list[Text]]:
    said = await texts_of(reader, subjects)
    authors = await accounts.by_ids(reader, sorted({one.author_id for one in said.values()}))
    return {
        about: [text for text in one.texts if text.scope == 0 and await _is_foreign(reader, text, target)]
        for about, one in said.items()
        if authors[one.author_id].translatable
    }


async def _is_foreign(reader: Reader, text: Text, target: str) -> bool:
    source = source_of(text)
    if source == "und" or translation.same_language(source, target):
        return False
    return await translation.can(reader, source, target)
