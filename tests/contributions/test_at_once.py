"""Many decide at the same moment: votes count exactly, and one translation stands at most."""

from __future__ import annotations

import asyncio

from tests.contributions.conftest import TITLE, Workshop

from vermilion import contributions, counters
from vermilion.counters import Mismatch
from vermilion.infra import subject


async def test_votes_at_once_count_exactly(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    await asyncio.gather(*(shop.vote(voter, made) for voter in shop.voters for _ in range(3)))
    found = (await contributions.by_ids(shop.db.read, [made.id]))[made.id]
    assert (found.score, found.state) == (4, "accepted")
    assert await counters.verify(shop.db.read) == []


async def test_the_audit_sees_a_wrong_score_and_votes_for_nothing(shop: Workshop) -> None:
    made, gone = await shop.offer(shop.cast.bob), await shop.offer(shop.voters[3], title="集市")
    for voter in shop.voters[:2]:
        await shop.vote(voter, made)
        await shop.vote(voter, gone)
    await shop.db.write(lambda tx: tx.run("UPDATE contributed_translations SET score = 3 WHERE id = ?", made.id))
    await shop.db.write(lambda tx: tx.run("DELETE FROM contributed_translations WHERE id = ?", gone.id))
    assert await counters.verify(shop.db.read) == [
        Mismatch("translation", made.id, "score", counted=3, rows=2),
        Mismatch("translation", gone.id, "score", counted=0, rows=2),
    ]


async def test_one_stands_however_many_are_accepted_at_once(shop: Workshop) -> None:
    made = [await shop.offer(voter, title=f"集市 {number}") for number, voter in enumerate(shop.voters)]
    await asyncio.gather(*map(shop.accept, made), shop.edit(category="food"))
    states = sorted((await shop.states()).values())
    assert states == ["accepted", "declined", "declined", "declined"]
    stands = (await contributions.of_subject(shop.db.read, subject.note(shop.note.id)))[0]
    assert await shop.remembered(TITLE) == stands.title


async def test_an_edit_at_the_same_moment_leaves_no_offer_of_other_words(shop: Workshop) -> None:
    offers = [shop.offer(voter, title=f"集市 {number}") for number, voter in enumerate(shop.voters)]
    note, made = await asyncio.gather(shop.edit(text="Sold out. https://example.org/peaches"), asyncio.gather(*offers))
    found = await contributions.by_ids(shop.db.read, [one.id for one in made])
    assert {one.state for one in found.values() if one.version < note.version} <= {"outdated"}
    assert {one.state for one in found.values() if one.version == note.version} <= {"offered"}
