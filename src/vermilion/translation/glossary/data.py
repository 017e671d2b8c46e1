"""The dictionaries that come with the program: `slang.csv` (language, slang, its plain words), `terms.csv` and
`topics.csv` (a column per language). Words for one thing are parted by `|`, the usual one first."""

from __future__ import annotations

import csv
import functools
import hashlib
import itertools
from importlib import resources

from vermilion.translation.glossary.folding import folded

FILES = ("slang.csv", "terms.csv", "topics.csv")
Row = dict[str, list[str]]


@functools.cache
def version() -> str:
    """Changes with any of the files."""
    return hashlib.blake2b("\0".join(map(_read, FILES)).encode(), digest_size=8).hexdigest()


@functools.cache
def phrases() -> dict[tuple[str, str], dict[str, str]]:
    """Of each pair of languages, terms in small letters and what they become; of a language and itself, its slang."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for line in _table("slang.csv"):
        language = line["language"]
        slang = found.setdefault((language, language), {})
        slang.update((folded(word, language), line["plain"]) for word in line["slang"].split("|"))
    for row in _rows("terms.csv"):
        for source, target in itertools.permutations(row, 2):
            terms = found.setdefault((source, target), {})
            terms.update((folded(name, source), row[target][0]) for name in row[source])
    return found


@functools.cache
def topics() -> list[Row]:
    """What one topic is called in each language."""
    return _rows("topics.csv")


def _rows(file: str) -> list[Row]:
    return [{language: names.split("|") for language, names in row.items() if names} for row in _table(file)]


def _table(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_read(file).splitlines()))


def _read(file: str) -> str:
    return resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
