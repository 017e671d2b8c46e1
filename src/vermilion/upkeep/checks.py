"""What a look at one thing found."""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["ok", "note", "warning", "failure"]


class Check(msgspec.Struct, frozen=True):
    """`found` in a sentence; `advice` says what to do about it, empty when there is nothing to do."""

    name: str
    state: State
    found: str
    advice: str = ""


def ok(name: str, found: str) -> Check:
    return Check(name, "ok", found)


def note(name: str, found: str, advice: str) -> Check:
    return Check(name, "note", found, advice)


def warning(name: str, found: str, advice: str) -> Check:
    return Check(name, "warning", found, advice)


def failure(name: str, found: str, advice: str) -> Check:
    return Check(name, "failure", found, advice)
