"""What makes a translation or a correction fit to be kept, and what votes make of it. Pure."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import msgspec

from vermilion import translation
from vermilion.accounts import LANGUAGE
from vermilion.contributions.models import ACCEPTED, DECLINED, NewCorrection, Offer, Original, Translation
from vermilion.infra.errors import Invalid
from vermilion.infra.text import cleaning, segments

# Votes accept an offer from this score on (above that of the one that stands) and take one down again.
ACCEPT_AT = 3
TAKE_DOWN_AT = -3

# A translation may be longer than its original can: a Chinese sign is two or three Latin letters.
LONGER = 2
MAX_ALT = 500
MAX_REMARK = 300

# Below this likeness a long text is another one, not the same corrected; what is shorter can change wholly.
LEAST_LIKENESS = 0.3
SHORT = 20


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


def corrected(given: NewCorrection, original: Original) -> NewCorrection:
    """The same, fit to be kept beside the original. Raises Invalid with the field that will not do."""
    text = cleaning.clean_text(given.text, "text", original.limit)
    remark = cleaning.clean_line(given.remark, "remark", MAX_REMARK)
    if not text or text == original.text:
        raise Invalid("nothing_corrected", "Change something in the text.", field="text")
    check_nothing_added(original.text, text)
    if max(len(text), len(original.text)) > SHORT and likeness(text, original.text) < LEAST_LIKENESS:
        raise Invalid("other_text", "This is another text. Keep to what the author says.", field="text")
    return NewCorrection(text=text, remark=remark)


def check_nothing_added(original: str, other: str) -> None:
    """What is written over somebody's name adds no address and calls nobody who was not called."""
    if _pointed_at(other) - _pointed_at(original):
        raise Invalid("link_added", "Links and @names must be those of the original.", field="text")


def check_language(tag: str, field: str) -> str:
    """The tag in the form that the memory looks for; Invalid for none."""
    normal = translation.normal(tag)
    if normal == "und" or not LANGUAGE.fullmatch(normal):
        raise Invalid("language", "Choose the language of the text.", field=field)
    return normal


def likeness(one: str, other: str) -> float:
    """0 to 1: what two texts share of their pairs of characters (Dice's coefficient, 1945)."""
    ours, theirs = (Counter(pairwise(f" {text} ")) for text in (one, other))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def by_votes(found: Translation, former: Translation | None) -> str:
    """What the state of a translation becomes by its score. Votes let one stand that has more of them than the one
    that stands; whom the author or a moderator chose, they do not replace, but they take anything down."""
    if found.state == ACCEPTED:
        return DECLINED if found.score <= TAKE_DOWN_AT else ACCEPTED
    beaten = former is not None and (former.decided_by != 0 or former.score >= found.score)
    return ACCEPTED if found.score >= ACCEPT_AT and not beaten else found.state


def _pointed_at(text: str) -> set[tuple[str, str]]:
    return {
        (piece.kind, piece.value) for line in segments.cut(text) for piece in line if piece.kind in {"link", "mention"}
    }
