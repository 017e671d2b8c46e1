"""Parallel texts from files: two of them line by line, or one of pairs (TSV, or JSONL with named fields)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec


class ParallelError(Exception):
    """The files are no parallel texts; the message says where and why."""


class Pair(msgspec.Struct, frozen=True):
    """A text and what it is in the other language."""

    source: str
    reference: str


def read_pairs(
    paths: Sequence[Path], source_field: str = "source", target_field: str = "translation", limit: int | None = None
) -> list[Pair]:
    """The first `limit` pairs, all by default; those with an empty side are left out. ParallelError."""
    try:
        pairs = _beside(*paths) if len(paths) == 2 else _within(paths[0], source_field, target_field)
        found = list(islice((pair for pair in pairs if pair.source.strip() and pair.reference.strip()), limit))
    except (OSError, UnicodeDecodeError) as error:
        raise ParallelError(str(error)) from error
    if not found:
        raise ParallelError(f"there are no pairs in {' and '.join(path.name for path in paths)}")
    return found


def _beside(one: Path, other: Path) -> Iterator[Pair]:
    sources, references = _lines(one), _lines(other)
    if len(sources) != len(references):
        raise ParallelError(f"{one.name} has {len(sources)} lines, {other.name} {len(references)}")
    return map(Pair, sources, references)


def _within(path: Path, source_field: str, target_field: str) -> Iterator[Pair]:
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        if path.suffix == ".tsv":
            found = line.split("\t")[:2]
        elif path.suffix == ".jsonl":
            found = _fields(line, source_field, target_field)
        else:
            raise ParallelError(f"{path.name}: give two text files, or one .tsv or .jsonl")
        if len(found) != 2:
            raise ParallelError(f"{path.name}, line {number}: no texts {source_field} and {target_field} in it")
        yield Pair(*found)


def _fields(line: str, *names: str) -> list[str]:
    try:
        record = msgspec.json.decode(line, type=dict[str, object])
    except msgspec.MsgspecError:
        return []
    return [value for value in map(record.get, names) if isinstance(value, str)]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
