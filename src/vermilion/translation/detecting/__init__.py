"""In which language a text, a sentence and a run within a sentence is written."""

from vermilion.translation.detecting.finding import Run, runs, source_of
from vermilion.translation.detecting.scripts import has_words

__all__ = ["Run", "has_words", "runs", "source_of"]
