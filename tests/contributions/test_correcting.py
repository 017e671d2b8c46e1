"""Red ink, for those who asked for it."""

from __future__ import annotations

import pytest
from tests.contributions.conftest import Workshop

from vermilion import comments, contributions, notes, notifications
from vermilion.audience import Action
from vermilion.contributions import Correction, Helped
from vermilion.infra import clock, subject
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from vermilion.infra.outbox import drain

LEARNED = "昨天我去了超市买很多水果，我觉的苹果最好吃。"
RIGHT = "昨天我去超市买了很多水果，我觉得苹果最好吃。"


async def homework(shop: Workshop) -> None:
    await shop.edit(title="作业", text=LEARNED, language="zh-Hans", wants_correction=True)


async def accept(shop: Workshop, found: Correction) -> Correction:
    permit = shop.permit(shop.cast.alice, Action.EDIT)
    return await shop.db.write(lambda tx: contributions.accept_correction(tx, permit, found.id))


async def test_the_author_takes_a_correction_over(shop: Workshop) -> None:
    await homework(shop)
    made = await shop.correct(shop.cast.bob, RIGHT, remark="了 stands behind the verb")
    other = await shop.correct(shop.voters[0], RIGHT.replace("最", "更"))
    accepted = await accept(shop, made)
    assert (accepted.state, accepted.corrector_id) == ("accepted", shop.cast.bob.id)
    note = (await notes.by_ids(shop.db.read, [shop.note.id]))[shop.note.id]
    assert (note.text, note.title, note.language, note.wants_correction) == (RIGHT, "作业", "zh-Hans", True)
    assert note.edited_at is not None
    assert (await notes.versions_of(shop.db.read, note.id))[0].text == LEARNED
    found = await contributions.corrections_of(shop.db.read, subject.note(note.id))
    assert [(one.id, one.state) for one in found] == [(other.id, "outdated"), (made.id, "accepted")]
    with pytest.raises(Conflict):
        await accept(shop, other)
    assert await contributions.corrections_by_ids(shop.db.read, [made.id]) == {made.id: found[1]}


async def test_thanks_are_said_once_and_everybody_hears_of_it(shop: Workshop) -> None:
    await homework(shop)
    made = await shop.correct(shop.cast.bob, RIGHT)
    await accept(shop, made)
    permit = shop.permit(shop.cast.alice, Action.EDIT)
    assert await shop.db.write(lambda tx: contributions.thank(tx, permit, made.id))
    assert not await shop.db.write(lambda tx: contributions.thank(tx, permit, made.id))
    assert await contributions.helped(shop.db.read, shop.cast.bob.id) == Helped(0, 1, 1)
    await drain(shop.db)
    assert await kinds(shop, shop.cast.alice.id) == ["corrected"]
    assert await kinds(shop, shop.cast.bob.id) == ["thanked", "correction_accepted"]


async def test_nothing_to_correct_is_good_news(shop: Workshop) -> None:
    await homework(shop)
    permit = shop.permit(shop.cast.alice, Action.EDIT)
    first, second = [
        await shop.right(who, remark="just as I would say it") for who in (shop.cast.bob, shop.voters[0])
    ]
    assert (first.is_right, first.text, first.state) == (True, LEARNED, "offered")
    assert not (await shop.correct(shop.voters[1], RIGHT)).is_right
    assert await shop.db.write(lambda tx: contributions.thank(tx, permit, first.id))
    assert (await accept(shop, second)).state == "accepted"
    assert await state_of(shop, first) == "accepted"
    note = (await notes.by_ids(shop.db.read, [shop.note.id]))[shop.note.id]
    assert (note.text, note.version) == (LEARNED, shop.note.version + 1)  # asking was an edit; this was none
    assert await contributions.helped(shop.db.read, shop.cast.bob.id) == Helped(0, 1, 1)
    await drain(shop.db)
    assert await kinds(shop, shop.cast.alice.id) == ["corrected", "found_right"]
    assert await kinds(shop, shop.cast.bob.id) == ["thanked"]


async def kinds(shop: Workshop, account_id: int) -> list[str]:
    return [line.kind for line in (await notifications.page(shop.db.read, account_id, "comments", None, 10)).items]


async def test_nobody_corrects_who_was_not_asked(shop: Workshop) -> None:
    with pytest.raises(Forbidden) as refusal:
        await shop.correct(shop.cast.bob, "Fresh peaches")
    assert refusal.value.code == "not_asked"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LEARNED, "nothing_corrected"),
        ("", "nothing_corrected"),
        ("Buy followers for a fair price, write to us today, all of you", "other_text"),
        (RIGHT + "https://evil.example/", "link_added"),
        (RIGHT + "长" * 2000, "too_long"),
    ],
)
async def test_a_correction_stays_with_the_text(shop: Workshop, text: str, code: str) -> None:
    await homework(shop)
    with pytest.raises(Invalid) as refusal:
        await shop.correct(shop.cast.bob, text)
    assert refusal.value.code == code


async def test_who_does_not_read_the_language_cannot_correct_it(shop: Workshop) -> None:
    await homework(shop)
    with pytest.raises(Invalid) as refusal:
        await shop.correct(shop.cast.charlie, RIGHT)
    assert refusal.value.code == "not_your_language"


async def test_a_second_try_takes_the_place_of_the_first(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    await homework(shop)
    first = await shop.correct(shop.cast.bob, RIGHT.replace("最", "更"))
    second = await shop.correct(shop.cast.bob, RIGHT)
    with pytest.raises(Conflict):
        await shop.correct(shop.voters[0], RIGHT)
    found = await contributions.corrections_of(shop.db.read, subject.note(shop.note.id))
    assert [one.id for one in found] == [second.id] != [first.id]
    monkeypatch.setattr("vermilion.contributions.correction_limits.FIRST_DAY_CORRECTIONS", 1)
    with pytest.raises(TooMany):
        await shop.correct(shop.cast.bob, LEARNED + "！")


async def test_an_edit_outdates_what_waits_and_a_new_category_does_not(shop: Workshop) -> None:
    await homework(shop)
    made = await shop.correct(shop.cast.bob, RIGHT)
    same = {"title": "作业", "text": LEARNED, "language": "zh-Hans", "wants_correction": True}
    await shop.edit(**same, category="study")
    assert await state_of(shop, made) == "offered"
    await shop.edit(**same | {"text": LEARNED + "好"})
    assert await state_of(shop, made) == "outdated"


async def test_an_edit_at_the_same_moment_is_not_overwritten(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    await homework(shop)
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)  # as when machines' clocks differ
    made = await shop.correct(shop.cast.bob, RIGHT)
    await shop.edit(title="作业", text=LEARNED + "好", language="zh-Hans", wants_correction=True)
    with pytest.raises(Conflict):
        await accept(shop, made)
    assert await state_of(shop, made) == "outdated"
    assert (await notes.by_ids(shop.db.read, [shop.note.id]))[shop.note.id].text == LEARNED + "好"


async def state_of(shop: Workshop, made: Correction) -> str:
    return (await contributions.corrections_by_ids(shop.db.read, [made.id]))[made.id].state


async def test_only_the_author_decides_and_only_the_corrector_takes_it_back(shop: Workshop) -> None:
    await homework(shop)
    made = await shop.correct(shop.cast.bob, RIGHT)
    for verb in (contributions.accept_correction, contributions.decline_correction, contributions.thank):
        permit = shop.permit(shop.cast.mo, Action.MODERATE)
        with pytest.raises(Forbidden):
            await shop.db.write(lambda tx, verb=verb, permit=permit: verb(tx, permit, made.id))  # type: ignore[misc]
    edit = shop.permit(shop.cast.alice, Action.EDIT)
    assert (await shop.db.write(lambda tx: contributions.decline_correction(tx, edit, made.id))).state == "declined"
    with pytest.raises(NotFound):
        await shop.db.write(lambda tx: contributions.withdraw_correction(tx, shop.cast.mo.id, made.id))
    await shop.db.write(lambda tx: contributions.withdraw_correction(tx, shop.cast.bob.id, made.id))
    assert await contributions.corrections_of(shop.db.read, subject.note(shop.note.id)) == []


async def test_comments_are_corrected_like_notes(shop: Workshop) -> None:
    said = await shop.say(shop.cast.alice, "我很喜欢吃苹果和香焦", wants_correction=True)
    made = await shop.correct(shop.cast.bob, "我很喜欢吃苹果和香蕉", said)
    edit = shop.permit(shop.cast.alice, Action.EDIT, said)
    await shop.db.write(lambda tx: contributions.accept_correction(tx, edit, made.id))
    now = (await comments.by_ids(shop.db.read, [said.id]))[said.id]
    assert (now.text, now.wants_correction) == ("我很喜欢吃苹果和香蕉", 1)
    await shop.db.write(lambda tx: comments.delete(tx, shop.permit(shop.cast.alice, Action.DELETE, said)))
    assert await contributions.corrections_by_ids(shop.db.read, [made.id]) == {}
