"""What is asked of an engine as one string, what is hidden in it, and what comes of the answer."""

from vermilion.translation.units.answers import pieced, read
from vermilion.translation.units.models import Answer, Unit
from vermilion.translation.units.seams import seamed
from vermilion.translation.units.slicing import of

__all__ = ["Answer", "Unit", "of", "pieced", "read", "seamed"]
