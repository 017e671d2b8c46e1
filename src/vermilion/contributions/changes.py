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


def gathered(changes: Sequence[Change]) -> list[Change]:
    """Tidied changes where what stays between two of them and is shorter than either goes with them: the odd word
    that a rewritten sentence still shares says nothing, and breaks it to pieces (Fraser's semantic clean-up, 2006)."""
    kept: list[Change] = []
    for place, change in enumerate(changes):
        if change.kind == "same" and len(change.text) < min(_extent(kept[::-1]), _extent(changes[place + 1 :])):
            kept += [Change("removed", change.text), Change("added", change.text)]
        else:
            kept.append(change)
    tidy = tidied(kept)
    return tidy if len(tidy) == len(changes) else gathered(tidy)


def _extent(changes: Sequence[Change]) -> int:
    """How long the run of changes is that begins here, removed or added, whichever is more; 0 where nothing changes."""
    lengths: dict[Kind, int] = {"removed": 0, "added": 0}
    for change in changes:
        if change.kind == "same":
            break
        lengths[change.kind] += len(change.text)
    return max(lengths.values())


def _joined(changes: Sequence[Change]) -> list[Change]:
    joined: list[Change] = []
    for change in changes:
        if joined and joined[-1].kind == change.kind:
            joined[-1] = Change(change.kind, joined[-1].text + change.text)
        else:
            joined.append(change)
    return joined
