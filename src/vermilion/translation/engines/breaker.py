"""A circuit breaker: an engine that keeps failing is left alone for a while, then tried with one call."""

from __future__ import annotations

FAILURES = 3  # in a row, until it opens
LONGEST = 3600.0  # seconds; a server that says to come back next year is asked again in an hour


class Breaker:
    """Closed at first. Times are seconds of one monotonic clock, given by the caller."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._failures = 0
        self._opens_in_a_row = 0
        self._until = 0.0
        self._trying = False

    def is_open(self, now: float) -> bool:
        """No call will be let through at this moment."""
        return self._opens_in_a_row > 0 and (now < self._until or self._trying)

    def enter(self, now: float) -> bool:
        """Whether a call may go out; of those after the pause only one may, until it has an outcome."""
        if self.is_open(now):
            return False
        self._trying = self._opens_in_a_row > 0
        return True

    def succeeded(self) -> None:
        self._failures = self._opens_in_a_row = 0
        self._trying = False

    def failed(self, now: float, retry_after: float | None = None) -> None:
        """`retry_after` opens at once, for as long as the engine asks; a trial that fails does, for twice as long."""
        self._failures += 1
        if retry_after is None and not self._trying and self._failures < FAILURES:
            return
        wait = self._pause * 2**self._opens_in_a_row if retry_after is None else retry_after
        self._until = now + min(wait, LONGEST)
        self._opens_in_a_row = min(self._opens_in_a_row + 1, 10)
        self._failures = 0
        self._trying = False

    def left(self) -> None:
        """A call ended without saying anything about the engine (it was cancelled, or the text was at fault)."""
        self._trying = False
