"""What language models say when they talk instead of translating (`phrases.toml`)."""

from __future__ import annotations

import re

from vermilion.translation.engines.patterns import pattern, table

_WRITTEN = table("phrases.toml")
ASKING = pattern(_WRITTEN["asking"])
NUMBER_WORDS = pattern(_WRITTEN["number_words"])
# A name, what a model says, and what in the text excuses it.
CHAT: list[tuple[str, re.Pattern[str], re.Pattern[str]]] = [
    (rule["name"], pattern(rule["spoken"], re.ASCII), pattern(rule["excuse"], re.ASCII)) for rule in _WRITTEN["chat"]
]
