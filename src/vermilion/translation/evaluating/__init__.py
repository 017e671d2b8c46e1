"""How well and how fast parallel texts are translated: BLEU and chrF++, what survives, languages told apart."""

from vermilion.translation.evaluating.comparing import evaluate
from vermilion.translation.evaluating.models import Evaluation

__all__ = ["Evaluation", "evaluate"]
