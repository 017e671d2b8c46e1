"""How many sentences of which text are done, for those who wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vermilion.translation.pipeline.drafts import Draft
from vermilion.translation.units import Unit

Progress = Callable[[int, int, int], None]


class Told:
    """Counts the sentences that are done, and tells."""

    def __init__(self, drafts: Sequence[Draft], tell: Progress) -> None:
        self._tell = tell
        self._total = {
            draft.number: len({part.sentence for part in draft.parts if part.kind == "words"}) for draft in drafts
        }
        self._done = dict.fromkeys(self._total, 0)

    def watch(self, wanted: Mapping[Draft, Sequence[Unit]]) -> Callable[[str], None]:
        """What to call with each string that an engine has answered."""
        askers: dict[str, list[tuple[int, int]]] = {}
        for draft, found in wanted.items():
            for unit in found:
                askers.setdefault(unit.masked, []).append((draft.number, unit.sentences))

        def answered(text: str) -> None:
            for number, sentences in askers[text]:
                self._done[number] = min(self._done[number] + sentences, self._total[number])
                self._tell(number, self._done[number], self._total[number])

        return answered
