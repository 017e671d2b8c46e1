"""What the words of the community mean: slang in plain words, terms and topics in another language."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from vermilion.translation.glossary.folding import base, folded
from vermilion.translation.glossary.phrases import Phrases
from vermilion.translation.glossary.topic_names import as_tag
from vermilion.translation.glossary.topics import Topics


class Words(msgspec.Struct, frozen=True):
    """The built-in dictionaries and the community's terms, prepared for looking up. `revision` names them as a whole:
    with another one a translation may differ. Languages are BCP 47 tags; both scripts of Chinese count as one."""

    revision: str
    phrases: Mapping[tuple[str, str], Phrases]  # of one language and itself: slang
    added: Mapping[tuple[str, str], Mapping[str, str]]  # those of the community alone
    topics: Topics

    def plain(self, text: str, language: str) -> str:
        """A text with its slang in plain words of its own language (`yyds` -> `永远的神`). Addresses, #topics, @names
        and [stickers] stay as they are."""
        spoken = "yue" if base(language) == "zh" and _CANTONESE.search(text) else base(language)
        slang = self.phrases.get((spoken, spoken))
        found = slang.find(folded(text, language)) if slang else []
        if not found:
            return text
        kept = [span.span() for span in _KEPT.finditer(text)]
        parts, done = [], 0
        for start, end, meaning in found:
            if not any(start < to and end > at for at, to in kept) and not _is_abbreviation(text, start, end):
                parts += [text[done:start], meaning]
                done = _past_modifiers(text, end)
        return "".join((*parts, text[done:]))

    def terms(self, text: str, source: str, target: str) -> dict[str, str]:
        """The terms in a text, as they stand there, and what they become (`小红书` -> `RedNote`)."""
        phrases = self.phrases.get((base(source), base(target))) if base(source) != base(target) else None
        found = phrases.find(folded(text, source)) if phrases else []
        return {text[start:end]: translation for start, end, translation in found}

    def topic(self, name: str, source: str, target: str) -> str | None:
        """A topic's name in another language, without `#` (`美食探店` -> `FoodExploration`); None for one that nobody
        knows, and for one that is in that language already."""
        pair = base(source), base(target)
        if pair[0] == pair[1]:
            return None
        word = folded(name, source)
        if term := self.added.get(pair, {}).get(word):
            return as_tag(term)
        if meaning := self.topics.named(name, *pair):
            return meaning
        term = self.phrases[pair].get(word) if pair in self.phrases else None
        return as_tag(term) if term else None


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Two capitals among small letters are no slang: 5000 BC, an RN."""
    return end - start <= 2 and text[start:end].isupper() and not text.isupper()


def _past_modifiers(text: str, end: int) -> int:
    """Where the skin tone and the selector of an emoji word end."""
    while end < len(text) and text[end] in _MODIFIERS:
        end += 1
    return end


_KEPT = re.compile(r"https?://\S+|[#＃@＠]\w+|\[[^\[\]\n]{1,12}\]")
_CANTONESE = re.compile("[唔冇咗喺佢哋嘅嘢啲咁噉嗰嚟攰啱瞓]")
_MODIFIERS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
