"""Translations and corrections that members make of other members' texts: their shapes, rules and news."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from vermilion import translation
from vermilion.infra.errors import Invalid
from vermilion.infra.events import Event
from vermilion.infra.subject import Subject
from vermilion.infra.text import cleaning, segments

OFFERED, ACCEPTED, DECLINED, OUTDATED = "offered", "accepted", "declined", "outdated"

# Votes accept an offer from this score on (above that of the one that stands) and take one down again.
ACCEPT_AT = 3
TAKE_DOWN_AT = -3

# A translation may be longer than its original can: a Chinese sign is two or three Latin letters.
LONGER = 2
MAX_REMARK = 300

# Below this likeness a long text is another one, not the same corrected; what is shorter can change wholly.
LEAST_LIKENESS = 0.3
SHORT = 20

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")


class Original(msgspec.Struct, frozen=True):
    """What is translated or corrected, as it stands: `title` and `alts` are a note's alone. `public`: everyone may
    read it; `edited_at` in microseconds, None before the first edit."""

    subject: Subject
    author_id: int
    language: str
    title: str
    text: str
    alts: tuple[str, ...]
    limit: int
    public: bool
    wants_correction: bool
    version: int
    edited_at: int | None

    @property
    def parts(self) -> tuple[str, ...]:
        return self.title, self.text, *self.alts

    @property
    def keys(self) -> tuple[str, ...]:
        """What the memory knows the parts by."""
        return tuple(translation.key_of(part) for part in self.parts)


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A translation as a member gives it. `target` is a BCP 47 tag; `source` says what the original is written in
    where its own tag is wrong; `alts` stand beside the note's pictures, empty for those left alone; `based_on` is the
    translation that this one improves."""

    target: str
    source: str | None = None
    title: str = ""
    text: str = ""
    alts: list[str] = []
    based_on: int = 0


class Translation(msgspec.Struct, frozen=True):
    """A member's translation. `state` is offered, accepted, declined or outdated; `source_keys` name the parts it was
    made of (title, text, alts); `score` is the sum of its votes; `decided_by` is 0 while nobody but votes decided."""

    id: int
    subject: Subject
    translator_id: int
    source: str
    target: str
    title: str
    text: str
    alts: tuple[str, ...]
    source_keys: tuple[str, ...]
    based_on: int
    version: int
    state: str
    score: int
    decided_by: int
    created_at: int
    updated_at: int

    @property
    def parts(self) -> tuple[str, ...]:
        return self.title, self.text, *self.alts


class NewCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """The whole text as it should be, and a remark why."""

    text: str
    remark: str = ""


class Correction(msgspec.Struct, frozen=True):
    """Somebody's red ink. `version` is that of the text it was made for; `state` as of a Translation."""

    id: int
    subject: Subject
    corrector_id: int
    text: str
    remark: str
    version: int
    state: str
    thanked: bool
    created_at: int
    decided_at: int | None


class Helped(msgspec.Struct, frozen=True):
    """What somebody has helped others with: translations that stand, corrections taken, thanks received."""

    translations: int
    corrections: int
    thanks: int


class TranslationOffered(Event, frozen=True):
    """`author_id` wrote the original."""

    translation_id: int
    subject: Subject
    translator_id: int
    author_id: int


class TranslationAccepted(Event, frozen=True):
    """`decided_by` is 0 when votes decided."""

    translation_id: int
    subject: Subject
    translator_id: int
    author_id: int
    decided_by: int


class CorrectionOffered(Event, frozen=True):
    correction_id: int
    subject: Subject
    corrector_id: int
    author_id: int


class CorrectionAccepted(Event, frozen=True):
    correction_id: int
    subject: Subject
    corrector_id: int
    author_id: int


class CorrectionThanked(Event, frozen=True):
    correction_id: int
    subject: Subject
    corrector_id: int
    author_id: int


class ContributionModerated(Event, frozen=True):
    """Staff decided: `action` is accept_translation, decline_translation, remove_translation or remove_correction."""

    actor_id: int
    action: str
    subject: Subject
    reason: str


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
    alts = [cleaning.clean_line(alt, "alts", LONGER * cleaning.MAX_COMMENT // 2) for alt in given.alts]
    alts += [""] * (len(original.alts) - len(alts))
    alts = [alt if described else "" for alt, described in zip(alts, original.alts, strict=True)]
    if (title, text, *alts) == original.parts:
        raise Invalid("same_text", "This is the original itself.", field="text")
    check_nothing_added("\n".join(original.parts), "\n".join((title, text, *alts)))
    target, source = check_language(given.target, "target"), check_language(given.source or original.language, "source")
    if primary(target) == primary(source):
        raise Invalid("same_language", "The text is in this language already.", field="target")
    return msgspec.structs.replace(given, target=target, source=source, title=title, text=text, alts=alts)


def check_nothing_added(original: str, other: str) -> None:
    """What is written over somebody's name adds no address and calls nobody who was not called."""
    if _pointed_at(other) - _pointed_at(original):
        raise Invalid("link_added", "Links and @names must be those of the original.", field="text")


def check_language(tag: str, field: str) -> str:
    """A tag of language and script, without a region."""
    kept = "-".join(part for part in tag.split("-") if not (len(part) == 2 and part.isupper()))
    if kept == "und" or not LANGUAGE.fullmatch(kept):
        raise Invalid("language", "Choose the language of the text.", field=field)
    return kept


def reads(languages: Sequence[str], tag: str) -> bool:
    """Whether somebody of these languages reads a text of this one; both scripts of Chinese count as one."""
    return primary(tag) in {primary(known) for known in languages}


def primary(tag: str) -> str:
    return tag.partition("-")[0]


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
