"""Which language words have within a text of another one, by their script, number and how sure a detector is."""

from __future__ import annotations

import re

from vermilion.infra.text import languages as detector
from vermilion.infra.text.languages import UNKNOWN
from vermilion.translation.detecting.scripts import LETTER, is_latin, script_of
from vermilion.translation.languages import HAN, base, same_language

# From here on a detection is believed against what a text's tag says.
SURE = 0.9
# A run is long enough to have a language of its own with as many letters; shorter ones are words borrowed by the
# language around them.
LONG = {"latin": 12, "cjk": 4, "hangul": 4}
LONG_OTHERS = 8
WORDS_OF_LATIN = 3


def of_one_script(sentence: str, around: str) -> str:
    """A sentence within a text of another language of the same script is hard to tell, so it has to be clear."""
    if base(around) == "zh" and _PLAIN_HAN.fullmatch(sentence):
        return around
    found = detector.detect(sentence)
    if found.tag == UNKNOWN or same_language(found.tag, around):
        return around
    if base(found.tag) in HAN and base(around) in HAN:
        # Pure Han in a Japanese text is Japanese, unless it is simplified as no Japanese would write it.
        simplified = found.tag == "zh-Hans" and found.confidence >= SURE
        return found.tag if simplified or found.tag == "ja" else around
    if is_latin(sentence):
        sure = found.confidence >= SURE and len(sentence.split()) > WORDS_OF_LATIN
        return found.tag if sure or script_of(around) != "latin" else around
    return found.tag


def of_stretch(script: str, stretch: str, main: str, target: str) -> str:
    """The language of a run in one script, within a sentence that is mostly in `main` and goes into `target`."""
    letters = len(LETTER.findall(stretch))
    long = letters >= LONG.get(script, LONG_OTHERS)
    if script == "latin":
        if not (long and len(stretch.split()) >= WORDS_OF_LATIN):
            return main
        return of_one_script(stretch, main)
    foreign = same_language(main, target) and script != script_of(main)
    if not long and not foreign:
        return main
    found = detector.detect(stretch)
    if found.tag == UNKNOWN or (script == "cjk" and base(main) in HAN):
        return main
    return found.tag


_PLAIN_HAN = re.compile("[^A-Za-z\u00c0-\u1fff\u3041-\u30ff\uac00-\ud7a3\uff66-\uff9f]*")
