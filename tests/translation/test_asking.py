"""Asking: one row however many ask, erased with the texts that it was for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import cast

import pytest

from vermilion import translation
from vermilion.infra import clock, generations, subject
from vermilion.infra.db import Db, Row, Tx
from vermilion.translation import ASKED, HOT, IN_ADVANCE, Text, Translation, memory

HELLO = Text("你好", "zh-Hans")
BYE = Text("再见", "zh-Hans")
NOTE, COMMENT = subject.note(7), subject.comment(8, 7)


async def ask(db: Db, *texts: Text, urgency: int = ASKED, whose: subject.Subject = NOTE) -> None:
    await db.write(lambda tx: translation.ask(tx, whose, texts, "en", urgency))


async def put(db: Db, text: Text) -> None:
    entry = Translation(text.key, "en", "first", "m", "r", text.source, text.text[::-1], 0, 1)

    async def work(tx: Tx) -> None:
        await memory.keep(tx, [entry])
        await tx.run("DELETE FROM translation_requests WHERE text_key = ?", text.key)

    await db.write(work)


async def fail(db: Db, text: Text, until: int) -> None:
    sql = "UPDATE translation_requests SET state = 'failed', reason = 'poor', run_at = ? WHERE text_key = ?"
    await db.write(lambda tx: tx.run(sql, until, text.key))


async def rows(db: Db) -> dict[str, tuple[str, int]]:
    found = await db.read.all("SELECT text, state, urgency FROM translation_requests")
    return {row[0]: (row[1], row[2]) for row in found}


async def count(db: Db, table: str) -> int:
    return int(await db.read.value(f"SELECT count(*) FROM {table}"))


async def test_a_text_is_asked_for_once_and_ever_more_urgently(db: Db) -> None:
    await ask(db, HELLO, BYE, HELLO, Text("  "), urgency=IN_ADVANCE)
    assert await rows(db) == {"你好": ("ready", IN_ADVANCE), "再见": ("ready", IN_ADVANCE)}
    await ask(db, HELLO, urgency=ASKED)
    await ask(db, HELLO, urgency=HOT)
    assert (await rows(db))["你好"] == ("ready", ASKED)


async def test_who_looks_first_writes_nothing_in_vain(db: Db) -> None:
    assert await translation.wanted(db.read, [HELLO, BYE], "en") == sorted([HELLO, BYE], key=lambda text: text.key)
    await ask(db, HELLO, urgency=HOT)
    assert await translation.wanted(db.read, [HELLO], "en", HOT) == []
    assert await translation.wanted(db.read, [HELLO], "en", ASKED) == [HELLO]
    assert await translation.wanted(db.read, [HELLO], "fr", HOT) == [HELLO]
    await put(db, HELLO)
    assert await translation.wanted(db.read, [HELLO], "en") == []
    await ask(db, HELLO)
    assert await rows(db) == {}


async def test_a_failure_stands_for_a_while(db: Db) -> None:
    await ask(db, HELLO)
    await fail(db, HELLO, clock.now() + clock.HOUR)
    await ask(db, HELLO)
    assert await translation.wanted(db.read, [HELLO], "en") == []
    found = (await translation.state(db.read, [HELLO.key, BYE.key], "en"))[HELLO.key]
    assert (found.failed, found.reason) == (True, "poor")
    await fail(db, HELLO, clock.now())
    assert await translation.wanted(db.read, [HELLO], "en") == [HELLO]
    await ask(db, HELLO, urgency=HOT)
    assert await rows(db) == {"你好": ("ready", HOT)}
    assert (await translation.state(db.read, [HELLO.key], "en"))[HELLO.key].reason == ""


async def test_translations_go_with_the_last_text_behind_them(db: Db) -> None:
    await ask(db, HELLO, BYE)
    await ask(db, HELLO, whose=COMMENT)
    await put(db, HELLO)
    await db.write(lambda tx: translation.forget(tx, NOTE))
    assert await rows(db) == {}
    assert HELLO.key in await translation.remembered(db.read, [HELLO.key], "en")
    await db.write(lambda tx: translation.forget(tx, COMMENT))
    assert await translation.remembered(db.read, [HELLO.key], "en") == {}
    assert [await count(db, table) for table in ("translations", "translated_texts", "translation_requests")] == [0] * 3


async def test_an_edit_keeps_what_is_still_there(db: Db) -> None:
    await ask(db, HELLO, BYE)
    await put(db, HELLO)
    await put(db, BYE)
    await db.write(lambda tx: translation.forget(tx, NOTE, except_keys={HELLO.key}))
    assert set(await translation.best(db.read, [HELLO.key, BYE.key], "en")) == {HELLO.key}


async def test_an_adopted_text_is_kept_for_its_subject(db: Db) -> None:
    await db.write(lambda tx: translation.adopt(tx, COMMENT, [HELLO.key]))
    await db.write(lambda tx: translation.keep_human(tx, HELLO, "en", "hello", 11))
    await ask(db, HELLO)
    await db.write(lambda tx: translation.forget(tx, NOTE))
    assert HELLO.key in await translation.best(db.read, [HELLO.key], "en")
    assert await translation.subjects_after(db.read, "", 0, 10) == [("comment", 8)]


async def test_who_leaves_is_not_named_any_more(db: Db) -> None:
    await db.write(lambda tx: translation.keep_human(tx, HELLO, "en", "hello", 11))
    await db.write(lambda tx: translation.keep_human(tx, BYE, "en", "goodbye", 12))
    while await db.write(lambda tx: translation.forget_person(tx, 11)):
        pass
    found = await translation.remembered(db.read, [HELLO.key, BYE.key], "en")
    assert {entry.text: entry.translator_id for entry in found.values()} == {"hello": 0, "goodbye": 12}


async def test_waiting_ends_with_the_answer_for_all_at_once(db: Db) -> None:
    await ask(db, HELLO, BYE)
    waiting = [asyncio.create_task(translation.wait(db, [HELLO.key], "en", 20)) for _ in range(1_000)]
    await asyncio.sleep(0.1)
    waiting[0].cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting[0]
    await put(db, HELLO)
    for found in await asyncio.gather(*waiting[1:]):
        assert found.translations[HELLO.key].text == "好你"
        assert found.waiting == {}


async def test_waiting_ends_with_a_failure_and_for_what_nobody_asks(db: Db) -> None:
    await ask(db, HELLO, BYE)
    waiting = asyncio.create_task(translation.wait(db, [HELLO.key, "0" * 32], "en", 20))
    await asyncio.sleep(0.1)

    async def work(tx: Tx) -> None:
        await tx.run("UPDATE translation_requests SET state = 'failed', reason = 'poor' WHERE text_key = ?", HELLO.key)
        await generations.bump(tx, memory.GENERATION)

    await db.write(work)
    found = await waiting
    assert found.translations == {}
    assert {key: one.reason for key, one in found.waiting.items()} == {HELLO.key: "poor"}


async def test_waiting_ends_in_time_and_tells_how_far_it_is(db: Db) -> None:
    await ask(db, HELLO)
    await db.write(lambda tx: tx.run("UPDATE translation_requests SET done = 2, total = 5"))
    found = await translation.wait(db, [HELLO.key], "en", 0.1)
    assert [(one.state, one.done, one.total) for one in found.waiting.values()] == [("ready", 2, 5)]


class Late:
    """A transaction whose writer is held up once, before its statement `number`."""

    def __init__(self, tx: Tx, number: int, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._tx = tx
        self._left = number
        self._meanwhile = meanwhile

    async def all(self, sql: str, *args: object) -> list[Row]:
        await self._held_up()
        return await self._tx.all(sql, *args)

    async def many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        await self._held_up()
        await self._tx.many(sql, rows)

    async def _held_up(self) -> None:
        if self._left == 0:
            await self._meanwhile()
        self._left -= 1


@pytest.mark.parametrize("number", range(5))
async def test_what_is_answered_while_one_asks_is_not_asked_for_again(db: Db, number: int) -> None:
    """Another asks for it and is answered, both before the statement `number` of one who asks for it, too."""

    async def asked_and_answered() -> None:
        await ask(db, HELLO)
        await put(db, HELLO)

    others: list[asyncio.Task[None]] = []

    async def meanwhile() -> None:
        others.append(asyncio.create_task(asked_and_answered()))
        if db.dialect == "postgres":  # on SQLite nobody comes in between
            await asyncio.wait(others, timeout=0.5)  # once one has asked, they wait for that one

    async def late(tx: Tx) -> None:
        await translation.ask(cast("Tx", Late(tx, number, meanwhile)), COMMENT, [HELLO], "en", ASKED)

    await db.write(late)
    await asyncio.gather(*others)
    assert len(others) == 1
    assert await rows(db) == {}
