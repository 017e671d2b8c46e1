"""Terms as TBX (ISO 30042:2008, root `martif`), by translate-toolkit. An entry's first language is the source, slang an
entry of one language in which a term has the register `slangRegister` beside one that says it in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.parsers import expat

from vermilion.translation.glossary.models import Term
from vermilion.translation.glossary.reading import Entry, Reading, Unreadable, check_size, read

SLANG = "slangRegister"
DEEPEST = 32  # elements within each other
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tbx(content: bytes) -> Reading:
    """Files that declare entities or a document type of their own are refused, so that none can swell or reach out."""
    return read(_entries(content))


def write_tbx(terms: Iterable[Term]) -> bytes:
    """One entry for each term."""
    from translate.storage.tbx import tbxfile

    store: Any = tbxfile(sourcelanguage="en")
    for term in terms:
        if term.source == term.target:
            _add_slang(store, term)
        else:
            _new_unit(store, term).settarget(term.translation, term.target)
    return bytes(store)


def _add_slang(store: Any, term: Term) -> None:
    unit = _new_unit(store, term)
    unit.set_source_terms([term.term, term.translation], term.source)
    slang = next(unit.xmlelement.iter(unit.namespaced("tig")))
    note = slang.makeelement(unit.namespaced("termNote"), {"type": "register"})
    note.text = SLANG
    slang.append(note)


def _new_unit(store: Any, term: Term) -> Any:
    unit = store.UnitClass(None)
    store.addunit(unit)
    unit.setsource(term.term, term.source)
    return unit


def _entries(content: bytes) -> Iterator[Entry]:
    check_size(content)
    _check_harmless(content)
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


def _check_harmless(content: bytes) -> None:
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
