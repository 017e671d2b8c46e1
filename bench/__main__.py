"""`python -m bench [NAME ...]`: run benchmarks, all of them by default."""

from __future__ import annotations

import importlib
import sys

NAMES = ("like", "explore", "growth", "commit", "reading", "translation", "detection", "words")


def main(names: list[str]) -> None:
    for name in names or NAMES:
        if name not in NAMES:
            raise SystemExit(f"There is no benchmark {name}; there are {', '.join(NAMES)}.")
        importlib.import_module(f"bench.{name}").main()


main(sys.argv[1:])
