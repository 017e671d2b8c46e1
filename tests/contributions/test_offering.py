"""Members translate what others wrote: what is taken, what is refused, and what becomes of it when the text changes."""

from __future__ import annotations

import pytest
from tests.contributions.conftest import TEXT, TITLE, ZH_TEXT, ZH_TITLE, Workshop

from vermilion import accounts, comments, contributions, notes, notifications
from vermilion.audience import Action
from vermilion.contributions import Offer
from vermilion.infra import outbox, subject
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound, Problem, TooMany
from vermilion.notes import Attached


async def test_an_offer_waits_until_its_author_accepts_it(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    about = subject.note(shop.note.id)
    assert (made.state, made.source, made.target, made.version) == ("offered", "en", "zh-Hans", 1)
    assert await contributions.of_subject(shop.db.read, about, "zh-Hans") == [made]
    assert await contributions.of_subject(shop.db.read, about, "ja") == []
    assert await contributions.by_ids(shop.db.read, [made.id, 5]) == {made.id: made}
    assert await shop.remembered() is None
    accepted = await shop.accept(made)
    assert (accepted.state, accepted.decided_by) == ("accepted", shop.cast.alice.id)
    assert (await shop.remembered(TITLE), await shop.remembered()) == (ZH_TITLE, ZH_TEXT)
    assert await contributions.helped(shop.db.read, shop.cast.bob.id) == contributions.Helped(1, 0, 0)


async def test_what_is_imported_stands_and_nobody_is_told(shop: Workshop) -> None:
    permit = shop.permit(shop.cast.bob, Action.TRANSLATE)
    given = Offer(target="zh-Hans", title=ZH_TITLE, text=ZH_TEXT)
    made = await shop.db.write(lambda tx: contributions.adopt(tx, permit, given))
    assert made.state == "accepted"
    assert await shop.remembered() == ZH_TEXT
    assert (await contributions.helped(shop.db.read, shop.cast.bob.id)).translations == 1
    own = shop.permit(shop.cast.alice, Action.TRANSLATE)
    await shop.db.write(lambda tx: contributions.adopt(tx, own, given))
    assert (await contributions.helped(shop.db.read, shop.cast.alice.id)).translations == 0, "it is her own text"
    await outbox.drain(shop.db)
    for person in (shop.cast.alice, shop.cast.bob):
        assert (await notifications.page(shop.db.read, person.id, "comments", None, 10)).items == []


async def test_ones_own_text_stands_at_once_and_is_no_help_to_others(shop: Workshop) -> None:
    note = await shop.db.write(
        lambda tx: notes.publish(tx, shop.cast.bob, notes.Publication(text="早上好", language="zh-Hans"))
    )
    shop.note = note
    made = await shop.offer(shop.cast.bob, "", "Good morning", target="en")
    assert made.state == "accepted"
    assert await shop.remembered("早上好", "en") == "Good morning"
    assert await contributions.helped(shop.db.read, shop.cast.bob.id) == contributions.Helped(0, 0, 0)


REFUSED: list[tuple[dict[str, object], type[Problem], str]] = [
    ({"title": ""}, Invalid, "title_missing"),
    ({"text": " "}, Invalid, "text_missing"),
    ({"title": TITLE, "text": TEXT}, Invalid, "same_text"),
    ({"target": "en-GB"}, Invalid, "same_language"),
    ({"target": "fr"}, Invalid, "not_your_language"),
    ({"target": "Chinese"}, Invalid, "language"),
    ({"source": "ja"}, Invalid, "not_your_language"),
    ({"text": ZH_TEXT + " https://evil.example/"}, Invalid, "link_added"),
    ({"text": ZH_TEXT + " @charlie"}, Invalid, "link_added"),
    ({"text": "长" * 4001}, Invalid, "too_long"),
    ({"alts": ["图"]}, Invalid, "too_many_alts"),
    ({"based_on": 77}, NotFound, "not_found"),
    ({"version": 2}, Conflict, "text_changed"),
]


@pytest.mark.parametrize(("changes", "problem", "code"), REFUSED)
async def test_what_is_not_taken(shop: Workshop, changes: dict[str, object], problem: type[Problem], code: str) -> None:
    with pytest.raises(problem) as refusal:
        await shop.offer(shop.cast.bob, **changes)  # type: ignore[arg-type]  # a table of fields
    assert refusal.value.code == code


async def test_who_wants_no_translations_gets_none(shop: Workshop) -> None:
    alice = shop.cast.alice
    await shop.db.write(lambda tx: accounts.set_translation(tx, alice.id, translate="never", translatable=False))
    with pytest.raises(Forbidden):
        await shop.offer(shop.cast.bob)


async def test_what_is_not_public_is_not_translated(shop: Workshop) -> None:
    await shop.edit(visibility="followers")
    with pytest.raises(Forbidden):
        await shop.offer(shop.cast.bob)


async def test_another_try_takes_the_place_of_the_first_and_nobody_repeats_it(shop: Workshop) -> None:
    first = await shop.offer(shop.cast.bob)
    with pytest.raises(Conflict):
        await shop.offer(shop.voters[0])
    second = await shop.offer(shop.cast.bob, title="清晨的集市")
    assert await shop.states() == {second.id: "offered"}
    third = await shop.offer(shop.voters[0], based_on=second.id)
    assert third.based_on == second.id
    assert first.id not in await shop.states()


async def test_a_day_has_its_measure(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vermilion.contributions.offer_limits.FIRST_DAY_OFFERS", 1)
    await shop.accept(await shop.offer(shop.cast.bob))
    with pytest.raises(TooMany):
        await shop.offer(shop.cast.bob, title="集市")


async def test_accepting_another_declines_the_one_before(shop: Workshop) -> None:
    first = await shop.accept(await shop.offer(shop.cast.bob))
    second = await shop.accept(await shop.offer(shop.voters[0], title="清晨的集市"))
    assert await shop.states() == {first.id: "declined", second.id: "accepted"}
    assert await shop.remembered(TITLE) == "清晨的集市"
    await shop.decline(second)
    assert await shop.remembered(TITLE) is None
    assert (await shop.accept(first)).state == "accepted"
    assert await shop.remembered(TITLE) == ZH_TITLE


async def test_only_author_and_moderators_decide(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    for action in (Action.TRANSLATE, Action.SEE):
        with pytest.raises(Forbidden):
            await shop.accept(made, shop.cast.bob, action)
    assert (await shop.accept(made, shop.cast.mo, Action.MODERATE)).decided_by == shop.cast.mo.id
    other = await shop.say(shop.cast.bob, "hello there")
    permit = shop.permit(shop.cast.bob, Action.EDIT, other)
    with pytest.raises(NotFound):  # a permit for another text
        await shop.db.write(lambda tx: contributions.accept(tx, permit, made.id))


async def test_other_words_outdate_translations_and_other_circumstances_do_not(shop: Workshop) -> None:
    stands, offered = await shop.accept(await shop.offer(shop.cast.bob)), await shop.offer(shop.voters[0], title="集市")
    await shop.edit(category="food")
    assert await shop.states() == {stands.id: "accepted", offered.id: "offered"}
    await shop.edit(visibility="self")
    assert await shop.remembered() is None
    await shop.edit()
    assert await shop.remembered() == ZH_TEXT
    await shop.edit(text="Sold out. #market")
    assert await shop.states() == {stands.id: "outdated", offered.id: "outdated"}
    assert await shop.remembered(TITLE) is None
    with pytest.raises(Conflict):
        await shop.accept(offered)
    assert (await shop.offer(shop.cast.bob, text="卖完了。#早市")).version > stands.version


UPLOAD = """
INSERT INTO media (id, owner_id, purpose, kind, state, bytes, created_at)
VALUES (?, ?, 'note', 'picture', 'ready', 1, 0)
"""


async def test_descriptions_follow_their_pictures(shop: Workshop) -> None:
    alice = shop.cast.alice.id
    await shop.db.write(lambda tx: tx.many(UPLOAD, [(number, alice) for number in (1, 2, 3)]))
    basket, hand, bare = Attached(1, "A basket"), Attached(2, "A hand"), Attached(3)
    await shop.edit(media=[basket, bare, hand])
    made = await shop.offer(shop.cast.bob, alts=["篮子", "没有说明", "一只手"])
    assert made.alts == ("篮子", "", "一只手")
    await shop.accept(made)
    assert await shop.remembered("A hand") == "一只手"
    await shop.edit(media=[hand, Attached(1, "A large basket"), bare])
    now = (await contributions.by_ids(shop.db.read, [made.id]))[made.id]
    assert (now.state, now.alts) == ("accepted", ("一只手", "", ""))
    assert await shop.remembered("A hand") == "一只手"
    assert await shop.remembered("A basket") is None
    assert await shop.remembered() == ZH_TEXT


async def test_deleting_takes_everything_along(shop: Workshop) -> None:
    made = await shop.accept(await shop.offer(shop.cast.bob))
    await shop.vote(shop.voters[0], made)
    await shop.db.write(lambda tx: notes.delete(tx, shop.permit(shop.cast.alice, Action.DELETE)))
    assert await shop.states() == {}
    assert await contributions.votes_among(shop.db.read, [made.id], shop.voters[0].id) == {}


async def test_comments_are_translated_like_notes(shop: Workshop) -> None:
    said = await shop.say(shop.cast.alice, "What a lovely morning")
    permit = shop.permit(shop.cast.bob, Action.TRANSLATE, said)
    given = Offer(target="zh-Hans", text="多好的早晨", title="没有标题")
    made = await shop.db.write(lambda tx: contributions.offer(tx, permit, given))
    assert (made.title, made.alts, made.subject.home) == ("", (), shop.note.id)
    edit = shop.permit(shop.cast.alice, Action.EDIT, said)
    await shop.db.write(lambda tx: contributions.accept(tx, edit, made.id))
    assert await shop.remembered("What a lovely morning") == "多好的早晨"
    await shop.edit(visibility="self")
    assert await shop.remembered("What a lovely morning") is None
    await shop.edit()
    assert await shop.remembered("What a lovely morning") == "多好的早晨"
    await shop.db.write(lambda tx: comments.edit(tx, edit, comments.NewComment(text="What a day")))
    assert await shop.states() == {made.id: "outdated"}
    await shop.db.write(lambda tx: comments.delete(tx, shop.permit(shop.cast.alice, Action.DELETE, said)))
    assert await shop.states() == {}


async def test_whoever_leaves_takes_their_words_along(shop: Workshop) -> None:
    made = await shop.accept(await shop.offer(shop.cast.bob))
    assert await shop.db.write(lambda tx: contributions.erase_some_of(tx, shop.cast.bob.id, 5)) == 1
    assert await shop.db.write(lambda tx: contributions.erase_some_of(tx, shop.cast.bob.id, 5)) == 0
    assert made.id not in await shop.states()
    assert await shop.remembered() is None


async def test_only_the_translator_takes_it_back(shop: Workshop) -> None:
    made = await shop.accept(await shop.offer(shop.cast.bob))
    with pytest.raises(NotFound):
        await shop.db.write(lambda tx: contributions.withdraw(tx, shop.cast.charlie.id, made.id))
    await shop.db.write(lambda tx: contributions.withdraw(tx, shop.cast.bob.id, made.id))
    assert await shop.states() == {}
    assert await shop.remembered() is None
