"""Foreign texts: asking for a translation, waiting for it, and whether they are translated at once."""

from vermilion.web.reading.choosing import choose
from vermilion.web.reading.words import (
    ask_for_comment,
    ask_for_note,
    ask_for_person,
    ask_for_thread,
    comment_words,
    note_words,
    person_words,
)

handlers = [
    choose,
    ask_for_note,
    note_words,
    ask_for_comment,
    comment_words,
    ask_for_thread,
    ask_for_person,
    person_words,
]

__all__ = ["handlers"]
