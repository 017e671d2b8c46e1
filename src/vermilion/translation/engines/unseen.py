"""What nobody sees in a text, but a model reads."""

from __future__ import annotations

import re

# What nobody sees may speak to a model: zero-width, direction and tag characters, selectors that carry bytes. Joiners
# stay, emoji and Persian need them; so do the flags of Britain's nations, which are tags.
UNSEEN = re.compile(
    "(\U0001f3f4[\U000e0061-\U000e007a]{5}\U000e007f)"
    "|[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e01ef]"
)


def seen(text: str) -> str:
    """The text without characters that no reader sees."""
    return UNSEEN.sub(lambda found: found[1] or "", text)
