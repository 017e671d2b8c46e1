"""A town of N notes for measuring, made by bulk SQL and kept: a rerun finds it ready. `python -m bench.town 10000`."""

from bench.town.making import Town, borrowed, made

__all__ = ["Town", "borrowed", "made"]
