"""How much of OpenAI's protocol a server takes: what is sent besides the text, and what less after a refusal."""

from __future__ import annotations

from typing import Any

import msgspec

from vermilion.translation.engines import EngineFailed
from vermilion.translation.engines.prompts import SCHEMA

FORMATS = ({"type": "json_schema", "json_schema": SCHEMA}, {"type": "json_object"}, None)


class Dialect(msgspec.Struct, frozen=True):
    """How much of the protocol a server takes: the place in FORMATS, and whether it can be told not to think."""

    form: int = 0
    no_thinking: bool = True


def spoken(dialect: Dialect) -> dict[str, Any]:
    form = FORMATS[dialect.form]
    thinking = {"chat_template_kwargs": {"enable_thinking": False}} if dialect.no_thinking else {}
    return thinking | ({"response_format": form} if form else {})


def simpler(dialect: Dialect, error: EngineFailed) -> Dialect | None:
    """What to try after a refusal: without what it names, else without the next thing. None when that is not why."""
    message = str(error)
    names_form = any(word in message for word in ("response_format", "json_schema", "schema", "grammar"))
    # llama.cpp and its kin answer 500 to a format that they do not know.
    about_form = error.reason == "server_error" and names_form and FORMATS[dialect.form]
    if error.reason != "bad_request" and not about_form:
        return None
    if dialect.no_thinking and not names_form:
        return msgspec.structs.replace(dialect, no_thinking=False)
    if FORMATS[dialect.form]:
        return msgspec.structs.replace(dialect, form=dialect.form + 1)
    return msgspec.structs.replace(dialect, no_thinking=False) if dialect.no_thinking else None
