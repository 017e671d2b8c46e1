"""Long patterns live in data files beside the code, where they can be read and added to."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Any


def table(file: str) -> dict[str, Any]:
    """A TOML file of this folder."""
    return tomllib.loads(resources.files(__package__).joinpath(file).read_text(encoding="utf-8"))


def pattern(written: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern of a file, capitals or not. Its line breaks and indents are not part of it."""
    return re.compile("".join(map(str.strip, written.splitlines())), re.IGNORECASE | flags)
