"""How much somebody may offer on a day, whatever becomes of it."""

from __future__ import annotations

import pytest
from tests.contributions.conftest import TEXT, Workshop

from vermilion import contributions
from vermilion.contributions import correction_limits, offer_limits
from vermilion.infra.errors import Conflict, TooMany

COUNTS = "SELECT count(*) FROM contributed_in_a_day"
A_DAY_LATER = "UPDATE contributed_in_a_day SET day = day - 1"


async def test_taking_an_offer_back_gives_none_back(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer_limits, "DAILY_OFFERS", 1)
    reader = shop.voters[0]
    made = await shop.offer(reader)
    await shop.db.write(lambda tx: contributions.withdraw(tx, reader.id, made.id))
    with pytest.raises(TooMany) as refusal:
        await shop.offer(reader)
    assert refusal.value.code == "translations_a_day"
    await shop.db.write(lambda tx: tx.run(A_DAY_LATER))
    assert (await shop.offer(reader)).state == "offered"


async def test_taking_a_correction_back_gives_none_back(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correction_limits, "FIRST_DAY_CORRECTIONS", 1)
    await shop.edit(wants_correction=True)
    bob = shop.cast.bob
    made = await shop.correct(bob, TEXT.replace("at the", "by the"))
    await shop.db.write(lambda tx: contributions.withdraw_correction(tx, bob.id, made.id))
    with pytest.raises(TooMany) as refusal:
        await shop.correct(bob, TEXT.replace("at the", "near the"))
    assert refusal.value.code == "corrections_a_day"
    assert (await shop.offer(bob)).state == "offered"  # translations have an allowance of their own


async def test_what_is_refused_does_not_count(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    await shop.offer(shop.voters[0])
    monkeypatch.setattr(offer_limits, "DAILY_OFFERS", 1)
    for _ in range(2):
        with pytest.raises(Conflict):  # the same words, not too many
            await shop.offer(shop.voters[1])
    assert (await shop.offer(shop.voters[1], title="集市")).state == "offered"


async def test_whoever_leaves_is_not_counted_any_more(shop: Workshop) -> None:
    await shop.offer(shop.cast.bob)
    assert await shop.db.read.value(COUNTS) == 1
    await shop.db.write(lambda tx: contributions.erase_some_of(tx, shop.cast.bob.id, 5))
    assert await shop.db.read.value(COUNTS) == 0
