"""Translation: texts in, texts out, with a memory. It knows nothing of notes."""

from vermilion.translation.anchors import Anchor, published
from vermilion.translation.asking import adopt, ask, behind, wanted
from vermilion.translation.detecting import source_of
from vermilion.translation.evaluating import Evaluation, evaluate
from vermilion.translation.health import Day, Demand, EngineState, can, crowded, days, demand, engines, oldest, queued
from vermilion.translation.interpreting import Interpreter, interpreter
from vermilion.translation.languages import best_target, normal, reads, same_language
from vermilion.translation.memory import best, drop_human, in_every_language, keep_counting, keep_human, remembered
from vermilion.translation.models import (
    ASKED,
    HOT,
    HUMAN,
    IN_ADVANCE,
    MEMORY,
    Rendered,
    Text,
    TextsTranslated,
    Translation,
    key_of,
)
from vermilion.translation.opening import budgets, configured, revision, translator
from vermilion.translation.parallel import Pair, ParallelError, read_pairs
from vermilion.translation.sweeping import forget, forget_person, subjects_after, sweep
from vermilion.translation.waiting import Progress, Waiting, progress, state, wait

__all__ = [
    "ASKED",
    "HOT",
    "HUMAN",
    "IN_ADVANCE",
    "MEMORY",
    "Anchor",
    "Day",
    "Demand",
    "EngineState",
    "Evaluation",
    "Interpreter",
    "Pair",
    "ParallelError",
    "Progress",
    "Rendered",
    "Text",
    "TextsTranslated",
    "Translation",
    "Waiting",
    "adopt",
    "ask",
    "behind",
    "best",
    "best_target",
    "budgets",
    "can",
    "configured",
    "crowded",
    "days",
    "demand",
    "drop_human",
    "engines",
    "evaluate",
    "forget",
    "forget_person",
    "in_every_language",
    "interpreter",
    "keep_counting",
    "keep_human",
    "key_of",
    "normal",
    "oldest",
    "progress",
    "published",
    "queued",
    "read_pairs",
    "reads",
    "remembered",
    "revision",
    "same_language",
    "source_of",
    "state",
    "subjects_after",
    "sweep",
    "translator",
    "wait",
    "wanted",
]
