"""Every number that moves, exact: written in the transaction of the rows it counts, checked by `verify`."""

from vermilion.counters.counting import NOTE_NUMBERS, add, bump, load, number, numbers, of_rows, rows
from vermilion.counters.models import NONE, Counts, Mismatch
from vermilion.counters.verifying import verify

__all__ = [
    "NONE",
    "NOTE_NUMBERS",
    "Counts",
    "Mismatch",
    "add",
    "bump",
    "load",
    "number",
    "numbers",
    "of_rows",
    "rows",
    "verify",
]
