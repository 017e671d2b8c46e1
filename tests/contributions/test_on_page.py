"""The corrections of a page's note and comments, in one look."""

from __future__ import annotations

from typing import Any

from tests.contributions.conftest import TEXT, Workshop

from vermilion import contributions
from vermilion.accounts import Account
from vermilion.audience import VISITOR, Action, Viewer
from vermilion.cards import comments as comment_cards
from vermilion.cards import corrections, whole_notes
from vermilion.cards.contribution_views import CorrectionView
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Reader, Row


class Asking:
    """A reader that counts how often it is asked about corrections."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.questions = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    async def all(self, sql: str, *args: Any) -> list[Row]:
        self.questions += "FROM corrections" in sql
        return await self._reader.all(sql, *args)


async def shown(shop: Workshop, who: Account | None) -> tuple[dict[str, list[CorrectionView]], int]:
    """What somebody finds on the note's page, and in how many questions."""
    viewer: Viewer = await viewer_of(shop.db, who) if who else VISITOR
    note = await whole_notes.note(shop.db.read, viewer, shop.note.id)
    said = await comment_cards.page(shop.db.read, viewer, shop.note.id, "new", None, 24)
    asking: Any = Asking(shop.db.read)
    found = await corrections.on_page(asking, viewer, note, said.items)
    return found, asking.questions


async def test_nobody_asked_nothing_is_looked_for(shop: Workshop) -> None:
    await shop.say(shop.cast.bob, "I likes it.")
    assert await shown(shop, shop.cast.alice) == ({}, 0)


async def test_what_waits_is_between_few_and_what_was_taken_is_for_all(shop: Workshop) -> None:
    await shop.edit(wants_correction=True)
    of_note = await shop.correct(shop.cast.bob, TEXT.replace("at the", "by the"))
    said = [await shop.say(shop.cast.alice, f"I has {count} peach.", wants_correction=True) for count in range(2, 7)]
    made = [await shop.correct(shop.cast.bob, one.text.replace("has", "have"), one) for one in said]
    everything = {str(shop.note.id): [str(of_note.id)]}
    everything |= {str(one.id): [str(correction.id)] for one, correction in zip(said, made, strict=True)}
    for who in (shop.cast.alice, shop.cast.bob, shop.cast.mo):
        found, questions = await shown(shop, who)
        assert {about: [view.id for view in views] for about, views in found.items()} == everything
        assert questions == 2  # one for the note, one for all that is said under it
    for outsider in (None, shop.cast.charlie):
        assert (await shown(shop, outsider))[0] == {}
    permit = shop.permit(shop.cast.alice, Action.EDIT, said[0])
    await shop.db.write(lambda tx: contributions.accept_correction(tx, permit, made[0].id))
    for outsider in (None, shop.cast.charlie):
        [(about, [view])] = (await shown(shop, outsider))[0].items()
        assert (about, view.state, view.may) == (str(said[0].id), "accepted", [])
