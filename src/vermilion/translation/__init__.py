"""Translation: texts in, texts out, with a memory. It knows nothing of notes."""

from vermilion.translation.asking import adopt, ask, wanted
from vermilion.translation.health import Day, Demand, EngineState, can, days, demand, engines, queued
from vermilion.translation.languages import best_target, normal, reads, same_language
from vermilion.translation.memory import best, drop_human, keep_counting, keep_human, remembered
from vermilion.translation.models import ASKED, HOT, HUMAN, IN_ADVANCE, MEMORY, Rendered, Text, Translation, key_of
from vermilion.translation.opening import configured, revision, translator
from vermilion.translation.sweeping import forget, forget_person, subjects_after, sweep
from vermilion.translation.waiting import Progress, Waiting, progress, state, wait

__all__ = [
    "ASKED",
    "HOT",
    "HUMAN",
    "IN_ADVANCE",
    "MEMORY",
    "Day",
    "Demand",
    "EngineState",
    "Progress",
    "Rendered",
    "Text",
    "Translation",
    "Waiting",
    "adopt",
    "ask",
    "best",
    "best_target",
    "can",
    "configured",
    "days",
    "demand",
    "drop_human",
    "engines",
    "forget",
    "forget_person",
    "keep_counting",
    "keep_human",
    "key_of",
    "normal",
    "progress",
    "queued",
    "reads",
    "remembered",
    "revision",
    "same_language",
    "state",
    "subjects_after",
    "sweep",
    "translator",
    "wait",
    "wanted",
]
