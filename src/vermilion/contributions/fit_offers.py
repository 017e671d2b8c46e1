"""What makes a translation fit to be kept. Pure."""

from __future__ import annotations

import msgspec

from vermilion import translation
from vermilion.contributions.fitness import check_language, check_nothing_added
from vermilion.contributions.given import Offer
from vermilion.contributions.texts import Original
from vermilion.infra.errors import Invalid
from vermilion.infra.text import cleaning

# A translation may be longer than its original can: a Chinese sign is two or three Latin letters.
LONGER = 2
MAX_ALT = 500


def cleaned(given: Offer, original: Original) -> Offer:
    """The same, fit to be kept beside the original. Raises Invalid with the field that will not do."""
    if not any(original.parts):
        raise Invalid("nothing_to_translate", "There are no words here to translate.", field="text")
    title = cleaning.clean_title(given.title, "title", LONGER * cleaning.MAX_TITLE) if original.title else ""
    text = cleaning.clean_text(given.text, "text", LONGER * original.limit) if original.text else ""
    if bool(title) != bool(original.title):
        raise Invalid("title_missing", "Translate the title, too.", field="title")
    if bool(text) != bool(original.text):
        raise Invalid("text_missing", "Translate the text, too.", field="text")
    if len(given.alts) > len(original.alts):
        raise Invalid("too_many_alts", "There are more descriptions than pictures.", field="alts")
    alts = [cleaning.clean_line(alt, "alts", LONGER * MAX_ALT) for alt in given.alts]
    alts += [""] * (len(original.alts) - len(alts))
    alts = [alt if described else "" for alt, described in zip(alts, original.alts, strict=True)]
    if (title, text, *alts) == original.parts:
        raise Invalid("same_text", "This is the original itself.", field="text")
    check_nothing_added("\n".join(original.parts), "\n".join((title, text, *alts)))
    target, source = check_language(given.target, "target"), check_language(given.source or original.language, "source")
    if translation.same_language(target, source):
        raise Invalid("same_language", "The text is in this language already.", field="target")
    return msgspec.structs.replace(given, target=target, source=source, title=title, text=text, alts=alts)
