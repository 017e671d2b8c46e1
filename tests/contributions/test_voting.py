"""Those who read both languages decide together which translation stands."""

from __future__ import annotations

import pytest
from tests.contributions.conftest import TITLE, ZH_TITLE, Workshop

from vermilion import contributions, moderation, notifications
from vermilion.audience import Action
from vermilion.infra import subject
from vermilion.infra.errors import Conflict, Forbidden, Invalid, Problem
from vermilion.infra.outbox import drain


async def test_three_votes_let_a_translation_stand_and_three_against_take_it_down(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    for voter in shop.voters[:2]:
        assert (await shop.vote(voter, made)).state == "offered"
    assert (await shop.vote(shop.voters[0], made)).score == 2  # the same again counts once
    accepted = await shop.vote(shop.voters[2], made)
    assert (accepted.state, accepted.score, accepted.decided_by) == ("accepted", 3, 0)
    assert await shop.remembered(TITLE) == ZH_TITLE
    assert await contributions.votes_among(shop.db.read, [made.id], shop.voters[0].id) == {made.id: 1}
    await shop.vote(shop.voters[0], made, 0)
    assert await contributions.votes_among(shop.db.read, [made.id], shop.voters[0].id) == {}
    for voter in shop.voters[:3]:
        found = await shop.vote(voter, made, -1)
    assert (found.score, found.state) == (-3, "declined")
    assert await shop.remembered(TITLE) is None
    with pytest.raises(Conflict):
        await shop.vote(shop.voters[3], made)


async def test_the_better_one_takes_the_place_but_not_of_what_the_author_chose(shop: Workshop) -> None:
    first, second = await shop.offer(shop.cast.bob), await shop.offer(shop.voters[3], title="集市")
    for voter in shop.voters[:3]:
        await shop.vote(voter, first)
        await shop.vote(voter, second)
    assert await shop.states() == {first.id: "accepted", second.id: "offered"}  # equal is not more
    await shop.vote(shop.voters[0], first, 0)
    await shop.vote(shop.voters[0], second, 0)
    await shop.vote(shop.voters[0], second)
    assert await shop.states() == {first.id: "declined", second.id: "accepted"}
    await shop.accept(first)
    third = await shop.offer(shop.voters[3], title="清晨")
    for voter in shop.voters[:3]:
        await shop.vote(voter, third)
    assert await shop.states() == {first.id: "accepted", second.id: "declined", third.id: "offered"}


@pytest.mark.parametrize(
    ("who", "value", "problem", "code"),
    [
        ("bob", 1, Forbidden, "own_translation"),
        ("mo", 1, Forbidden, "too_new"),
        ("voter", 2, Invalid, "vote"),
    ],
)
async def test_who_cannot_vote(shop: Workshop, who: str, value: int, problem: type[Problem], code: str) -> None:
    made = await shop.offer(shop.cast.bob)
    person = {"bob": shop.cast.bob, "mo": shop.cast.mo, "voter": shop.voters[0]}[who]
    with pytest.raises(problem) as refusal:
        await shop.vote(person, made, value)
    assert refusal.value.code == code


async def test_whoever_reads_only_one_of_the_languages_cannot_vote(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vermilion.contributions.voters.OLD_ENOUGH", 0)
    made = await shop.offer(shop.cast.bob)
    with pytest.raises(Forbidden) as refusal:
        await shop.vote(shop.cast.charlie, made)
    assert refusal.value.code == "not_your_language"
    assert (await shop.vote(shop.cast.mo, made)).score == 1


async def test_a_moderator_removes_and_the_log_knows(shop: Workshop) -> None:
    made = await shop.accept(await shop.offer(shop.cast.bob))
    permit = shop.permit(shop.cast.mo, Action.MODERATE)
    with pytest.raises(Invalid):
        await shop.db.write(lambda tx: contributions.remove(tx, permit, made.id, " "))
    await shop.db.write(lambda tx: contributions.remove(tx, permit, made.id, "an insult"))
    assert await shop.states() == {}
    assert await shop.remembered(TITLE) is None
    log = await moderation.log_of(shop.db.read, subject.note(shop.note.id), 5)
    assert [(line.actor_id, line.action, line.reason) for line in log] == [
        (shop.cast.mo.id, "remove_translation", "an insult")
    ]
    with pytest.raises(Forbidden):
        await shop.db.write(
            lambda tx: contributions.remove(tx, shop.permit(shop.cast.alice, Action.EDIT), made.id, "no")
        )


async def test_author_and_translator_are_told(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    other = await shop.offer(shop.voters[3], title="集市")
    for voter in shop.voters[:3]:
        await shop.vote(voter, made)
    await shop.accept(other)
    await drain(shop.db)
    alice, bob = await _inbox(shop, shop.cast.alice.id), await _inbox(shop, shop.cast.bob.id)
    assert alice == [("translated", (shop.voters[3].id, shop.cast.bob.id), 2)]
    assert bob == [("translation_accepted", (), 0)]
    assert await _inbox(shop, shop.voters[3].id) == [("translation_accepted", (shop.cast.alice.id,), 1)]


async def _inbox(shop: Workshop, account_id: int) -> list[tuple[str, tuple[int, ...], int]]:
    lines = (await notifications.page(shop.db.read, account_id, "comments", None, 10)).items
    return [(line.kind, line.actors, line.actor_count) for line in lines]
