"""What of a text could be meant for a machine (`orders.toml`)."""

from __future__ import annotations

import re

from vermilion.translation.engines.encodings import encoded_pieces, plain_variants
from vermilion.translation.engines.patterns import pattern, table


def speaks_to_machines(text: str) -> bool:
    """Whether a text could be meant for a model, openly or in one of the common disguises."""
    return any(orders(variant) for variant in plain_variants(text)) or bool(encoded_pieces(text))


def orders(text: str) -> list[str]:
    """The clauses of a text that could be meant for a machine."""
    clauses = [clause.strip() for clause in _CLAUSE.split(text)]
    return [clause for clause in clauses if _is_order(clause)] or ([text] if _MACHINE.search(text) else [])


def _is_order(clause: str) -> bool:
    asked = _MACHINE.search(clause) or _REQUEST.search(clause)
    return bool(asked or (_ORDER.search(clause) and _OBJECT.search(clause)))


_CLAUSE = re.compile(r"[，。！？；,.!?;\n()（）…\[\]［］【】—]+")
_WRITTEN = table("orders.toml")
_MACHINE = pattern(_WRITTEN["machine"], re.MULTILINE | re.ASCII)
_ORDER = pattern(_WRITTEN["order"])
_OBJECT = pattern(_WRITTEN["object"], re.ASCII)
_REQUEST = pattern(_WRITTEN["request"], re.ASCII)
