"""Numbers of a text by their value: `1.2万` is 12,000, `2.5 million` is 250万, and a `3` may become `three`."""

from vermilion.translation.numbers.surviving import cut, survive

__all__ = ["cut", "survive"]
