"""What of a language model's answer is taken for a translation: one JSON object with one string, nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

from vermilion.translation.engines import EngineFailed
from vermilion.translation.engines.prompts import SYSTEM
from vermilion.translation.engines.unseen import seen

LONGEST_ECHO = 24  # characters in a row of the prompt that no translation has by chance

_THOUGHTS = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*\n(.*)\n\s*```", re.DOTALL)


def read_answer(content: str, delimiter: str, text: str) -> str:
    """The translation in a model's words. Thoughts before it and one fence around it are forgiven, nothing else.
    Raises EngineFailed (`bad_answer`)."""
    content = _THOUGHTS.sub("", content, count=1) if content.lstrip().startswith("<think>") else content
    fenced = _FENCE.fullmatch(content.strip())
    try:
        pairs = json.loads(fenced[1] if fenced else content, object_pairs_hook=list)
    except (ValueError, RecursionError) as error:
        raise EngineFailed("bad_answer", "not JSON") from error
    if not (isinstance(pairs, list) and len(pairs) == 1 and _is_translation(pairs[0])):
        raise EngineFailed("bad_answer", "not one translation")
    answer = seen(pairs[0][1]).strip()
    if delimiter.removeprefix("TEXT-") in answer or _echoes(answer, text):
        raise EngineFailed("bad_answer", "the prompt")
    return answer


def _is_translation(pair: Any) -> bool:
    return isinstance(pair, tuple) and pair[0] == "translation" and isinstance(pair[1], str)


def _echoes(answer: str, text: str) -> bool:
    """Whether it says a piece of the prompt that the text does not say."""
    said, told = _plain(answer), _plain(text)
    windows = (said[start : start + LONGEST_ECHO] for start in range(len(said) - LONGEST_ECHO + 1))
    return any(window in _PROMPT and window not in told for window in windows)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).lower()


_PROMPT = _plain(SYSTEM)
