"""What the townsfolk have made of each other's texts so far. All of it was acknowledged, so it has to be there."""

from __future__ import annotations

import msgspec

OFFERED, ACCEPTED, DECLINED = "offered", "accepted", "declined"


class Said(msgspec.Struct, frozen=True):
    """A public note or comment that may be translated."""

    kind: str
    id: str
    author_id: int
    words: str


class Rendering(msgspec.Struct):
    """An offered translation. `state` is the last that anybody was told; `stood`: somebody was told that it stands."""

    id: str
    about: Said
    translator_id: int
    words: str
    state: str = OFFERED
    stood: bool = False

    def told(self, state: str) -> None:
        self.state = state
        self.stood |= state == ACCEPTED


class Homework(msgspec.Struct):
    """A note whose author asks for corrections and has `taken` so many of them; it says `words` now."""

    id: str
    author_id: int
    words: str
    taken: int = 0


class Ink(msgspec.Struct):
    """A correction. Its `state` is what its author was told, who alone moves it."""

    id: str
    about: Homework
    corrector_id: int
    words: str
    state: str = OFFERED
    thanked: bool = False


class Square:
    """Where everybody sees what the others have made."""

    def __init__(self, note_ids: list[str], picture: bytes) -> None:
        self.note_ids = note_ids
        self.picture = picture
        self.texts: list[Said] = []
        self.renderings: list[Rendering] = []
        self.homework: list[Homework] = []
        self.ink: list[Ink] = []
