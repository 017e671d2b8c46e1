"""What cannot be written ends no others: answers that no database takes, and writes that fail."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from tests.translation.test_working import WORDS, Scripted, ask, said, state_of, text_of

from vermilion.infra import clock
from vermilion.infra.db import Db, Tx
from vermilion.translation import Rendered, Text, queries, working
from vermilion.translation.working import Tell, doing, leasing
from vermilion.translation.working.concluding import conclude
from vermilion.translation.working.models import Request


async def test_an_answer_that_no_database_takes_is_poor_and_the_others_are_kept(db: Db) -> None:
    calls: list[int] = []

    async def engine(texts: Sequence[Text], target: str, tell: Tell) -> list[Rendered]:
        calls.append(len(texts))
        words = ["so \ud83d" if text == text_of(1) else "fine" for text in texts]
        return [Rendered(one, text.source, "e", "m") for one, text in zip(words, texts, strict=True)]

    texts = [text_of(number) for number in range(3)]
    await ask(db, *texts)
    assert await working.do_some(db, engine, WORDS) == 3
    assert calls == [3]  # nothing is paid for twice
    assert await state_of(db, texts[1]) == ("failed", "poor")
    assert [await said(db, text) for text in texts] == ["fine", None, "fine"]


async def test_what_breaks_lets_the_others_end_under_their_leases(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Scripted()
    slow.go_on.clear()

    async def concluded(tx: Tx, group: list[Request], *given: Any) -> None:
        if group[0].text == text_of(1).text:
            raise OSError("away")
        await conclude(tx, group, *given)

    async def not_even_put_off(tx: Tx, failures: object) -> None:
        raise OSError("away")

    async def engine(texts: Sequence[Text], target: str, tell: Tell) -> list[Rendered]:
        return await (slow if texts[0] == text_of(2) else Scripted())(texts, target, tell)

    monkeypatch.setattr(doing, "conclude", concluded)
    monkeypatch.setattr(doing, "put_off", not_even_put_off)
    await ask(db, text_of(1), text_of(2))
    under_way = asyncio.create_task(working.do_some(db, engine, WORDS, lambda *_: 1))
    await asyncio.sleep(0.2)
    ended = under_way.done()
    slow.go_on.set()
    with pytest.raises(OSError, match="away"):
        await under_way
    assert not ended
    assert await said(db, text_of(2))


async def test_a_renewal_that_fails_leaves_the_lease_with_its_translator(
    db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leasing, "LEASE", clock.SECOND)
    engine = Scripted()
    engine.go_on.clear()
    await ask(db, text_of(1))
    with monkeypatch.context() as broken:
        broken.setattr(queries, "RENEW", queries.RENEW.replace("translation_requests", "nowhere"))
        under_way = asyncio.create_task(working.do_some(db, engine, WORDS))
        await asyncio.sleep(0.6)
    await asyncio.sleep(0.7)
    lost = await working.any_due(db.read)
    under_way.cancel()
    with pytest.raises(asyncio.CancelledError):
        await under_way
    assert not lost
    assert await working.any_due(db.read)
