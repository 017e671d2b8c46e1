"""Texts as somebody reads them: those in their languages stay, the others have a translation or could get one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from vermilion import translation
from vermilion.audience import Viewer
from vermilion.cards.translatable import Said
from vermilion.infra.db import Reader
from vermilion.translation import Text, Translation, Waiting

# How a thing's texts stand with a reader.
OWN = "own"  # in a language of theirs, or in none, or by themselves
CLOSED = "closed"  # foreign, and the author wants no translations
READY = "ready"  # every foreign text has its translation
OFFERED = "offered"  # foreign, and an engine may be asked
WAITING = "waiting"  # an engine has been asked
POOR = "poor"  # it could not be translated well
UNAVAILABLE = "unavailable"  # foreign, and no engine knows the pair at present


class Reading(msgspec.Struct, frozen=True):
    """Into which language a reader's texts are put, and which ones they read as they are (BCP 47)."""

    target: str
    known: tuple[str, ...]

    def needs(self, text: Text) -> bool:
        source = source_of(text)
        return source != "und" and not translation.reads(source, self.known)


class Standing(msgspec.Struct, frozen=True):
    """How the texts of one thing stand: its words decide, what is foreign `beside` them comes along when it is there.
    `found` is by key, `done` of `total` sentences of what is waited for."""

    state: str
    foreign: tuple[Text, ...] = ()
    beside: tuple[Text, ...] = ()
    found: Mapping[str, Translation] = {}
    done: int = 0
    total: int = 0

    @property
    def missing(self) -> list[Text]:
        return [text for text in self.foreign + self.beside if text.key not in self.found]

    @property
    def source(self) -> str:
        """The language of what is foreign: of the text where it is, not of its title."""
        return source_of(self.foreign[-1]) if self.foreign else "und"


def reading_of(viewer: Viewer, locale: str = "") -> Reading | None:
    """As the viewer wants texts read at once; with the `locale` of a page also as they may ask for them, unless they
    want no translations at all."""
    offered = locale and not viewer.untranslated
    target = viewer.translate_into or (translation.best_target(viewer.languages, locale) if offered else "")
    return Reading(target, viewer.languages or (target,)) if target else None


def source_of(text: Text) -> str:
    """The language that a text is written in, whatever its tag says; `und` where there are no words."""
    return _source_of(text.text, text.source)


async def standings(reader: Reader, reading: Reading, things: Sequence[tuple[Said, bool]]) -> list[Standing]:
    """How things stand, each with whether its author lets it be translated; one batch for all."""
    begun = [_begun(reading, said, allowed) for said, allowed in things]
    open_ = [standing for standing in begun if standing.state == READY]
    wanted = {text.own_key: text for standing in open_ for text in standing.missing}
    keys = sorted({key for text in wanted.values() for key in text.keys})
    found = await translation.remembered(reader, keys, reading.target) if keys else {}
    missing = [text for text in wanted.values() if found.keys().isdisjoint(text.keys)]
    waiting = await translation.state(reader, sorted(text.key for text in missing), reading.target) if missing else {}
    sources = {source_of(text) for text in missing}
    possible = {source for source in sources if await translation.can(reader, source, reading.target)}
    return [
        _standing(standing, found, waiting, possible) if standing.state == READY else standing for standing in begun
    ]


def _begun(reading: Reading, said: Said, allowed: bool) -> Standing:
    """What of a thing is foreign; READY until something is found missing."""
    words, beside = (tuple(filter(reading.needs, texts)) for texts in (said.words or said.beside, said.beside))
    if not words:
        return Standing(OWN)
    return Standing(READY if allowed else CLOSED, words, beside if said.words else ())


def _standing(
    begun: Standing, found: Mapping[str, Translation], waiting: Mapping[str, Waiting], possible: set[str]
) -> Standing:
    """What can still be had decides; once it is all there, what nobody can do stays as it is."""
    mine = {
        text.key: next(found[key] for key in text.keys if key in found)
        for text in begun.foreign + begun.beside
        if not found.keys().isdisjoint(text.keys)
    }
    standing = msgspec.structs.replace(begun, found=mine)
    missing = [text for text in begun.foreign if text.key not in mine]
    asked = {text.key: waiting[text.key] for text in missing if text.key in waiting}
    hopeful = [
        text
        for text in missing
        if source_of(text) in possible and not (text.key in asked and asked[text.key].failed)
    ]
    if any(text.key not in asked for text in hopeful):
        return msgspec.structs.replace(standing, state=OFFERED)
    if hopeful:
        under_way = [asked[text.key] for text in hopeful]
        done, total = sum(one.done for one in under_way), sum(one.total for one in under_way)
        return msgspec.structs.replace(standing, state=WAITING, done=done, total=total)
    if begun.foreign[-1].key in mine:
        return standing
    poor = any(one.failed and one.reason == "poor" for one in asked.values())
    return msgspec.structs.replace(standing, state=POOR if poor else UNAVAILABLE)


@lru_cache(10_000)
def _source_of(text: str, tag: str) -> str:
    return translation.source_of(text, tag)
