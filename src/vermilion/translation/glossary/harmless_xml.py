"""XML from strangers: refused where it could swell or reach out."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from vermilion.translation.glossary.reading import Unreadable

DEEPEST = 32  # elements within each other


def check_harmless(content: bytes) -> None:
    """Read it once with a parser that expands nothing, and stop at whatever could swell or reach out."""
    parser = expat.ParserCreate()
    depth = 0

    def refuse(said: str) -> None:
        raise Unreadable(parser.CurrentLineNumber, said)

    def doctype(_name: str, _system: str | None, _public: str | None, has_own: int) -> None:
        if has_own:
            refuse("it declares a document type of its own, which is not read")

    def begin(_name: str, _attributes: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            refuse("its elements stand too deep within each other")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unreadable(error.lineno, f"this is not well-formed XML: {expat.ErrorString(error.code)}") from error
    except (ValueError, LookupError) as error:
        raise Unreadable(1, f"this encoding is not read, save it as UTF-8: {error}") from error
