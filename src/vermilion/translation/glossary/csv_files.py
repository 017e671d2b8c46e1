"""Terms as CSV (RFC 4180): columns source, target, term and translation, in any order, others are left aside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from vermilion.translation.glossary.models import Term
from vermilion.translation.glossary.reading import Entry, Reading, Unreadable, check_size, read

COLUMNS = ("source", "target", "term", "translation")
SEPARATORS = ",;\t"


def read_csv(content: bytes) -> Reading:
    """UTF-8 with or without its mark; parted by commas, or as spreadsheets write it by semicolons or tabs."""
    return read(_entries(content))


def write_csv(terms: Iterable[Term]) -> bytes:
    """With a mark at its beginning, without which spreadsheets take UTF-8 for something else."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows((term.source, term.target, term.term, term.translation) for term in terms)
    return written.getvalue().encode("utf-8-sig")


def _entries(content: bytes) -> Iterator[Entry]:
    text = _decoded(content)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        if missing := [name for name in COLUMNS if name not in names]:
            raise Unreadable(1, f"the first line names the columns {', '.join(COLUMNS)}; {missing[0]} is missing")
        begins = rows.line_num + 1
        for row in rows:
            if any(row):
                if len(row) != len(names):
                    raise Unreadable(begins, f"{len(row)} columns where there should be {len(names)}")
                fields = dict(zip(names, row, strict=True))
                yield begins, fields["source"], fields["target"], fields["term"], fields["translation"]
            begins = rows.line_num + 1
    except csv.Error as error:
        raise Unreadable(rows.line_num, str(error)) from error


def _decoded(content: bytes) -> str:
    check_size(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "this is not UTF-8: save the file as “CSV UTF-8”") from error
