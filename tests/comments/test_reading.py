"""Pages of comments: sorted, complete, with what is gone kept while something hangs on it."""

from __future__ import annotations

import pytest
from tests.comments.conftest import ALICE, BOB, CHARLIE, NOTE, Talk

from vermilion import comments
from vermilion.infra.errors import BadRequest, Conflict, Invalid
from vermilion.infra.paging import Cursor


async def test_pages_of_both_sorts_neither_repeat_nor_miss(talk: Talk) -> None:
    said = [await talk.say(BOB, str(number)) for number in range(7)]
    for index in (2, 2, 2, 5):
        await talk.say(CHARLIE, "reply", to=said[index])
    await talk.pin(said[0])
    expected = {"new": ["0", "6", "5", "4", "3", "2", "1"], "hot": ["0", "2", "5", "6", "4", "3", "1"]}
    for sort, texts in expected.items():
        seen: list[str] = []
        cursor: Cursor | None = None
        for _ in range(3):
            part = await comments.page(talk.db.read, NOTE, sort, cursor, 2)
            seen += [comment.text for comment in part.items]
            cursor = part.next
        assert seen == texts
        assert cursor is None
    with pytest.raises(BadRequest):
        await comments.page(talk.db.read, NOTE, "best", None, 2)
    with pytest.raises(BadRequest):
        await comments.page(talk.db.read, NOTE, "hot", (1, 2), 2)


async def test_liking_warms(talk: Talk) -> None:
    first, second = await talk.say(BOB, "first"), await talk.say(BOB, "second")
    await talk.db.write(lambda tx: comments.warm(tx, first.id, 1))
    assert await talk.texts("hot") == ["first", "second"]
    assert await talk.texts("new") == ["second", "first"]
    assert (await talk.now(second)).heat == 0


async def test_what_is_gone_keeps_its_place_while_replies_hang_on_it(talk: Talk) -> None:
    kept, lone = await talk.say(BOB, "kept"), await talk.say(BOB, "lone")
    reply = await talk.say(CHARLIE, "reply", to=kept)
    await talk.remove(kept)
    await talk.remove(lone)
    assert await talk.texts() == ["kept"]
    await talk.delete(kept)
    assert await talk.texts() == [""]
    await talk.delete(reply)
    assert await talk.texts() == []
    assert await talk.texts("hot") == []


async def test_first_replies_of_several_at_once(talk: Talk) -> None:
    parents = [await talk.say(BOB, text) for text in ("many", "one", "none")]
    many = [await talk.say(CHARLIE, str(number), to=parents[0]) for number in range(5)]
    one = await talk.say(ALICE, "a", to=parents[1])
    await talk.delete(many[0])
    ids = [parent.id for parent in parents]
    first = await comments.replies_of(talk.db.read, ids, 2)
    assert [reply.text for reply in first[parents[0].id]] == ["1", "2"]
    assert first[parents[1].id] == [one]
    assert first[parents[2].id] == []
    page = await comments.replies_page(talk.db.read, NOTE, ids[0], None, 3)
    rest = await comments.replies_page(talk.db.read, NOTE, ids[0], page.next, 3)
    assert [reply.text for reply in page.items + rest.items] == ["1", "2", "3", "4"]
    assert rest.next is None


async def test_pins(talk: Talk) -> None:
    said = [await talk.say(BOB, str(number)) for number in range(4)]
    reply = await talk.say(CHARLIE, "reply", to=said[0])
    assert await talk.pin(said[0])
    assert not await talk.pin(said[0])
    with pytest.raises(Invalid):
        await talk.pin(reply)
    await talk.pin(said[1])
    await talk.pin(said[2])
    with pytest.raises(Conflict):
        await talk.pin(said[3])
    assert await talk.unpin(said[1])
    assert not await talk.unpin(said[1])
    await talk.delete(said[2])
    assert await talk.pin(said[3])
    assert await talk.texts() == ["3", "0", "1"]
