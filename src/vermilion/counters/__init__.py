"""Every number that moves, exact: written in the transaction of the rows it counts, checked by `verify`."""

from vermilion.counters.counting import add_views, bump, load, number, rows
from vermilion.counters.models import Counts, Mismatch
from vermilion.counters.verifying import verify

__all__ = ["Counts", "Mismatch", "add_views", "bump", "load", "number", "rows", "verify"]
