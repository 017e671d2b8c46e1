"""What stands is copied into the memory that readers are served from, and out of it."""

from __future__ import annotations

from vermilion import translation
from vermilion.contributions.models import ACCEPTED, Translation
from vermilion.contributions.texts import Original
from vermilion.infra.db import Tx
from vermilion.translation import Text


async def remember(tx: Tx, found: Translation, original: Original) -> None:
    """Put what stands into the readers' memory, each part by itself. Its parts are those of the original."""
    texts = [Text(part, found.source, author=original.author_id) for part in original.parts]
    await translation.adopt(tx, found.subject, {text.own_key for text in texts if text.text})
    for text, translated in zip(texts, found.parts, strict=True):
        if translated:
            await translation.keep_human(tx, text, found.target, translated, found.translator_id)


async def forget(tx: Tx, found: Translation, original: Original | None) -> None:
    """Take it out of the memory. What the original does not say any more is gone from there by itself."""
    if found.state != ACCEPTED or original is None:
        return
    kept = set(found.source_keys)
    for part in dict.fromkeys(original.parts):
        text = Text(part, found.source, author=original.author_id)
        if part and text.key in kept:
            await translation.drop_human(tx, text, found.target)
