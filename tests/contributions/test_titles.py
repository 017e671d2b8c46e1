"""A note's title is corrected like its text, with it or alone."""

from __future__ import annotations

import pytest
from tests.contributions.conftest import TEXT, Workshop

from vermilion import contributions, notes
from vermilion.accounts import Account
from vermilion.audience import VISITOR, Action
from vermilion.cards import corrections
from vermilion.contributions import Change, Correction, NewCorrection
from vermilion.edge.context import viewer_of
from vermilion.infra.errors import Conflict, Invalid
from vermilion.notes import Note

LEARNED, RIGHT = "A morning at market", "A morning at the market"
BETTER = TEXT.replace("at the", "by the")


async def correct(shop: Workshop, who: Account, title: str = "", text: str = "") -> Correction:
    permit, given = shop.permit(who, Action.CORRECT), NewCorrection(title=title, text=text)
    return await shop.db.write(lambda tx: contributions.correct(tx, permit, given))


async def accept(shop: Workshop, found: Correction) -> None:
    permit = shop.permit(shop.cast.alice, Action.EDIT)
    await shop.db.write(lambda tx: contributions.accept_correction(tx, permit, found.id))


async def now(shop: Workshop) -> Note:
    return (await notes.by_ids(shop.db.read, [shop.note.id]))[shop.note.id]


async def states(shop: Workshop, *found: Correction) -> list[str]:
    by_id = await contributions.corrections_by_ids(shop.db.read, [one.id for one in found])
    return [by_id[one.id].state for one in found]


async def test_title_and_text_are_taken_over_in_one_edit(shop: Workshop) -> None:
    await shop.edit(title=LEARNED, wants_correction=True)
    before = await now(shop)
    both = await correct(shop, shop.cast.bob, RIGHT, BETTER)
    of_title, of_text = await correct(shop, shop.voters[0], RIGHT), await correct(shop, shop.voters[1], LEARNED, BETTER)
    assert (both.is_right, of_title.is_right) == (False, False)
    assert [(one.title, one.text) for one in (of_title, of_text)] == [(RIGHT, TEXT), ("", BETTER)]
    await accept(shop, both)
    after = await now(shop)
    assert (after.title, after.text, after.version) == (RIGHT, BETTER, before.version + 1)
    assert await states(shop, both, of_title, of_text) == ["accepted", "outdated", "outdated"]
    alice = await viewer_of(shop.db, shop.cast.alice)
    for viewer in (alice, VISITOR):
        view = await corrections.one(shop.db.read, viewer, both.id)
        assert view.title_changes == [
            Change("same", "A morning at "),
            Change("added", "the "),
            Change("same", "market"),
        ]
        assert view.changes is not None
        assert Change("added", "by") in view.changes
    # Its title was edited away, so that it is not told any more.
    await shop.edit(title="A morning", text=BETTER, wants_correction=True)
    assert await corrections.of_text(shop.db.read, VISITOR, "note", shop.note.id) == []


async def test_only_what_it_corrects_outdates_a_correction(shop: Workshop) -> None:
    await shop.edit(title=LEARNED, wants_correction=True)
    of_title, of_text = await correct(shop, shop.cast.bob, RIGHT), await correct(shop, shop.voters[0], text=BETTER)
    await shop.edit(title="A morning", wants_correction=True)
    assert await states(shop, of_title, of_text) == ["outdated", "offered"]
    with pytest.raises(Conflict):
        await accept(shop, of_title)
    await accept(shop, of_text)
    assert ((await now(shop)).title, (await now(shop)).text) == ("A morning", BETTER)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        (LEARNED, "nothing_corrected"),
        (" ", "nothing_corrected"),
        ("Buy followers for a fair price today", "other_text"),
        (f"{LEARNED} evil.example/shop https://evil.example", "link_added"),
        (f"{LEARNED} {'very ' * 20}early", "too_long"),
    ],
)
async def test_a_correction_stays_with_the_title(shop: Workshop, title: str, code: str) -> None:
    await shop.edit(title=LEARNED, wants_correction=True)
    with pytest.raises(Invalid) as refusal:
        await correct(shop, shop.cast.bob, title)
    assert (refusal.value.code, refusal.value.field) == (code, "text" if code == "nothing_corrected" else "title")


async def test_nobody_repeats_a_correction_of_a_title(shop: Workshop) -> None:
    await shop.edit(title=LEARNED, wants_correction=True)
    await correct(shop, shop.cast.bob, RIGHT)
    with pytest.raises(Conflict):
        await correct(shop, shop.voters[0], RIGHT)
    await correct(shop, shop.voters[0], "Morning at the market")
