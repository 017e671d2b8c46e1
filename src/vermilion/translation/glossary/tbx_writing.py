"""Terms as TBX (ISO 30042:2008), by translate-toolkit. An entry's first language is the source, slang an entry of one
language in which a term has the register `slangRegister` beside one that says it in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vermilion.translation.glossary.models import Term

SLANG = "slangRegister"


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
