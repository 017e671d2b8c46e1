"""On PostgreSQL verbs run beside each other: what many of them change they change in one order, or two wait for each
other in a circle."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Any, cast

from tests.conftest import Cast
from tests.permits import on_account, on_comment, on_note
from tests.town import publish

from vermilion import collections, comments, notes, reactions, relations
from vermilion.audience import Action, Permit
from vermilion.comments import NewComment
from vermilion.infra import outbox
from vermilion.infra.db import Db, Tx
from vermilion.infra.db.types import Held
from vermilion.infra.events import Event
from vermilion.listeners import WIRING
from vermilion.notes import Publication

# Rows that many who know nothing of each other change: those of what is liked, of whoever wrote it, of a topic. Before
# them comes what a verb holds.
SHARED = re.compile(r"(?:INSERT INTO|UPDATE) (\w+_counts|mark_versions|feed_dirty_channels)\b")

Work = Callable[[Tx], Awaitable[object]]


class Watched:
    """A transaction that writes down which of the shared tables are changed, each the first time."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self.tables: dict[str, None] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)

    async def run(self, sql: str, *args: Any) -> int:
        self._watch(sql)
        return await self._tx.run(sql, *args)

    async def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            self._watch(sql)
        await self._tx.many(sql, rows)

    async def hold(self, table: Held, ids: Iterable[int]) -> None:
        self.tables.setdefault(table)
        await self._tx.hold(table, ids)

    async def emit(self, *events: Event) -> None:
        await outbox.emit(cast("Tx", self), WIRING, events)

    def _watch(self, sql: str) -> None:
        self.tables.update(dict.fromkeys(SHARED.findall(sql)))


async def order_of(db: Db, work: Work) -> list[str]:
    async def watched(tx: Tx) -> list[str]:
        watching = Watched(tx)
        await work(cast("Tx", watching))
        return list(watching.tables)

    return await db.write(watched)


async def test_what_many_change_is_changed_in_one_order(db: Db, cast: Cast) -> None:
    note = await publish(db, cast.alice, "tea #market")
    bob = cast.bob.id

    def on(action: Action) -> Any:
        return on_note(bob, action, note.id, cast.alice.id)

    own = on_note(cast.alice.id, Action.EDIT, note.id, cast.alice.id)
    said: list[comments.Comment] = []

    async def say(tx: Tx) -> None:
        said.append(await comments.write(tx, on(Action.COMMENT), NewComment(text="lovely")))

    def own_comment() -> Permit:
        return on_comment(bob, Action.EDIT, said[0], cast.alice.id)

    verbs: dict[str, Work] = {
        "like": lambda tx: reactions.like(tx, on(Action.LIKE)),
        "unlike": lambda tx: reactions.unlike(tx, on(Action.LIKE)),
        "collect": lambda tx: collections.save(tx, on(Action.COLLECT)),
        "let go": lambda tx: collections.remove(tx, on(Action.COLLECT)),
        "share": lambda tx: reactions.share(tx, on(Action.SHARE), "link"),
        "comment": say,
        "change a comment": lambda tx: comments.edit(tx, own_comment(), NewComment(text="very lovely")),
        "delete a comment": lambda tx: comments.delete(tx, own_comment()),
        "follow": lambda tx: relations.follow(tx, on_account(cast.charlie.id, Action.FOLLOW, cast.alice.id)),
        "publish": lambda tx: notes.publish(tx, cast.alice, Publication(text="more #market #other")),
        "hide": lambda tx: notes.edit(tx, own, Publication(text="tea #market", visibility="self")),
        "show": lambda tx: notes.edit(tx, own, Publication(text="tea #market")),
        "delete": lambda tx: notes.delete(tx, own),
    }
    orders = {name: await order_of(db, work) for name, work in verbs.items()}
    assert all(orders.values())
    before: dict[str, set[str]] = {}
    for order in orders.values():
        for first, then in pairwise(order):
            before.setdefault(then, set()).add(first)
    TopologicalSorter(before).prepare()  # CycleError: some verb changes them in another order than the others
