"""A text, its translation, and what came of asking for one."""

from __future__ import annotations

import hashlib
import unicodedata

import msgspec

from vermilion.infra.events import Event

HUMAN = "human"  # the engine that outranks all others
MEMORY = "memory"  # under this name the figures tell of texts that needed no engine
ASKED, HOT, IN_ADVANCE = 2, 1, 0  # how urgent a request is
LONGEST = 4_000  # characters of one text


class Text(msgspec.Struct, frozen=True):
    """A text as a whole. `source` is a BCP 47 tag, `und` when nobody knows; `scope` 0 for what everyone may see, else
    the id of the account that alone profits from its translations. `author` is whose text it is: what people make of
    it serves the texts of that author, and nobody's who happens to say the same."""

    text: str
    source: str = "und"
    scope: int = 0
    author: int = 0

    @property
    def key(self) -> str:
        return key_of(self.text, self.scope)

    @property
    def own_key(self) -> str:
        """Under which people's translations of it stand."""
        return key_of(self.text, self.author or self.scope)

    @property
    def keys(self) -> tuple[str, str]:
        """Where it is looked up: what people said of it goes before what anybody said of these words."""
        return self.own_key, self.key


class Translation(msgspec.Struct, frozen=True):
    """What stands for a text in another language. `translator_id` is 0 for a machine, else the account of the person;
    `revision` is that of glossary, topic dictionary and pipeline; `created_at` in microseconds."""

    text_key: str
    target: str
    engine: str
    model: str
    revision: str
    source: str
    text: str
    translator_id: int
    created_at: int

    @property
    def machine(self) -> bool:
        return self.engine != HUMAN


class TextsTranslated(Event, frozen=True):
    """What stands for some texts in any language came, changed or was taken out; only of what everyone may see. What
    goes with the last text behind its key is not told: whoever said that text knows."""

    text_keys: tuple[str, ...]


class Rendered(msgspec.Struct, frozen=True):
    """What the pipeline made of a text: `text` is None when no engine did it well, and `reason` says why: `no_engine`
    (nobody knows the pair), `unavailable` (all of them fail at present) or `poor` (what they said did not stand)."""

    text: str | None
    source: str
    engine: str = ""
    model: str = ""
    reason: str = ""


def key_of(text: str, scope: int = 0) -> str:
    """32 hexadecimal digits: BLAKE2b (RFC 7693) of scope and NFC text."""
    whole = f"{scope}\n{unicodedata.normalize('NFC', text)}"
    return hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()
