"""Translations follow the texts of the house: edited, deleted, removed, made private; and what is hot comes first."""

from __future__ import annotations

import pytest
from tests import permits
from tests.conftest import Cast

from vermilion import accounts, comments, feeds, notes, translation, upkeep
from vermilion.accounts import Profile
from vermilion.audience import Action, Permit
from vermilion.comments import Comment, NewComment
from vermilion.infra import clock, jobs, subject
from vermilion.infra.db import Db, Tx
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.notes import Note, Publication
from vermilion.translation import ASKED, HOT, Text, Translation, health, memory
from vermilion.translation.health import EngineState

SAID = Publication(title="下雪了", text="今天我们去山上看雪。", language="zh-Hans")


async def publish(db: Db, cast: Cast, given: Publication = SAID) -> Note:
    return await db.write(lambda tx: notes.publish(tx, cast.bob, given))


async def comment_on(db: Db, cast: Cast, note: Note, text: str = "好漂亮的雪山") -> Comment:
    permit = permits.on_note(cast.bob.id, Action.COMMENT, note.id, cast.bob.id)
    return await db.write(lambda tx: comments.write(tx, permit, NewComment(text=text)))


async def translate(db: Db, about: subject.Subject, *texts: str, scope: int = 0) -> None:
    """As if somebody had asked and an engine answered."""
    given = [Text(text, "zh-Hans", scope) for text in texts]
    entries = [Translation(text.key, "en", "e", "m", "r", "zh-Hans", "said", 0, clock.now()) for text in given]

    async def work(tx: Tx) -> None:
        await translation.ask(tx, about, given, "en", ASKED)
        await translation.ask(tx, about, given, "fr", ASKED)
        await memory.keep(tx, entries)

    await db.write(work)


async def known(db: Db, *texts: str, scope: int = 0) -> set[str]:
    """Which of the texts have translations or requests."""
    keys = {translation.key_of(text, scope): text for text in texts}
    found = {*await translation.best(db.read, list(keys), "en"), *await translation.state(db.read, list(keys), "fr")}
    return {keys[key] for key in found}


def on(note: Note, action: Action) -> Permit:
    return Permit(note.author_id, action, notes.terms_of(note))


async def test_an_edit_takes_along_what_is_not_said_any_more(db: Db, cast: Cast) -> None:
    note = await publish(db, cast)
    await translate(db, subject.note(note.id), SAID.title, SAID.text)
    edited = Publication(title="雪停了", text=SAID.text, language="zh-Hans")
    await db.write(lambda tx: notes.edit(tx, on(note, Action.EDIT), edited))
    assert await known(db, SAID.title, SAID.text) == {SAID.text}


async def test_what_becomes_private_leaves_everybodys_scope(db: Db, cast: Cast) -> None:
    note = await publish(db, cast)
    await translate(db, subject.note(note.id), SAID.title, SAID.text)
    private = Publication(title=SAID.title, text=SAID.text, language="zh-Hans", visibility="followers")
    await db.write(lambda tx: notes.edit(tx, on(note, Action.EDIT), private))
    assert await known(db, SAID.title, SAID.text) == set()
    await translate(db, subject.note(note.id), SAID.text, scope=cast.bob.id)
    again = Publication(title="只给朋友", text=SAID.text, language="zh-Hans", visibility="followers")
    await db.write(lambda tx: notes.edit(tx, on(note, Action.EDIT), again))
    assert await known(db, SAID.text, scope=cast.bob.id) == {SAID.text}
    assert await known(db, SAID.text) == set()


@pytest.mark.parametrize("how", ["deleted", "removed"])
async def test_a_note_takes_its_translations_along(db: Db, cast: Cast, how: str) -> None:
    note = await publish(db, cast)
    await translate(db, subject.note(note.id), SAID.title, SAID.text)
    if how == "deleted":
        await db.write(lambda tx: notes.delete(tx, on(note, Action.DELETE)))
    else:
        await db.write(lambda tx: notes.remove(tx, on(note, Action.MODERATE), "spam"))
    assert await known(db, SAID.title, SAID.text) == set()
    assert await db.read.value("SELECT count(*) FROM translated_texts") == 0


@pytest.mark.parametrize("how", ["edited", "deleted", "removed"])
async def test_a_comment_takes_its_translation_along(db: Db, cast: Cast, how: str) -> None:
    note = await publish(db, cast)
    comment = await comment_on(db, cast, note)
    await translate(db, subject.comment(comment.id, note.id), comment.text)
    terms = comments.terms_of(comment, notes.terms_of(note))
    if how == "edited":
        new = NewComment(text="真好看")
        await db.write(lambda tx: comments.edit(tx, Permit(cast.bob.id, Action.EDIT, terms), new))
    elif how == "deleted":
        await db.write(lambda tx: comments.delete(tx, Permit(cast.bob.id, Action.DELETE, terms)))
    else:
        await db.write(lambda tx: comments.remove(tx, Permit(cast.mo.id, Action.MODERATE, terms), "spam"))
    assert await known(db, comment.text) == set()


async def test_a_new_bio_takes_the_old_ones_translation_along(db: Db, cast: Cast) -> None:
    def profile(bio: str) -> Profile:
        return Profile(name="Bob", bio=bio, region="CN", languages=["zh-Hans"])

    await db.write(lambda tx: accounts.edit_profile(tx, cast.bob.id, profile("爱喝茶")))
    await translate(db, subject.account(cast.bob.id), "爱喝茶")
    await db.write(lambda tx: accounts.edit_profile(tx, cast.bob.id, profile("爱喝咖啡")))
    assert await known(db, "爱喝茶") == set()


async def test_the_audit_finds_what_was_asked_for_at_the_moment_of_deletion(
    db: Db, cast: Cast, settings: Settings
) -> None:
    gone, there = await publish(db, cast), await publish(db, cast, Publication(text="还在", language="zh-Hans"))
    comment = await comment_on(db, cast, there)
    await db.write(lambda tx: notes.delete(tx, on(gone, Action.DELETE)))
    await translate(db, subject.note(gone.id), SAID.text)
    await translate(db, subject.comment(12345, 678), "没有了")
    await translate(db, subject.note(there.id), "还在")
    await translate(db, subject.comment(comment.id, there.id), comment.text)
    await translate(db, subject.topic(5), "雪")
    await upkeep.audit_translations(context_of(db, settings))
    texts = [SAID.text, "没有了", "还在", comment.text, "雪"]
    assert await known(db, *texts) == {"还在", comment.text, "雪"}


async def test_who_leaves_is_not_named_beside_translations(db: Db, cast: Cast, settings: Settings) -> None:
    note = await publish(db, cast)
    text = Text(SAID.text, "zh-Hans")
    await db.write(lambda tx: translation.adopt(tx, subject.note(note.id), [text.key]))
    await db.write(lambda tx: translation.keep_human(tx, text, "en", "Today we look at snow", cast.alice.id))
    await db.write(lambda tx: upkeep.erase_later(tx, cast.alice.id))
    await jobs.run_due(context_of(db, settings))
    assert (await translation.best(db.read, [text.key], "en"))[text.key].translator_id == 0


async def test_what_is_hot_is_asked_for_ahead(db: Db, cast: Cast, settings: Settings) -> None:
    note = await publish(db, cast)
    comment = await comment_on(db, cast, note)
    await publish(db, cast, Publication(text="只给朋友看的", language="zh-Hans", visibility="followers"))
    await publish(db, cast, Publication(text="Hello there everybody", language="en"))
    await feeds.refresh(db)
    context = context_of(db, settings)

    async def asked() -> dict[tuple[str, str], int]:
        rows = await db.read.all("SELECT text, target, urgency FROM translation_requests")
        return {(row[0], row[1]): row[2] for row in rows}

    await upkeep.translate_ahead(context)
    assert await asked() == {}  # no engine can do it
    engine = EngineState("e", "embedded", "m", 0, ("zh-Hans>en",), "ok", "", clock.now())
    await db.write(lambda tx: health.report(tx, [engine]))
    health._remembered.clear()
    await upkeep.translate_ahead(context)
    assert await asked() == dict.fromkeys([(text, "en") for text in (SAID.title, SAID.text, comment.text)], HOT)
    before = await db.read.value("SELECT sum(created_at) FROM translation_requests")
    await upkeep.translate_ahead(context)
    assert await db.read.value("SELECT sum(created_at) FROM translation_requests") == before


async def test_what_is_hot_is_translated_anew_when_the_glossary_changed(
    db: Db, cast: Cast, settings: Settings
) -> None:
    note = await publish(db, cast)
    await feeds.refresh(db)
    engine = EngineState("e", "embedded", "m", 0, ("*",), "ok", "", clock.now())
    await db.write(lambda tx: health.report(tx, [engine]))
    title, text = (Text(part, "zh-Hans") for part in (SAID.title, SAID.text))
    for one, revision in ((title, await translation.revision(db.read)), (text, "before")):
        entry = Translation(one.key, "en", "e", "m", revision, "zh-Hans", "said", 0, clock.now())
        await db.write(lambda tx, entry=entry: memory.keep(tx, [entry]))  # type: ignore[misc]  # called at once
    await upkeep.translate_ahead(context_of(db, settings))
    assert {row[0] for row in await db.read.all("SELECT text FROM translation_requests")} == {text.text}
    assert await translation.wanted(db.read, [text], "en") == []  # readers are content meanwhile
    assert await db.read.value("SELECT count(*) FROM translated_texts WHERE subject_id = ?", note.id) == 2


async def test_who_does_not_want_it_is_not_translated_ahead(db: Db, cast: Cast, settings: Settings) -> None:
    await publish(db, cast)
    await feeds.refresh(db)
    engine = EngineState("e", "embedded", "m", 0, ("*",), "ok", "", clock.now())
    await db.write(lambda tx: health.report(tx, [engine]))
    await db.write(lambda tx: accounts.set_translation(tx, cast.bob.id, translate="ask", translatable=False))
    await upkeep.translate_ahead(context_of(db, settings))
    assert await db.read.value("SELECT count(*) FROM translation_requests") == 0


def context_of(db: Db, settings: Settings) -> JobContext:
    return JobContext(db, open_storage(settings.media), settings)
