"""In which language a text is written, and each run of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion.infra.text import languages as detector
from vermilion.infra.text.languages import UNKNOWN
from vermilion.translation.detecting.foreign_words import SURE, of_one_script, of_stretch
from vermilion.translation.detecting.scripts import by_script, scripts_of
from vermilion.translation.languages import base, normal, same_language


class Run(msgspec.Struct, frozen=True):
    """A stretch of a text in one language (BCP 47)."""

    language: str
    text: str


def source_of(text: str, tag: str) -> str:
    """The language of a text whose author or client says it is `tag`, which is believed unless what is written is
    surely something else. `und` where there are no words."""
    found = detector.detect(text)
    if base(tag) == UNKNOWN or found.tag == UNKNOWN:
        return found.tag
    return found.tag if found.confidence >= SURE else normal(tag)


def runs(stretches: Sequence[str], around: str, target: str, is_all: bool = False) -> list[list[Run]]:
    """The stretches of one sentence (what lies between its protected pieces), each as runs by language; `around` is the
    language of the text it stands in, or (`is_all`) that it is. A word or two of Latin letters belong to the language
    they are used in."""
    sentence = " ".join(stretches)
    if len(scripts_of(sentence)) < 2:
        language = around if is_all else of_one_script(sentence, around)
        return [[Run(language, stretch)] for stretch in stretches]
    main = _main(sentence, around)
    return [_mixed(stretch, main, target) for stretch in stretches]


def _mixed(text: str, main: str, target: str) -> list[Run]:
    found: list[Run] = []
    for script, stretch in by_script(text):
        language = of_stretch(script, stretch, main, target)
        if found and found[-1].language == language:
            found[-1] = Run(language, found[-1].text + stretch)
        else:
            found.append(Run(language, stretch))
    return found or [Run(main, text)]


def _main(sentence: str, around: str) -> str:
    found = detector.detect(sentence)
    is_other = found.tag != UNKNOWN and not same_language(found.tag, around)
    return found.tag if is_other and found.confidence >= 0.5 else around
