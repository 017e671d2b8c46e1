"""Reads TBX (ISO 30042:2008, root `martif`) by translate-toolkit; `tbx_writing` says what an entry is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vermilion.translation.glossary.harmless_xml import check_harmless
from vermilion.translation.glossary.reading import Entry, Reading, Unreadable, check_size, read
from vermilion.translation.glossary.tbx_writing import SLANG

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tbx(content: bytes) -> Reading:
    """Files that declare entities or a document type of their own are refused, so that none can swell or reach out."""
    return read(_entries(content))


def _entries(content: bytes) -> Iterator[Entry]:
    check_size(content)
    check_harmless(content)
    from translate.storage import tbx

    toolkit: Any = tbx.tbxfile
    try:
        store = toolkit.parsestring(content)
    except AssertionError as error:
        raise Unreadable(1, "this is no TBX of 2008: its root is to be martif") from error
    except SyntaxError as error:  # where the toolkit's parser sees it otherwise
        raise Unreadable(error.lineno or 0, f"this is not well-formed XML: {error.msg}") from error
    for unit in store.units:
        yield from _of_unit(unit)


def _of_unit(unit: Any) -> Iterator[Entry]:
    line = unit.xmlelement.sourceline
    tags = [node.get(LANGUAGE) or node.get("lang") or "" for node in unit.getlanguageNodes()]
    found = [(tag, [term for term in unit.get_target_terms(tag) if term.text and not term.deprecated]) for tag in tags]
    spoken = [(tag, terms) for tag, terms in found if terms]
    if not spoken:
        return
    source, terms = spoken[0]
    slang = [term for term in terms if any(note.text == SLANG for note in term.notes)]
    plain = [term for term in terms if term not in slang]
    if len(spoken) == 1 and not (slang and plain):
        raise Unreadable(line, f"{terms[0].text} has no translation")
    if plain:
        yield from ((line, source, source, term.text, plain[0].text) for term in slang)
    for target, translations in spoken[1:]:
        yield from ((line, source, target, term.text, translations[0].text) for term in terms)
