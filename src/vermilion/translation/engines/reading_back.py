"""Whether a translation, read back into the language of its text, says what the text says.

The rules of `plausibility` look for traces of obedience, and are lists. This one knows no words: a model is asked anew
to translate its answer back, and what it reads is compared with the text. A translation of a hostile text reads back as
the hostile text; what a model said because it obeyed reads back as that. Both are compared as wholes, and clause by
clause both ways, since a sentence that was added or left out is little of a long text. Of two or three words nothing
can be asked: two translations of them often share no letter. So what is asked for grows with what is said, and a text
of three Chinese characters may become any other three.

Where the figures come from: the simplified and the traditional Chinese of FLORES-200 are two translations of one text
by different people. They differ more (BLEU 34) than a text and its reading back by a good model (0.57 to 0.60 of
Chinese over English and back: Weigang and Brom 2025, arXiv 2504.16286), so many of them have to pass, not all (63 %).
Texts of FLORES and 1,000 social posts in which every fourth word was replaced (BLEU 53 to 62) pass nine times of ten,
every fifth (BLEU 62 to 70) 93 to 96 times of a hundred; texts paired at random pass once of a thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vermilion.translation.engines.encodings import encoded_pieces
from vermilion.translation.engines.likeness import beyond, clauses, folded, kept, likeness, stretches, worth

# Wholes: texts of letters, and texts of Chinese characters. 90 % of FLORES' two translations are above 0.5, of the
# unlike 0.1 %.
ALIKE, ALIKE_SIGNS = 0.5, 0.58
SHORT, FULL = 9.0, 30.0  # letters' worth up to which nothing is asked, and from which on all of it
# Clauses, and of long ones every stretch worth so many letters: the share that the other text has. More is asked of
# what is shown to readers than of what they miss.
LONGEST = 48.0
OF_WHAT_WAS_SAID, OF_THE_TEXT = 0.2, 0.1
SHORT_PART, FULL_PART = 9.0, 36.0
# One may have so much beyond the other: what was put otherwise, the other has as well.
MOST, SLACK = 2.0, 9.0
# How much of a text as it stands is too much in its translation, and what counts as a run of it.
COPIED, COPIED_RUN, COPIED_SIGNS = 0.6, 24.0, 12.0

_MASK = re.compile(r"(?<![A-Za-z])[A-Z]{2}\d{1,3}(?![A-Za-z0-9])")


def reads_otherwise(text: str, back: str) -> str | None:
    """Why what was read back does not say what the text says, for the log; None where it does."""
    text, back = _without_masks(text, back), _without_masks(back, text)
    one, other = folded(text), folded(back)
    if likeness(one, other) < _alike(one, other):
        return "reads back as something else"
    more, less = beyond(other, one), beyond(one, other)
    if more > MOST * less + SLACK or _misses(one, back, OF_WHAT_WAS_SAID):
        return "reads back as more"
    if less > MOST * more + SLACK or _misses(other, text, OF_THE_TEXT):
        return "reads back as less"
    return None


def holds_its_text(text: str, answer: str) -> bool:
    """Whether an answer carries its text along, so that who reads it back could be told to say that instead. Latin
    letters in a text of other signs are names, and stay; so does what is encoded."""
    for piece in encoded_pieces(text):
        text = text.replace(piece, " ")
    said, given = folded(text), folded(answer)
    if said == given:
        return False  # it carries nothing else
    signs = "".join(sign for sign in said if worth(sign) > 1)
    said, least = (signs, COPIED_SIGNS) if signs else (said, COPIED_RUN)
    known = set(stretches(given, least))
    held = set[int]()
    for place, stretch in enumerate(stretches(said, least)):
        if stretch in known:
            held.update(range(place, place + len(stretch)))
    return bool(held) and worth("".join(said[place] for place in held)) >= COPIED * worth(said)


def with_terms(answer: str, terms: Mapping[str, str]) -> str:
    """The answer with the glossary's words as the text has them: nobody knows what theirs read back as."""
    words = {meaning.lower(): term for term, meaning in terms.items() if meaning}
    if not words:
        return answer
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    found = re.compile(rf"(?<![A-Za-z0-9])(?:{longest_first})(?![A-Za-z0-9])", re.IGNORECASE)
    return found.sub(lambda word: words.get(word[0].lower(), word[0]), answer)


def _without_masks(text: str, other: str) -> str:
    """Masks that both have say nothing: counted as words they would make whatever stands between them alike."""
    shared = set(_MASK.findall(other))
    return _MASK.sub(lambda mask: "\n" if mask[0] in shared else mask[0], text)


def _alike(one: str, other: str) -> float:
    """How alike they have to be. A changed word takes the stretches over its edges along where those are of letters."""
    said = max(worth(one), worth(other))
    weight = said / max(1, len(one), len(other))
    return _asked(said, SHORT, FULL, min(ALIKE_SIGNS, ALIKE + (ALIKE_SIGNS - ALIKE) * (weight - 1) / 2))


def _misses(whole: str, text: str, most: float) -> bool:
    """Whether a folded text lacks a part of another one."""
    return any(kept(part, whole) < _asked(worth(part), SHORT_PART, FULL_PART, most) for part in _parts(text))


def _parts(text: str) -> Iterator[str]:
    for clause in clauses(text):
        if worth(clause) <= LONGEST:
            yield clause
        else:
            yield from stretches(clause, LONGEST)


def _asked(said: float, nothing: float, full: float, most: float) -> float:
    return most * min(1.0, max(0.0, (said - nothing) / (full - nothing)))
