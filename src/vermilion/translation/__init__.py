"""Translation: texts in, texts out, with a memory. It knows nothing of notes."""

from vermilion.translation.models import ASKED, HOT, HUMAN, IN_ADVANCE, Rendered, Text, Translation, key_of

__all__ = ["ASKED", "HOT", "HUMAN", "IN_ADVANCE", "Rendered", "Text", "Translation", "key_of"]
