"""The floor plan where imports alone do not hold it: doors, private SQL, sizes of files, homes of tables."""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path

from tests.house.source import PACKAGE, ROOMS, files, imports, named, parsed, room_of

LIMIT = 400
MEDIAN = 60
HOME = re.compile(r"-- home: (global|\w*id)\b")


def test_no_file_is_long() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(".py", ".html", ".css", ".ts")}
    assert not {named(path): size for path, size in sizes.items() if size > LIMIT}
    modules = [size for path, size in sizes.items() if path.suffix == ".py" and PACKAGE in path.parents and size]
    assert statistics.median(modules) <= MEDIAN


def test_outsiders_use_the_door() -> None:
    """Another room, surface or command imports `vermilion.notes`, never `vermilion.notes.publishing`. A folder inside
    of a room (`vermilion.translation.packs`) has a door of its own."""
    inside = re.compile(rf"vermilion\.({'|'.join(ROOMS)})\.(\w+)((?:\.\w+)*)")
    wrong = []
    for path in files(".py", below=("src",)):
        for line, name in imports(path):
            match = inside.fullmatch(name)
            if match and match[1] != room_of(path) and _is_past_the_door(*match.groups()):
                wrong.append(f"{named(path)}:{line} imports {name}")
    assert not wrong


def test_queries_are_private() -> None:
    """Tests may look into their own room's queries, nobody else."""
    wrong = []
    for path in files(".py", below=("src", "tests")):
        for line, name in imports(path):
            match = re.fullmatch(r"vermilion\.(\w+)\.queries(\.\w+)?", name)
            if match and match[1] != room_of(path) and path.parent.name not in {match[1], "house"}:
                wrong.append(f"{named(path)}:{line} imports {name}")
    assert not wrong


def test_every_table_says_its_home() -> None:
    homeless = []
    for path in (PACKAGE / "migrations").glob("*.sql"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if re.match(r"CREATE (VIRTUAL )?TABLE", line) and not HOME.match(lines[number - 1]):
                homeless.append(f"{named(path)}:{number + 1} {line}")
    assert not homeless


def test_every_module_says_what_it_is_for() -> None:
    silent = [named(path) for path in files(".py", below=("src", "tests")) if _says_nothing(path)]
    assert not silent


def test_structs_are_frozen() -> None:
    """Plain data does not change under its readers; a struct that must change says `frozen=False`."""
    thawed = []
    for path in files(".py", below=("src",)):
        classes = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef)]
        structs = [node for node in classes if _is_struct(node)]
        thawed += [f"{named(path)}:{node.lineno} {node.name}" for node in structs if not _says_frozen(node)]
    assert not thawed


def _is_past_the_door(room: str, name: str, rest: str) -> bool:
    folder = PACKAGE / room / name
    if folder.is_dir():
        return rest.count(".") > 1 or (folder / f"{rest[1:]}.py").exists()
    return rest != "" or folder.with_suffix(".py").exists()


def _says_nothing(path: Path) -> bool:
    module = parsed(path)
    return bool(module.body) and not ast.get_docstring(module)


def _is_struct(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).split("[")[0] in {"msgspec.Struct", "Struct"} for base in node.bases)


def _says_frozen(node: ast.ClassDef) -> bool:
    return any(keyword.arg == "frozen" for keyword in node.keywords)
