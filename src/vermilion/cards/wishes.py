"""What readers who have texts translated at once did not find translated. A page only remembers it here, without any
work for the database; once a second some of it is asked for, so that it is there when they come back."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import partial

from vermilion import translation
from vermilion.audience import Viewer
from vermilion.cards import hot
from vermilion.infra.db import Db
from vermilion.infra.log import get_logger
from vermilion.infra.subject import Subject
from vermilion.translation import HOT

EVERY = 1.0  # seconds
# Things asked for at a time. Any program can scroll as a visitor who has everything translated, and an engine may cost
# money, so a process asks little for all of them together.
MEMBERS, VISITORS = 20, 1
KEPT = 400  # wishes of either
AGAIN_AFTER = 600.0  # seconds: until then what was asked for may still be on its way, or have failed
REMEMBERED = 20_000
MOST_WAITING = 1_000  # texts; with more of them before it nothing is hot any more
LEARN = 300.0  # seconds between two looks at which languages are read here
log = get_logger("wishes")

Wish = tuple[Subject, str]  # a thing and the language it is wished in

# Takes one from what the reader whose page is made may have translated; False when nothing is left.
may_wish: ContextVar[Callable[[], bool]] = ContextVar("may_wish", default=lambda: True)

_members: dict[Wish, None] = {}
_visitors: dict[Wish, None] = {}
_lately: dict[Wish, float] = {}
_languages: tuple[float, frozenset[str]] = (-LEARN, frozenset())  # when they were learnt, and which


def wish(viewer: Viewer, things: Iterable[Subject], target: str) -> None:
    """Remember that a page of the viewer's lacks translations of these."""
    wishes = _members if viewer.signed_in else _visitors
    since = time.monotonic() - AGAIN_AFTER
    for thing in things:
        place = thing, target
        if len(wishes) >= KEPT or place in wishes or _lately.get(place, since) > since:
            continue
        if not may_wish.get()():
            return
        wishes[place] = None


async def fold(db: Db) -> None:
    """Ask for the oldest wishes, whole things at a time, unless translators are behind already; for none in languages
    that neither members nor the interface read."""
    if not (_members or _visitors) or await translation.crowded(db.read, HOT, MOST_WAITING):
        return
    read = await _read_here(db)
    for wishes in (_members, _visitors):
        for place in [place for place in wishes if place[1] not in read]:
            del wishes[place]
    by_target: defaultdict[str, list[Subject]] = defaultdict(list)
    for thing, target in dict.fromkeys([*_taken(_members, MEMBERS), *_taken(_visitors, VISITORS)]):
        by_target[target].append(thing)
    for target, things in by_target.items():
        if wanted := await hot.wanted(db.read, things, target):
            await db.write(partial(hot.ask, subjects=wanted, target=target))


async def keep_folding(db: Db) -> None:
    """Every second until cancelled. What a failure loses is wished again by the next page."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            await fold(db)
        except Exception:
            log.warning("wishes_not_asked", exc_info=True)


async def _read_here(db: Db) -> frozenset[str]:
    global _languages
    if time.monotonic() - _languages[0] > LEARN:
        _languages = time.monotonic(), frozenset(await hot.languages(db.read_slow))
    return _languages[1]


def _taken(wishes: dict[Wish, None], most: int) -> list[Wish]:
    taken = list(wishes)[:most]
    if len(_lately) > REMEMBERED:
        _lately.clear()
    for place in taken:
        del wishes[place]
        _lately[place] = time.monotonic()
    return taken
