"""What is kept of somebody's marks is at every moment what they have marked."""

from __future__ import annotations

import random

import pytest
from tests.conftest import Cast

from vermilion import collections, notes, reactions
from vermilion.audience import Action
from vermilion.cards import marks, permits
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Db, Tx


async def test_after_any_change_the_marks_are_those_that_stand(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "MOST", 6)  # passed now and then
    given = notes.Publication(title="Noodles", text="x")

    async def publish(tx: Tx) -> list[int]:
        return [(await notes.publish(tx, cast.alice, given)).id for _ in range(9)]

    note_ids = await db.write(publish)
    bob = await viewer_of(db, cast.bob)
    dice = random.Random(3)

    async def change(tx: Tx) -> None:
        for _ in range(dice.choice((1, 1, 1, 2))):
            note_id = dice.choice(note_ids)
            what = dice.choice(("like", "like", "like", "unlike", "collect", "uncollect"))
            if what in {"like", "unlike"}:
                permit = await permits.note_permit(tx, bob, note_id, Action.LIKE)
                await (reactions.like if what == "like" else reactions.unlike)(tx, permit)
            else:
                permit = await permits.note_permit(tx, bob, note_id, Action.COLLECT)
                await (collections.save if what == "collect" else collections.remove)(tx, permit, None)

    for step in range(150):
        await db.write(change)
        if dice.random() < 0.3:
            continue  # sometimes several changes come between two looks
        found = await marks.among(db.read, bob, frozenset(note_ids))
        liked = await reactions.liked_among(db.read_slow, "note", note_ids, bob.id)
        collected = await collections.collected_among(db.read_slow, note_ids, bob.id)
        assert found == (liked, collected), f"step {step}"


async def test_another_like_costs_no_look_at_all_the_others(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = notes.Publication(title="Noodles", text="x")
    first, second = [(await db.write(lambda tx: notes.publish(tx, cast.alice, given))).id for _ in range(2)]
    bob = await viewer_of(db, cast.bob)

    async def like(note_id: int) -> None:
        async def work(tx: Tx) -> None:
            await reactions.like(tx, await permits.note_permit(tx, bob, note_id, Action.LIKE))

        await db.write(work)

    await like(first)
    assert await marks.among(db.read, bob, frozenset({first, second})) == ({first}, set())
    if db.dialect == "sqlite":  # it is told; PostgreSQL, where nobody tells, looks
        monkeypatch.delattr(reactions, "liked_notes")
    await like(second)
    assert await marks.among(db.read, bob, frozenset({first, second})) == ({first, second}, set())
