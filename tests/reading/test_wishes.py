"""What a page of somebody who has texts translated at once lacks is asked for a moment later, within bounds."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest
from tests.conftest import Cast

from vermilion import accounts, comments, notes, translation
from vermilion.audience import VISITOR, Action
from vermilion.cards import comments as comment_cards
from vermilion.cards import notes as cards
from vermilion.cards import permits, wishes
from vermilion.comments import NewComment
from vermilion.edge.context import viewer_of
from vermilion.infra import clock
from vermilion.infra.db import Db, Tx
from vermilion.notes import Note, Publication
from vermilion.translation import HOT, Text, health
from vermilion.translation.health import EngineState, report

VISITING = msgspec.structs.replace(VISITOR, translate_into="en")
MEMBER = msgspec.structs.replace(VISITING, id=7, role="member", languages=("en",))
ASKED = "SELECT text, target, urgency, scope FROM translation_requests ORDER BY text"


@pytest.fixture(autouse=True)
def nothing_is_wished_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "REMEMBERED", 0.0)
    for name in ("_members", "_visitors", "_lately"):
        monkeypatch.setattr(wishes, name, {})
    monkeypatch.setattr(wishes, "_languages", (-wishes.LEARN, frozenset()))


@pytest.fixture
async def note(db: Db, cast: Cast) -> Note:
    await db.write(lambda tx: report(tx, [engine("zh>en")]))
    return await published(db, cast)


def engine(*pairs: str) -> EngineState:
    return EngineState("local", "embedded", "1.9", 0, pairs, "ok", "", clock.now())


async def published(db: Db, cast: Cast, **given: Any) -> Note:
    publication = Publication(**{"title": "成都人吃火锅到底点什么", "text": "先下毛肚，七上八下，十五秒。", **given})
    return await db.write(lambda tx: notes.publish(tx, cast.bob, publication))


async def say(db: Db, cast: Cast, note: Note, text: str) -> comments.Comment:
    bob = await viewer_of(db, cast.bob)

    async def work(tx: Tx) -> comments.Comment:
        permit = await permits.note_permit(tx, bob, note.id, Action.COMMENT)
        return await comments.write(tx, permit, NewComment(text=text))

    return await db.write(work)


async def asked(db: Db) -> list[tuple[Any, ...]]:
    await wishes.fold(db)
    return [tuple(row) for row in await db.read.all(ASKED)]


async def test_the_whole_note_is_asked_for_once_and_the_page_stays_as_it_is(db: Db, note: Note) -> None:
    before = await cards.cards(db.read, MEMBER, [note.id])
    await cards.cards(db.read, VISITING, [note.id])
    assert await db.read.all(ASKED) == []
    both = sorted([(note.title, "en", HOT, 0), (note.text, "en", HOT, 0)])
    assert sorted(await asked(db)) == both
    assert await cards.cards(db.read, MEMBER, [note.id]) == before
    created = await db.read.all("SELECT created_at FROM translation_requests")
    assert sorted(await asked(db)) == both
    assert await db.read.all("SELECT created_at FROM translation_requests") == created


async def test_comments_are_asked_for_too(db: Db, cast: Cast, note: Note) -> None:
    comment = await say(db, cast, note, "太好吃了，谢谢你")
    await say(db, cast, note, "So good, see you there next time")
    await comment_cards.page(db.read, VISITOR, note.id, "hot", None, 20, "en")
    assert await asked(db) == []
    await comment_cards.page(db.read, VISITING, note.id, "hot", None, 20, "en")
    assert await asked(db) == [(comment.text, "en", HOT, 0)]


@pytest.mark.parametrize("visibility", ["self", "followers"])
async def test_what_is_private_is_not_asked_for(db: Db, cast: Cast, note: Note, visibility: str) -> None:
    hidden = await published(db, cast, visibility=visibility, title="悄悄话")
    await say(db, cast, hidden, "只有我们知道")
    bob = msgspec.structs.replace(await viewer_of(db, cast.bob), languages=("en",), translate_into="en")
    assert len(await cards.cards(db.read, bob, [hidden.id])) == 1
    assert len((await comment_cards.page(db.read, bob, hidden.id, "hot", None, 20)).items) == 1
    assert await asked(db) == []


async def test_what_became_private_meanwhile_is_not_asked_for(db: Db, cast: Cast, note: Note) -> None:
    await cards.cards(db.read, MEMBER, [note.id])
    permit = await permits.note_permit(db.read, await viewer_of(db, cast.bob), note.id, Action.EDIT)
    hidden = Publication(title=note.title, text=note.text, visibility="followers")
    await db.write(lambda tx: notes.edit(tx, permit, hidden))
    assert await asked(db) == []


async def test_neither_is_what_its_author_closes_or_nobody_can_translate(db: Db, cast: Cast, note: Note) -> None:
    french = msgspec.structs.replace(MEMBER, languages=("fr",), translate_into="fr")
    await cards.cards(db.read, french, [note.id])
    assert await asked(db) == []
    await cards.cards(db.read, MEMBER, [note.id])  # wished, and closed before it is folded
    await db.write(lambda tx: accounts.set_translation(tx, cast.bob.id, translate="ask", translatable=False))
    await cards.cards(db.read, VISITING, [note.id])
    assert await asked(db) == []


async def test_what_stands_is_not_wished(db: Db, cast: Cast, note: Note) -> None:
    await db.write(lambda tx: translation.keep_human(tx, Text(note.title), "en", "Hotpot", cast.mo.id))
    await cards.cards(db.read, MEMBER, [note.id])
    await cards.cards(db.read, VISITOR, [note.id])
    assert await asked(db) == []


async def test_nothing_is_wished_in_languages_that_nobody_reads_here(
    db: Db, cast: Cast, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    await db.write(lambda tx: report(tx, [engine("*")]))
    french = msgspec.structs.replace(MEMBER, languages=("fr",), translate_into="fr")
    await cards.cards(db.read, french, [note.id])
    assert await asked(db) == []
    monkeypatch.setattr(wishes, "LEARN", -1.0)
    columns = "day, account_id, joined_day, region, language, wave"
    here = f"INSERT INTO activity_days ({columns}) VALUES (1, ?, 1, '', 'fr', '')"
    await db.write(lambda tx: tx.run(here, cast.bob.id))
    await cards.cards(db.read, french, [note.id])
    assert {target for _, target, *_ in await asked(db)} == {"fr"}


async def test_visitors_have_a_small_share(db: Db, cast: Cast, note: Note) -> None:
    made = [(await published(db, cast, title=f"第{number}个火锅", text="")).id for number in range(6)]
    await cards.cards(db.read, VISITING, made)
    assert len(await asked(db)) == wishes.VISITORS
    await cards.cards(db.read, MEMBER, made)
    assert len(await asked(db)) == len(made)


async def test_wishes_are_bounded(db: Db, cast: Cast, note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wishes, "KEPT", 2)
    made = [(await published(db, cast, title=f"第{number}个火锅", text="")).id for number in range(4)]
    await cards.cards(db.read, MEMBER, made)
    assert len(await asked(db)) == 2
    await cards.cards(db.read, MEMBER, made)
    assert len(await asked(db)) == 4


async def test_nothing_more_is_asked_for_while_translators_are_behind(
    db: Db, cast: Cast, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishes, "MOST_WAITING", 1)
    await cards.cards(db.read, MEMBER, [note.id])
    assert len(await asked(db)) == 2
    later = await published(db, cast, title="面馆")
    await cards.cards(db.read, MEMBER, [later.id])
    assert len(await asked(db)) == 2
    await db.write(lambda tx: tx.run("DELETE FROM translation_requests"))
    assert "面馆" in {row[0] for row in await asked(db)}


async def test_wishes_are_folded_by_themselves(db: Db, note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wishes, "EVERY", 0.01)
    folding = asyncio.create_task(wishes.keep_folding(db))
    await cards.cards(db.read, MEMBER, [note.id])
    for _ in range(500):
        if len(await db.read.all(ASKED)) == 2:
            break
        await asyncio.sleep(0.01)
    folding.cancel()
    assert len(await db.read.all(ASKED)) == 2
