"""Which translation stands for a text, and what a process remembers of it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from vermilion import translation
from vermilion.infra import clock, generations, subject
from vermilion.infra.db import Db, Reader
from vermilion.translation import HUMAN, Text, Translation, health, memory
from vermilion.translation.health import EngineState

HELLO = Text("你好", "zh-Hans")
BYE = Text("再见", "zh-Hans")
NOTE = subject.note(7)


async def put(db: Db, text: Text, said: str, engine: str, *, revision: str = "r1", at: int = 1) -> None:
    entry = Translation(text.key, "en", engine, "m", revision, text.source, said, 0, at)
    await db.write(lambda tx: memory.keep(tx, [entry]))


async def report(db: Db, *names: str) -> None:
    found = [
        EngineState(name, "embedded", "", place, ("zh>en",), "ok", "", clock.now()) for place, name in enumerate(names)
    ]
    await db.write(lambda tx: health.report(tx, found))


async def said(db: Db, text: Text = HELLO, target: str = "en") -> str | None:
    """What readers get, which must be the same with and without a process's memory."""
    found = (await translation.best(db.read, [text.key], target)).get(text.key)
    assert (await translation.remembered(db.read, [text.key], target)).get(text.key) == found
    return found.text if found else None


async def test_people_come_before_machines_and_machines_in_their_order(db: Db) -> None:
    await report(db, "first", "second")
    await put(db, HELLO, "by nobody known", "gone", at=9)
    assert await said(db) == "by nobody known"
    await put(db, HELLO, "by the second", "second", at=3)
    assert await said(db) == "by the second"
    await put(db, HELLO, "by the first", "first", at=2)
    assert await said(db) == "by the first"
    await db.write(lambda tx: translation.keep_human(tx, HELLO, "en", "by bob", 12))
    found = (await translation.best(db.read, [HELLO.key, BYE.key], "en"))[HELLO.key]
    assert (found.text, found.translator_id, found.engine, found.machine) == ("by bob", 12, HUMAN, False)
    await db.write(lambda tx: translation.keep_human(tx, HELLO, "en", "by alice", 11))
    assert await said(db) == "by alice"
    await db.write(lambda tx: translation.drop_human(tx, HELLO, "en"))
    assert await said(db) == "by the first"


async def test_of_one_engine_the_latest_stands(db: Db) -> None:
    await put(db, HELLO, "old words", "first", revision="r1", at=1)
    await put(db, HELLO, "new words", "first", revision="r2", at=2)
    assert await said(db) == "new words"
    assert await db.read.value("SELECT count(*) FROM translations") == 1


async def test_what_machines_said_by_an_old_revision_gives_way_to_the_new_one(db: Db) -> None:
    await report(db, "first", "second")
    await db.write(lambda tx: translation.keep_human(tx, BYE, "en", "by bob", 12))
    for text in (HELLO, BYE):
        await put(db, text, "old words", "first", revision="r1", at=1)
        await put(db, text, "new words", "second", revision="r2", at=2)
    assert await said(db) == "new words"
    assert await said(db, BYE) == "by bob"


async def test_another_target_or_scope_finds_nothing(db: Db) -> None:
    own = Text("你好", "zh-Hans", scope=11)
    await put(db, own, "hello, me", "first")
    assert await said(db, own) == "hello, me"
    assert await said(db, own, "fr") is None
    assert await said(db, HELLO) is None
    assert await said(db, Text("你好", "zh-Hans", scope=12)) is None


async def test_what_is_remembered_holds_until_something_changes(db: Db, monkeypatch: Any) -> None:
    asked: list[Sequence[str]] = []
    really = memory.best

    async def counted(reader: Reader, keys: Sequence[str], target: str) -> dict[str, Translation]:
        asked.append(list(keys))
        return await really(reader, keys, target)

    monkeypatch.setattr(memory, "best", counted)
    await put(db, HELLO, "hello", "first")
    keys = [HELLO.key, BYE.key]
    for _ in range(3):
        assert set(await translation.remembered(db.read, keys, "en")) == {HELLO.key}
    assert asked == [keys]
    await put(db, BYE, "goodbye", "first")
    for _ in range(3):
        assert set(await translation.remembered(db.read, keys, "en")) == set(keys)
    assert asked == [keys, keys]


async def test_a_few_long_texts_fill_the_memory_too(db: Db, monkeypatch: Any) -> None:
    monkeypatch.setattr(memory, "CHARACTERS", 20)
    for text, words in ((HELLO, "hello " * 2), (BYE, "goodbye " * 2)):
        await put(db, text, words, "first")
    for text, kept in ((HELLO, 1), (BYE, 0), (BYE, 1)):
        await translation.remembered(db.read, [text.key], "en")
        assert sum(map(len, memory._memory_of(db.read).kept.values())) == kept


async def test_what_a_transaction_sees_is_not_remembered(db: Db) -> None:
    class Undone(Exception):
        pass

    async def keep_and_undo(tx: Any) -> None:
        await translation.keep_human(tx, HELLO, "en", "never said", 11)
        assert (await translation.remembered(tx, [HELLO.key], "en"))[HELLO.key].text == "never said"
        raise Undone

    with contextlib.suppress(Undone):
        await db.write(keep_and_undo)
    # The next change gets the generation that the undone one had.
    await db.write(lambda tx: generations.bump(tx, memory.GENERATION))
    assert await said(db) is None


async def test_hits_and_misses_are_counted_in_the_days_figures(db: Db) -> None:
    await put(db, HELLO, "hello", "first")
    for _ in range(3):
        await translation.remembered(db.read, [HELLO.key, BYE.key], "en")
    assert await translation.wanted(db.read, [HELLO, BYE], "en") == [BYE]
    await memory.keep_counted(db)
    await memory.keep_counted(db)
    [found] = await translation.demand(db.read, clock.day_of(clock.now()))
    assert (found.source, found.target, found.hits, found.misses) == ("zh-Hans", "en", 3, 1)


async def test_a_pair_can_be_done_while_somebody_who_knows_it_is_heard_of(db: Db) -> None:
    def engine(name: str, *pairs: str, state: str = "ok", seen_at: int = 0) -> EngineState:
        return EngineState(name, "embedded", "", 0, pairs, state, "", seen_at or clock.now())

    async def can(source: str, target: str) -> bool:
        # Not from the memory of two seconds.
        return await db.write(lambda tx: translation.can(tx, source, target))

    assert await can("zh-Hans", "zh-Hant")
    assert not await can("zh-Hans", "en")
    await db.write(lambda tx: health.report(tx, [engine("a", "zh>en", "en>fr"), engine("b", "*", state="unreachable")]))
    assert [await can(*pair) for pair in (("zh-Hans", "en"), ("zh-Hant", "en"), ("und", "en"))] == [True] * 3
    assert await can("zh-Hans", "fr")  # over English
    assert not await can("en", "zh-Hans")
    assert not await can("fr", "en")
    await db.write(lambda tx: health.report(tx, [engine("a", "zh>en", seen_at=clock.now() - 3 * clock.MINUTE)]))
    assert not await can("zh-Hans", "en")
    await db.write(lambda tx: health.report(tx, [engine("b", "*")]))
    assert await can("ja", "ko")
    assert [one.name for one in await translation.engines(db.read)] == ["a", "b"]
