"""Many people at the same moment: on PostgreSQL these transactions truly overlap."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.conftest import Cast
from tests.permits import on_account, on_note
from tests.town import publish

from vermilion import collections, comments, counters, reactions, relations, topics
from vermilion.audience import Action
from vermilion.comments import NewComment
from vermilion.infra.db import Db, Tx

Work = Callable[[Tx], Awaitable[object]]


async def test_numbers_stay_exact_when_everything_happens_at_once(db: Db, cast: Cast) -> None:
    alice, bob = cast.alice.id, cast.bob.id
    note = (await publish(db, cast.alice, "#tea in the rain")).id
    named = [await db.write(lambda tx: collections.create(tx, bob, "more")) for _ in range(3)]

    def like(who: int) -> Work:
        return lambda tx: reactions.like(tx, on_note(who, Action.LIKE, note, alice))

    def unlike(who: int) -> Work:
        return lambda tx: reactions.unlike(tx, on_note(who, Action.LIKE, note, alice))

    def save(collection_id: int | None) -> Work:
        return lambda tx: collections.save(tx, on_note(bob, Action.COLLECT, note, alice), collection_id)

    def unsave(collection_id: int | None) -> Work:
        return lambda tx: collections.remove(tx, on_note(bob, Action.COLLECT, note, alice), collection_id)

    def follow(who: int) -> Work:
        return lambda tx: relations.follow(tx, on_account(who, Action.FOLLOW, alice))

    def say(who: int) -> Work:
        permit = on_note(who, Action.COMMENT, note, alice)
        return lambda tx: comments.write(tx, permit, NewComment(text="hm"))

    def place(*names: str) -> Work:
        return lambda tx: topics.set_note_topics(tx, note, names, alice)

    for turn in range(4):
        works: list[Work] = []
        for fan in range(1001, 1009):
            works += [like(fan), like(fan), follow(fan), say(fan), unlike(fan + turn)]
        works += [save(None), save(named[0].id), unsave(None), save(named[1].id), unsave(named[0].id), save(None)]
        works += [place("tea", "rain"), place("rain"), place(), place("tea", "sea"), place("rain", "tea")]
        await asyncio.gather(*(db.write(work) for work in works))
        assert await counters.verify(db.read) == []
