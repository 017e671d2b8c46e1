"""Notes are found in languages that they were not written in, as long as a translation stands for them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import Cast

from vermilion import accounts, notes, search, translation
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.cards.translatable import of_note
from vermilion.edge.context import viewer_of
from vermilion.infra import outbox
from vermilion.infra.db import Db
from vermilion.notes import Note, Publication
from vermilion.search import indexing, refreshing
from vermilion.translation import HOT, Rendered, Text, working

HOTPOT = {"title": "成都人吃火锅到底点什么", "text": "先下毛肚，七上八下，十五秒。"}


async def published(db: Db, cast: Cast, **given: Any) -> Note:
    note = await db.write(lambda tx: notes.publish(tx, cast.bob, Publication(**{**HOTPOT, **given})))
    await settled(db)
    return note


async def settled(db: Db) -> None:
    await outbox.drain(db)
    await search.refresh(db)


async def translate(db: Db, note: Note, target: str, **said: str) -> None:
    """As translators do: asked for, rendered in one batch."""

    async def render(texts: Any, _target: str, _tell: Any) -> list[Rendered]:
        return [Rendered(said[text.text], "zh-Hans", "local", "1.9") for text in texts]

    thing = of_note(note)
    wanted = [text for text in thing.texts if text.text in said]
    await db.write(lambda tx: translation.ask(tx, thing.about, wanted, target, HOT))
    while await working.do_some(db, render, "r1"):
        pass


async def found(db: Db, query: str) -> list[int]:
    return (await search.notes(db.read_slow, query, None, 20)).items


async def edit(db: Db, cast: Cast, note: Note, **given: Any) -> None:
    bob = await viewer_of(db, cast.bob)
    permit = await permits.note_permit(db.read, bob, note.id, Action.EDIT)
    await db.write(lambda tx: notes.edit(tx, permit, Publication(**given)))
    await settled(db)


async def test_an_english_query_finds_a_chinese_note_once_it_is_translated(db: Db, cast: Cast) -> None:
    note = await published(db, cast)
    assert await found(db, "hotpots") == []
    await translate(db, note, "en", **{note.title: "What Chengdu orders at hotpot", note.text: "Tripe first"})
    await settled(db)
    for query in ("hotpots", "chengdu tripe", "火锅", "hotp", "毛肚 chengdu"):
        assert await found(db, query) == [note.id], query
    assert await found(db, "zebra") == []


async def test_a_chinese_query_finds_an_english_note(db: Db, cast: Cast) -> None:
    note = await published(db, cast, title="Hiking the ridge", text="Twelve kilometres")
    text = Text(note.title, "en")
    await db.write(lambda tx: translation.adopt(tx, of_note(note).about, [text.key]))
    await db.write(lambda tx: translation.keep_human(tx, text, "zh-Hans", "徒步山脊", cast.mo.id))
    await settled(db)
    assert await found(db, "徒步") == await found(db, "山脊") == [note.id]
    assert await found(db, "hike") == [note.id]


async def test_what_is_taken_out_edited_or_hidden_is_not_found_any_more(db: Db, cast: Cast) -> None:
    note = await published(db, cast)
    text = Text(note.title, "zh-Hans")
    await translate(db, note, "en", **{note.title: "The machine's cauldron"})
    await db.write(lambda tx: translation.keep_human(tx, text, "en", "Hotpot", cast.mo.id))
    await settled(db)
    assert (await found(db, "hotpot"), await found(db, "cauldron")) == ([note.id], [])
    await db.write(lambda tx: translation.drop_human(tx, text, "en"))
    await settled(db)
    assert (await found(db, "hotpot"), await found(db, "cauldron")) == ([], [note.id])
    await edit(db, cast, note, **HOTPOT, visibility="followers")
    assert (await found(db, "cauldron"), await found(db, "火锅")) == ([], [note.id])
    await edit(db, cast, note, title="今天吃面")
    assert await found(db, "cauldron") == []


async def test_an_author_who_wants_no_translations_is_not_found_by_them(db: Db, cast: Cast) -> None:
    note = await published(db, cast)
    await translate(db, note, "en", **{note.title: "Hotpot"})
    for translatable, ids in ((False, []), (True, [note.id])):
        await db.write(
            lambda tx, so=translatable: accounts.set_translation(tx, cast.bob.id, translate="ask", translatable=so)  # type: ignore[misc]
        )
        await settled(db)
        assert await found(db, "hotpot") == ids


async def test_private_translations_stay_out(db: Db, cast: Cast) -> None:
    note = await published(db, cast, visibility="followers")
    await translate(db, note, "en", **{note.title: "Hotpot", note.text: "Tripe"})
    assert await db.read.value("SELECT count(*) FROM outbox") == 0
    await db.write(lambda tx: search.index_note(tx, note))
    assert await found(db, "hotpot") == []


async def test_translated_words_come_after_written_ones(db: Db, cast: Cast) -> None:
    written = await published(db, cast, title="Dinner", text="We had hotpot")
    translated = await published(db, cast)
    await translate(db, translated, "en", **{translated.title: "Hotpot hotpot hotpot", translated.text: "Hotpot"})
    await settled(db)
    assert await found(db, "hotpot") == [written.id, translated.id]
    assert await found(db, '"had hotpot"') == [written.id]


async def test_one_note_is_indexed_once_however_much_of_it_was_translated(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = await published(db, cast)
    twin = await published(db, cast)
    for target in ("en", "fr"):
        await translate(db, note, target, **{note.title: f"Hotpot {target}", note.text: "Tripe"})
    await db.write(lambda tx: translation.adopt(tx, of_note(twin).about, [Text(note.title).key]))
    indexed: list[int] = []

    async def index_note(tx: Any, note: Note) -> None:
        indexed.append(note.id)
        await indexing.index_note(tx, note)

    monkeypatch.setattr(refreshing, "index_note", index_note)
    await settled(db)
    assert sorted(indexed) == sorted([note.id, twin.id])
    assert await found(db, "fr") == [twin.id, note.id]
    await settled(db)
    assert len(indexed) == 2


async def test_indexing_everything_anew_knows_translations(db: Db, cast: Cast) -> None:
    note = await published(db, cast)
    await translate(db, note, "en", **{note.title: "Hotpot"})
    await db.write(lambda tx: tx.run("DELETE FROM search_notes"))
    await search.reindex(db)
    assert await found(db, "hotpot") == [note.id]
