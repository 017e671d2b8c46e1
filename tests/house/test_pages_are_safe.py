"""What the strict content policy and the rule against string-built HTML ask of templates and code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.house.source import files, named

# A script element may only point to a file or carry data.
INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\b(src=|type=\"application/(json|ld\+json)\"))", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "something from another site": re.compile(
        r"<(script|link|img|source|iframe)\b[^>]*\b(src|href)=\"(https?:)?//", re.IGNORECASE
    ),
}
UNESCAPED = re.compile(r"\|\s*safe\b|\bMarkup\(|\{%-?\s*autoescape\s+false")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
REASON = re.compile(r"safe: \w|noqa: S704 - \w")


@pytest.mark.parametrize("what", INLINE)
def test_no_template_has(what: str) -> None:
    found = [f"{named(path)}:{line}" for path in files(".html", below=("src",)) for line in _lines(path, INLINE[what])]
    assert not found


def test_unescaped_output_says_why() -> None:
    """`{{ x|safe }}` carries `safe: reason` on or above its line, `Markup(x)` the reason of its exception for ruff."""
    unsaid = []
    for path in files(".html", ".py", below=("src",)):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if UNESCAPED.search(line) and not REASON.search(f"{lines[number - 1]}\n{line}"):
                unsaid.append(f"{named(path)}:{number + 1}")
    assert not unsaid


def _lines(path: Path, pattern: re.Pattern[str]) -> list[int]:
    text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), path.read_text(encoding="utf-8"))
    return [text.count("\n", 0, match.start()) + 1 for match in pattern.finditer(text)]
