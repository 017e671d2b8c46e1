"""How far translations are that were asked for, and waiting for them."""

from vermilion.translation.waiting.progressing import Progress, Waiting, progress, state
from vermilion.translation.waiting.shared import wait

__all__ = ["Progress", "Waiting", "progress", "state", "wait"]
