"""Comments and replies come, change and go, and the numbers follow."""

from __future__ import annotations

import pytest
from tests.comments.conftest import ALICE, BOB, CHARLIE, NOTE, Talk

from vermilion import accounts, counters
from vermilion.accounts import SignUp
from vermilion.comments import CommentDeleted, Commented, CommentEdited, CommentRestored
from vermilion.infra import ids
from vermilion.infra.errors import Conflict, Invalid, NotFound, TooMany


async def numbers(talk: Talk, kind: str, identifier: int) -> int:
    return (await counters.load(talk.db.read, kind, [identifier]))[identifier].comments


async def test_a_reply_to_a_reply_stands_under_the_first(talk: Talk) -> None:
    first = await talk.say(BOB, "  真好看！\r\n在哪里？ ")
    reply = await talk.say(ALICE, "Thanks, it is in Porto", to=first)
    deep = await talk.say(CHARLIE, "lovely", to=reply)
    assert (first.text, first.language, first.parent_id) == ("真好看！\n在哪里？", "zh-Hans", 0)
    assert (reply.parent_id, reply.reply_to_id, reply.language) == (first.id, first.id, "en")
    assert (deep.parent_id, deep.reply_to_id) == (first.id, reply.id)
    event = talk.told[-1]
    assert isinstance(event, Commented)
    assert (event.note_author_id, event.replied_id, event.author_id) == (ALICE, ALICE, CHARLIE)
    assert await numbers(talk, "note", NOTE) == 3
    assert await numbers(talk, "comment", first.id) == 2
    assert (await talk.now(first)).heat == 4


async def test_what_cannot_be_said(talk: Talk) -> None:
    for text, code in (("", "empty"), (" \u200b\n", "empty"), ("x" * 1001, "too_long")):
        with pytest.raises(Invalid) as refusal:
            await talk.say(BOB, text)
        assert (refusal.value.code, refusal.value.field) == (code, "text")
    first = await talk.say(BOB, "x" * 1000)
    await talk.delete(first)
    with pytest.raises(NotFound):
        await talk.say(ALICE, "too late", to=first)
    with pytest.raises(NotFound):
        await talk.edit(first, "too late")
    assert await counters.verify(talk.db.read) == []


async def test_mentions_are_told_once(talk: Talk) -> None:
    form = SignUp(handle="dora", name="Dora", email="dora@town.example", region="MX", languages=["es"])
    dora = (await talk.db.write(lambda tx: accounts.sign_up(tx, form, ""))).id
    comment = await talk.say(dora, "@dora @nobody_here")
    assert isinstance(told := talk.told[-1], Commented)
    assert told.mentions == ()
    comment = await talk.say(BOB, "hi @Dora, and @dora again")
    assert isinstance(told := talk.told[-1], Commented)
    assert told.mentions == (dora,)
    changed = await talk.edit(comment, "hi @dora!")
    assert isinstance(edited := talk.told[-1], CommentEdited)
    assert edited.mentions == ()
    assert changed.edited_at
    assert changed == await talk.now(comment)
    count = len(talk.told)
    assert await talk.edit(comment, "hi @dora! ") == changed
    assert len(talk.told) == count


async def test_deleting_and_removing_count_once(talk: Talk) -> None:
    first = await talk.say(BOB, "one")
    reply = await talk.say(CHARLIE, "two", to=first)
    await talk.remove(first)
    with pytest.raises(Conflict):
        await talk.remove(first)
    assert await numbers(talk, "note", NOTE) == 1
    assert await numbers(talk, "comment", first.id) == 1
    await talk.restore(first)
    assert isinstance(talk.told[-1], CommentRestored)
    with pytest.raises(Conflict):
        await talk.restore(first)
    await talk.delete(reply)
    await talk.delete(reply)
    assert sum(isinstance(event, CommentDeleted) for event in talk.told) == 1
    gone = await talk.now(reply)
    assert (gone.text, gone.state) == ("", "deleted")
    assert await numbers(talk, "comment", first.id) == 0
    await talk.remove(first)
    await talk.delete(first)
    assert await numbers(talk, "note", NOTE) == 0
    assert (await talk.now(first)).heat == 0
    assert await counters.verify(talk.db.read) == []


async def test_newcomers_have_a_smaller_allowance(talk: Talk) -> None:
    newcomer = ids.new_id()
    for number in range(60):
        await talk.say(newcomer, f"spam {number}")
    with pytest.raises(TooMany):
        await talk.say(newcomer, "spam 60")
    await talk.say(BOB, "hm")
