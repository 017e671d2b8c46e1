"""Changes of a text, as they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

Kind = Literal["same", "added", "removed"]


class Change(msgspec.Struct, frozen=True):
    """A run of text. Those that are not `added` make the old text, those that are not `removed` the new one."""

    kind: Kind
    text: str


def tidied(edits: Sequence[Change]) -> list[Change]:
    """Between what stays, one run of what was removed and one of what was added."""
    tidy: list[Change] = []
    removed = added = ""
    for edit in [*edits, Change("same", "")]:
        if edit.kind == "removed":
            removed += edit.text
        elif edit.kind == "added":
            added += edit.text
        else:
            tidy += [Change("removed", removed), Change("added", added), edit]
            removed = added = ""
    return _joined([change for change in tidy if change.text])


def _joined(changes: Sequence[Change]) -> list[Change]:
    joined: list[Change] = []
    for change in changes:
        if joined and joined[-1].kind == change.kind:
            joined[-1] = Change(change.kind, joined[-1].text + change.text)
        else:
            joined.append(change)
    return joined
