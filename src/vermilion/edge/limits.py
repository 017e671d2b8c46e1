"""Rate limits: token buckets in each worker, by account and by network. A newcomer's are smaller.

A worker sees only its share of the requests, so each keeps its share of the allowance, but for what one person needs
at once: the pictures of a note may all come to one worker. What an account sends in a day is counted in the database.
"""

from __future__ import annotations

import time
from collections import OrderedDict

import msgspec

from vermilion.audience import Viewer
from vermilion.infra import clock
from vermilion.infra.errors import TooMany
from vermilion.infra.locales import N_

BUCKETS_KEPT = 100_000
NEWCOMER = clock.DAY
NEWCOMER_SHARE = 0.3
FULL_NOTE = 18 + 6  # its pictures, and those that are replaced


class Rule(msgspec.Struct, frozen=True):
    """`burst` at once, refilled in `seconds`. However small the part of a worker or a newcomer, it holds `least`."""

    name: str
    burst: int
    seconds: float
    least: int = 1


READ = Rule("read", 600, 60)
WRITE = Rule("write", 240, 60, least=3 * FULL_NOTE)  # each picture is also one, and so is keeping the draft
UPLOAD = Rule("upload", 60, 600, least=2 * FULL_NOTE)
SIGN_IN = Rule("sign_in", 20, 600)
SIGN_UP = Rule("sign_up", 20, 3600)
MAIL = Rule("mail", 5, 3600)
# Texts: a note has up to 20 of them, a request for a thread up to 100.
TRANSLATE = Rule("translate", 600, 600)
TRANSLATE_VISITORS = Rule("translate_visitors", 150, 600)


class Limits:
    """The buckets of one worker."""

    def __init__(self, workers: int, enabled: bool) -> None:
        self._share = 1 / workers
        self._enabled = enabled
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, rule: Rule, who: str, *, share: float = 1.0, count: int = 1) -> None:
        """Take so many tokens, all there can be at most; TooMany with the seconds to wait when they are not left."""
        if not self._enabled:
            return
        burst = max(float(rule.least), rule.burst * share * self._share)
        rate = burst / rule.seconds
        now = time.monotonic()
        key = rule.name, who
        tokens, then = self._buckets.get(key, (burst, now))
        tokens = min(burst, tokens + (now - then) * rate)
        wanted = min(float(count), burst)
        if tokens < wanted:
            wait = int((wanted - tokens) / rate) + 1
            message = N_("That was a lot at once. Wait {seconds} seconds.")
            raise TooMany("rate_limit", message, retry_after=wait, seconds=wait)
        self._buckets[key] = tokens - wanted, now
        self._buckets.move_to_end(key)
        if len(self._buckets) > BUCKETS_KEPT:
            self._buckets.popitem(last=False)

    def take_write(self, viewer: Viewer, network: str, rule: Rule = WRITE) -> None:
        """For an unsafe request: by account where there is one, else by network."""
        if not viewer.signed_in:
            self.take(rule, network)
        else:
            newcomer = clock.now() - viewer.created_at < NEWCOMER
            self.take(rule, str(viewer.id), share=NEWCOMER_SHARE if newcomer else 1.0)
