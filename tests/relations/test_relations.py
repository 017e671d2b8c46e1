"""Follows, blocks and mutes: exact, idempotent, and felt by both sides."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest

from vermilion import accounts, counters, relations
from vermilion.accounts import SignUp
from vermilion.audience import Action, Permit, Terms
from vermilion.infra import subject
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import BadRequest, Invalid
from vermilion.infra.paging import Cursor
from vermilion.relations import reading

ALICE, BOB, CHARLIE = 11, 12, 13
NOBODY: frozenset[int] = frozenset()


def to_follow(follower: int, followee: int) -> Permit:
    return Permit(follower, Action.FOLLOW, Terms(subject=subject.account(followee), author_id=followee))


async def follow(db: Db, follower: int, followee: int) -> bool:
    return await db.write(lambda tx: relations.follow(tx, to_follow(follower, followee)))


async def test_following_twice_counts_once(db: Db) -> None:
    assert await follow(db, BOB, ALICE)
    assert not await follow(db, BOB, ALICE)
    assert (await counters.load(db.read, "account", [ALICE]))[ALICE].followers == 1
    assert (await counters.load(db.read, "account", [BOB]))[BOB].following == 1
    assert await relations.following_among(db.read, BOB, [ALICE, CHARLIE]) == {ALICE}
    assert await relations.followers_among(db.read, ALICE, [BOB, CHARLIE]) == {BOB}
    assert await db.write(lambda tx: relations.unfollow(tx, BOB, ALICE))
    assert not await db.write(lambda tx: relations.unfollow(tx, BOB, ALICE))
    assert await counters.verify(db.read) == []


async def test_a_block_ends_follows_both_ways_and_keeps_them_from_coming_back(db: Db) -> None:
    await follow(db, BOB, ALICE)
    await follow(db, ALICE, BOB)
    assert await db.write(lambda tx: relations.block(tx, ALICE, BOB))
    assert not await db.write(lambda tx: relations.block(tx, ALICE, BOB))
    assert not await follow(db, BOB, ALICE)
    assert not await follow(db, ALICE, BOB)
    assert await relations.audience_sets(db.read, ALICE) == (frozenset({BOB}), NOBODY, NOBODY)
    assert await relations.audience_sets(db.read, BOB) == (NOBODY, frozenset({ALICE}), NOBODY)
    assert await db.write(lambda tx: relations.unblock(tx, ALICE, BOB))
    assert await follow(db, BOB, ALICE)
    assert await counters.verify(db.read) == []


@pytest.mark.parametrize("few", [0, reading.FEW])
async def test_blocks_and_mutes_decide_who_hears_of_whom(db: Db, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "FEW", few)

    async def fall_out(tx: Tx) -> None:
        await relations.block(tx, ALICE, BOB)
        await relations.mute(tx, CHARLIE, BOB)

    await db.write(fall_out)
    assert await relations.hearing(db.read, BOB, [ALICE, BOB, CHARLIE, 14, 14]) == [14]
    assert await relations.hearing(db.read, ALICE, [BOB, CHARLIE]) == [CHARLIE]
    assert await relations.hearing(db.read, CHARLIE, [BOB]) == [BOB]
    deaf = [(BOB, ALICE), (BOB, CHARLIE), (ALICE, BOB), (BOB, BOB)]
    pairs = [*deaf, (CHARLIE, BOB), (BOB, 14), (BOB, 14), (ALICE, CHARLIE)]
    assert await relations.hearing_pairs(db.read, pairs) == [(CHARLIE, BOB), (BOB, 14), (ALICE, CHARLIE)]
    assert await relations.hearing_pairs(db.read, []) == []
    assert await relations.audience_sets(db.read, CHARLIE) == (NOBODY, NOBODY, frozenset({BOB}))
    with pytest.raises(Invalid):
        await db.write(lambda tx: relations.block(tx, ALICE, ALICE))


async def test_both_sides_are_loaded_anew_as_viewers(db: Db) -> None:
    async def join(tx: Tx) -> tuple[int, int]:
        made = [
            await accounts.sign_up(
                tx, SignUp(handle=name, name=name, email=f"{name}@town.example", region="MX", languages=["en"]), ""
            )
            for name in ("alice", "bob")
        ]
        return made[0].id, made[1].id

    async def versions() -> list[int]:
        found = await accounts.by_ids(db.read, [alice, bob])
        return [found[alice].viewer_version, found[bob].viewer_version]

    alice, bob = await db.write(join)
    seen = [await versions()]
    for verb in (relations.block, relations.unblock, relations.mute, relations.unmute):
        await db.write(partial(verb, account_id=alice, other_id=bob))
        seen.append(await versions())
    assert all(before[side] < after[side] for before, after in pairwise(seen) for side in (0, 1))


async def test_pages_neither_repeat_nor_miss(db: Db) -> None:
    for follower in range(20, 27):
        await follow(db, follower, ALICE)
        await follow(db, ALICE, follower)
    for page in (relations.followers_page, relations.following_page):
        seen: list[int] = []
        cursor: Cursor | None = None
        while True:
            part = await page(db.read, ALICE, cursor, 3)
            seen += part.items
            cursor = part.next
            if cursor is None:
                break
        assert sorted(seen) == list(range(20, 27))
        assert seen[0] in {26, 25}
    with pytest.raises(BadRequest):
        await relations.followers_page(db.read, ALICE, (1,), 3)
