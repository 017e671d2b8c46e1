"""One range of bytes, as a browser or player asks for it (RFC 9110, section 14)."""

from __future__ import annotations

import re

from vermilion.infra.errors import Problem
from vermilion.infra.locales import N_

RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
Asked = tuple[str, str]


class NoSuchRange(Problem):
    """The asked bytes lie outside of the file; `size` is the file's."""

    status = 416
    title = N_("Range not satisfiable")

    def __init__(self, size: int) -> None:
        super().__init__("media.no_such_range", N_("The file has no such bytes."))
        self.size = size


def asked_range(header: str | None) -> Asked | None:
    """First and last byte as they stand in a Range header, either may be empty; None if it asks for anything else."""
    found = RANGE.fullmatch(header.strip()) if header else None
    return (found[1], found[2]) if found else None


def span_of(asked: Asked, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None if what is asked says nothing. Raises NoSuchRange."""
    first, last = asked
    if not (first or last) or (first and last and int(last) < int(first)):
        return None
    if first:
        start, end = int(first), min(int(last) + 1, size) if last else size
    else:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    if start >= end:
        raise NoSuchRange(size)
    return start, end
