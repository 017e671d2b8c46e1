"""What was decided meets a text that has changed since, is not everybody's any more, or goes at that very moment."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from tests.contributions.conftest import TEXT, TITLE, ZH_TEXT, ZH_TITLE, Workshop
from tests.contributions.test_offering import UPLOAD

from vermilion import contributions
from vermilion.audience import Action
from vermilion.cards import contributions as cards
from vermilion.contributions import queries
from vermilion.contributions.reading import values_of
from vermilion.edge.context import viewer_of
from vermilion.infra import ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict
from vermilion.notes import Attached


async def test_what_was_declined_cannot_stand_for_other_words(shop: Workshop) -> None:
    made = await shop.decline(await shop.offer(shop.cast.bob))
    alice = await viewer_of(shop.db, shop.cast.alice)
    assert (await cards.one(shop.db.read, alice, made.id)).may == ["accept"]
    await shop.edit(text="Sold out. https://example.org/peaches")
    with pytest.raises(Conflict) as refusal:
        await shop.accept(made)
    assert refusal.value.code == "text_changed"
    assert (await cards.one(shop.db.read, alice, made.id)).may == []
    assert await shop.remembered(TITLE) is None


async def test_what_was_declined_stands_later_with_the_pictures_of_then(shop: Workshop) -> None:
    alice = shop.cast.alice.id
    await shop.db.write(lambda tx: tx.many(UPLOAD, [(number, alice) for number in (1, 2)]))
    basket, hand = Attached(1, "A basket"), Attached(2, "A hand")
    await shop.edit(media=[basket, hand])
    made = await shop.decline(await shop.offer(shop.cast.bob, alts=["篮子", "一只手"]))
    await shop.edit(media=[hand])
    assert (await shop.accept(made)).alts == ("一只手",)
    assert await shop.remembered("A hand") == "一只手"


async def test_private_words_stay_out_of_the_memory_until_they_are_public(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    await shop.edit(visibility="self")
    assert (await shop.accept(made)).state == "accepted"
    assert await shop.remembered() is None
    await shop.edit()
    assert (await shop.remembered(TITLE), await shop.remembered()) == (ZH_TITLE, ZH_TEXT)


async def test_what_stands_is_outdated_however_many_wait_with_better_scores(shop: Workshop) -> None:
    stands = await shop.accept(await shop.offer(shop.cast.bob))
    waiting = msgspec.structs.replace(stands, target="ja", state="offered", score=1)
    others = [msgspec.structs.replace(waiting, id=ids.new_id()) for _ in range(queries.MOST + 1)]
    await shop.db.write(lambda tx: tx.many(queries.INSERT, list(map(values_of, others))))
    found = await contributions.of_subject(shop.db.read, stands.subject)
    assert (len(found), found[0].id) == (queries.MOST, stands.id)
    await shop.edit(text="Sold out. https://example.org/peaches")
    assert set((await shop.states()).values()) == {"outdated"}
    assert await shop.remembered(TITLE) is None


async def test_what_is_accepted_while_it_is_withdrawn_leaves_nothing_behind(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    permit = shop.permit(shop.cast.alice, Action.EDIT)

    async def accept(tx: Tx) -> None:
        await contributions.accept(tx, permit, made.id)
        if shop.db.dialect == "postgres":  # where the other one looks meanwhile, and waits for the note
            await asyncio.sleep(0.4)

    async def withdraw() -> None:
        await asyncio.sleep(0.1)
        await shop.db.write(lambda tx: contributions.withdraw(tx, shop.cast.bob.id, made.id))

    await asyncio.gather(shop.db.write(accept), withdraw())
    assert await shop.states() == {}
    assert (await shop.remembered(TITLE), await shop.remembered(TEXT)) == (None, None)
