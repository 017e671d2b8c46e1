"""Readers see foreign texts in their language where the memory has them, and how it stands where it has not."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
import pytest
from tests.conftest import Cast

from vermilion import accounts, comments, notes, relations, translation
from vermilion.audience import VISITOR, Action, Viewer
from vermilion.cards import comments as comment_cards
from vermilion.cards import notes as cards
from vermilion.cards import permits, profiles, translating, whole_notes
from vermilion.cards.reading import reading_of
from vermilion.comments import NewComment
from vermilion.edge.context import viewer_of
from vermilion.infra import clock
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import NotFound
from vermilion.notes import Attached, Note, Publication
from vermilion.translation import Text, health, memory
from vermilion.translation.health import EngineState, report

UPLOADED = """
INSERT INTO media (id, owner_id, purpose, kind, state, bytes, created_at)
VALUES (?, ?, 'note', 'picture', 'ready', 1, 0)
"""
ENGLISH = msgspec.structs.replace(VISITOR, translate_into="en")


@pytest.fixture(autouse=True)
def engines_are_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "REMEMBERED", 0.0)


async def published(db: Db, cast: Cast, **given: Any) -> Note:
    publication = Publication(**{"title": "成都人吃火锅到底点什么", "text": "先下毛肚，七上八下，十五秒。", **given})
    return await db.write(lambda tx: notes.publish(tx, cast.bob, publication))


async def remember(db: Db, cast: Cast, text: str, target: str, said: str, scope: int = 0) -> None:
    await db.write(lambda tx: translation.keep_human(tx, Text(text, "zh-Hans", scope), target, said, cast.mo.id))


async def engine(db: Db, *pairs: str) -> None:
    state = EngineState("local", "embedded", "1.9", 0, pairs, "ok", "", clock.now())
    await db.write(lambda tx: report(tx, [state]))


async def test_a_card_carries_its_title_in_the_readers_language(db: Db, cast: Cast) -> None:
    note = await published(db, cast)
    [before] = await cards.cards(db.read, ENGLISH, [note.id])
    assert before.translation is None
    await remember(db, cast, note.title, "en", "What Chengdu orders at hotpot")
    [after] = await cards.cards(db.read, ENGLISH, [note.id])
    assert after.translation is not None
    assert (after.translation.title, after.translation.source, after.translation.by) == (
        "What Chengdu orders at hotpot",
        "zh-Hans",
        "person",
    )
    assert after.title == note.title
    chinese = msgspec.structs.replace(ENGLISH, languages=("en", "zh-Hant"))
    for reader in (VISITOR, chinese):
        [left] = await cards.cards(db.read, reader, [note.id])
        assert left.translation is None


async def test_a_note_is_ready_when_all_its_foreign_texts_are(db: Db, cast: Cast) -> None:
    note = await published(db, cast, text="先下毛肚\nhttps://example.com")
    await remember(db, cast, note.title, "en", "What Chengdu orders")
    half = await whole_notes.note(db.read, ENGLISH, note.id)
    assert (half.translation, half.translation_state) == (None, "unavailable")
    await engine(db, "zh>en")
    half = await whole_notes.note(db.read, ENGLISH, note.id)
    assert half.translation_state == "offered"
    await remember(db, cast, note.text, "en", "Tripe first\nhttps://example.com")
    whole = await whole_notes.note(db.read, ENGLISH, note.id)
    assert whole.translation_state == "ready"
    assert whole.translation is not None
    assert whole.translation.translator is not None
    assert (whole.translation.text, whole.translation.translator.handle) == (
        "Tripe first\nhttps://example.com",
        "moira",
    )
    assert whole.translation.paragraphs[1][0].kind == "link"
    own = await whole_notes.note(db.read, await viewer_of(db, cast.bob), note.id, "en")
    assert own.translation_state == "own"


async def test_the_wrong_tag_hides_no_translation(db: Db, cast: Cast) -> None:
    note = await published(db, cast, language="en")
    await engine(db, "*")
    assert (await whole_notes.note(db.read, ENGLISH, note.id)).translation_state == "offered"


async def test_an_author_may_want_no_translations(db: Db, cast: Cast) -> None:
    note = await published(db, cast)
    await remember(db, cast, note.title, "en", "Hotpot")
    await db.write(lambda tx: accounts.set_translation(tx, cast.bob.id, translate="ask", translatable=False))
    [card] = await cards.cards(db.read, ENGLISH, [note.id])
    assert card.translation is None
    assert (await whole_notes.note(db.read, ENGLISH, note.id)).translation_state == "closed"


async def test_a_private_text_has_its_own_memory(db: Db, cast: Cast) -> None:
    note = await published(db, cast, visibility="followers")
    viewer = msgspec.structs.replace(await viewer_of(db, cast.alice), translate_into="en")

    async def follow(tx: Tx) -> None:
        await relations.follow(tx, await permits.person_permit(tx, viewer, cast.bob.id, Action.FOLLOW))

    await db.write(follow)
    await remember(db, cast, note.title, "en", "Everybody's hotpot")
    [card] = await cards.cards(db.read, viewer, [note.id])
    assert card.translation is None
    await remember(db, cast, note.title, "en", "My hotpot", scope=cast.bob.id)
    [card] = await cards.cards(db.read, viewer, [note.id])
    assert card.translation is not None
    assert card.translation.title == "My hotpot"


async def test_ones_own_words_are_left_alone(db: Db, cast: Cast) -> None:
    """Even in a language that one's profile does not name."""
    note = await published(db, cast, text="")
    bob = msgspec.structs.replace(await viewer_of(db, cast.bob), languages=("en",), translate_into="en")
    whole = await whole_notes.note(db.read, bob, note.id, "en")
    assert (whole.translation_state, whole.translation) == ("own", None)

    async def say(tx: Tx) -> None:
        permit = await permits.note_permit(tx, bob, note.id, Action.COMMENT)
        await comments.write(tx, permit, NewComment(text="太好吃了，谢谢你"))

    await db.write(say)
    await remember(db, cast, note.title, "en", "What Chengdu orders")
    [card] = await cards.cards(db.read, bob, [note.id])
    assert card.translation is None
    [said] = (await comment_cards.page(db.read, bob, note.id, "hot", None, 20, "en")).items
    assert said.translation_state == "own"
    alice = await viewer_of(db, cast.alice)
    [said] = (await comment_cards.page(db.read, alice, note.id, "hot", None, 20, "en")).items
    assert said.translation_state == "unavailable"
    await db.write(lambda tx: accounts.edit_profile(tx, cast.bob.id, accounts.Profile("Bob", "爱吃辣", "CN", ["en"])))
    account = await profiles.account(db.read, bob, "bob")
    assert (await profiles.profile(db.read, bob, account, "en")).translation_state == "own"


async def test_comments_and_bios_are_read_alike(db: Db, cast: Cast) -> None:
    note = await published(db, cast)
    bob = await viewer_of(db, cast.bob)

    async def say(tx: Tx) -> comments.Comment:
        permit = await permits.note_permit(tx, bob, note.id, Action.COMMENT)
        return await comments.write(tx, permit, NewComment(text="太好吃了，谢谢你"))

    comment = await db.write(say)
    await remember(db, cast, comment.text, "en", "So tasty, thank you")
    [shown] = (await comment_cards.page(db.read, ENGLISH, note.id, "hot", None, 20)).items
    assert shown.translation is not None
    assert shown.translation.text == "So tasty, thank you"
    profile = accounts.Profile(name="Bob", bio="爱吃辣", region="CN", languages=["zh-Hans"])
    await db.write(lambda tx: accounts.edit_profile(tx, cast.bob.id, profile))
    await remember(db, cast, "爱吃辣", "en", "Loves it hot")
    person = await profiles.account(db.read, ENGLISH, "bob")
    view = await profiles.profile(db.read, ENGLISH, person)
    assert view.translation is not None
    assert view.translation.text == "Loves it hot"


async def test_asking_is_for_what_is_foreign_missing_and_possible(db: Db, cast: Cast) -> None:
    note = await published(db, cast)
    reading = reading_of(ENGLISH)
    assert reading is not None
    thing = await translating.note(db.read, ENGLISH, note.id)
    assert await translating.wanted(db, reading, [thing]) == []
    await engine(db, "zh>en")
    await remember(db, cast, note.title, "en", "Hotpot")
    [(said, new)] = await translating.wanted(db, reading, [thing])
    assert [text.text for text in new] == [note.text]
    await translating.ask(db, reading, [(said, new)])
    assert await translating.wanted(db, reading, [thing]) == []
    [waiting] = await translating.arrived(db, reading, [thing], 0.01)
    assert waiting.state == "waiting"
    await remember(db, cast, note.text, "en", "Tripe first")
    [ready] = await translating.arrived(db, reading, [thing], 5.0)
    assert ready.state == "ready"


@pytest.mark.parametrize("visibility", ["self", "followers"])
async def test_nobody_asks_for_what_they_may_not_see(db: Db, cast: Cast, visibility: str) -> None:
    note = await published(db, cast, visibility=visibility)
    charlie: Viewer = await viewer_of(db, cast.charlie)
    with pytest.raises(NotFound):
        await translating.note(db.read, charlie, note.id)


async def test_what_people_say_serves_the_texts_of_one_author(db: Db, cast: Cast) -> None:
    """Whoever copies a public text may translate their own copy as they like, and nobody else's."""
    victim = await published(db, cast)
    copied = Publication(title=victim.title, text=victim.text, language="zh-Hans")
    copy = await db.write(lambda tx: notes.publish(tx, cast.charlie, copied))
    for author, said in ((cast.charlie, "Rude words"), (cast.bob, "What Chengdu orders")):
        text = Text(victim.title, "zh-Hans", author=author.id)
        given: dict[str, Any] = {"target": "en", "translated": said, "translator_id": cast.mo.id}
        await db.write(partial(translation.keep_human, text=text, **given))
    shown = {card.id: card.translation for card in await cards.cards(db.read, ENGLISH, [victim.id, copy.id])}
    one, other = shown[str(victim.id)], shown[str(copy.id)]
    assert one is not None
    assert other is not None
    assert (one.title, other.title) == ("What Chengdu orders", "Rude words")
    dropped = Text(victim.title, "zh-Hans", author=cast.charlie.id)
    await db.write(lambda tx: translation.drop_human(tx, dropped, "en"))
    [still] = await cards.cards(db.read, ENGLISH, [victim.id])
    assert still.translation is not None


async def test_what_nobody_can_do_hides_nothing_else(db: Db, cast: Cast) -> None:
    note = await published(db, cast, title="Le marché du dimanche à Chengdu", language="zh-Hans")
    await remember(db, cast, note.text, "en", "Tripe first")
    whole = await whole_notes.note(db.read, ENGLISH, note.id)
    assert whole.translation_state == "ready"
    assert whole.translation is not None
    assert (whole.translation.title, whole.translation.text) == (note.title, "Tripe first")
    await engine(db, "fr>en")
    assert (await whole_notes.note(db.read, ENGLISH, note.id)).translation_state == "offered"


async def test_what_is_waited_for_needs_somebody_who_does_it(db: Db, cast: Cast) -> None:
    note = await published(db, cast, title="")
    reading = reading_of(ENGLISH)
    assert reading is not None
    await engine(db, "zh>en")
    thing = await translating.note(db.read, ENGLISH, note.id)
    await translating.ask(db, reading, await translating.wanted(db, reading, [thing]))
    assert (await whole_notes.note(db.read, ENGLISH, note.id)).translation_state == "waiting"
    await db.write(lambda tx: tx.run("UPDATE translation_engines SET seen_at = 0"))
    assert (await whole_notes.note(db.read, ENGLISH, note.id)).translation_state == "unavailable"


async def test_what_pictures_show_is_marked_by_itself(db: Db, cast: Cast) -> None:
    await db.write(lambda tx: tx.run(UPLOADED, 7, cast.bob.id))
    given = Publication(title="成都人吃火锅", media=[Attached(7, "一口红锅")])
    note = await db.write(lambda tx: notes.publish(tx, cast.bob, given))
    await remember(db, cast, note.title, "en", "Hotpot")
    state = translation.Translation(
        Text("一口红锅").key, "en", "local", "zh-en", "", "zh-Hans", "A red pot", 0, clock.now()
    )
    await db.write(lambda tx: memory.keep(tx, [state]))
    view = (await whole_notes.note(db.read, ENGLISH, note.id)).translation
    assert view is not None
    assert (view.by, view.alts, view.alts_by) == ("person", ["A red pot"], "machine")
