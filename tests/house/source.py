"""The repository as the tests of the house see it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "vermilion"
ROOMS = tuple(sorted(path.parent.name for path in PACKAGE.glob("*/models.py")))
OURS = ("src", "tests", "scripts", "bench", "frontend/src", "frontend/tests")


def files(*suffixes: str, below: tuple[str, ...] = OURS) -> Iterator[Path]:
    """Source files of ours with one of the suffixes; nothing that is built or installed."""
    for place in below:
        for path in sorted((ROOT / place).rglob("*")):
            if path.suffix in suffixes and not {"node_modules", "dist", "__pycache__"} & set(path.parts):
                yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything a module imports, names of a `from` included."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"


def room_of(path: Path) -> str:
    """The first folder below the package; empty for a file of the roof or of another place."""
    if PACKAGE not in path.parents:
        return ""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""
