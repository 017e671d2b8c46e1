"""Translators: batches by urgency, leases, failures that stand, answers that come too late."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec
import pytest

from vermilion import translation
from vermilion.infra import clock, subject
from vermilion.infra.db import Db
from vermilion.translation import ASKED, HOT, IN_ADVANCE, Rendered, Text, working
from vermilion.translation.working import Tell, concluding, leasing

NOTE = subject.note(7)
WORDS = "r1"


class Scripted:
    """An engine that says a text backwards, or fails as it is told."""

    def __init__(self, *failures: str) -> None:
        self.calls: list[list[str]] = []
        self.failures = list(failures)
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def __call__(self, texts: Sequence[Text], target: str, tell: Tell) -> list[Rendered]:
        self.calls.append([text.text for text in texts])
        for number in range(len(texts)):
            tell(number, 1, 3)
        await self.go_on.wait()
        reason = self.failures.pop(0) if self.failures else ""
        if reason == "broken":
            raise RuntimeError(reason)
        if reason:
            return [Rendered(None, text.source, reason=reason) for text in texts]
        return [Rendered(text.text[::-1], text.source, "backwards", "m1") for text in texts]


def text_of(number: int, source: str = "zh-Hans") -> Text:
    return Text(f"text {number:03}", source)


async def ask(db: Db, *texts: Text, urgency: int = ASKED, target: str = "en") -> None:
    await db.write(lambda tx: translation.ask(tx, NOTE, texts, target, urgency))


async def do_all(db: Db, engine: Scripted) -> None:
    while await working.do_some(db, engine, WORDS):
        pass


async def travelled(db: Db, micros: int) -> None:
    """As if so much time had passed for what waits in the queue."""
    await db.write(lambda tx: tx.run("UPDATE translation_requests SET run_at = run_at - ?", micros))


async def state_of(db: Db, text: Text) -> tuple[str, str] | None:
    found = (await translation.state(db.read, [text.key], "en")).get(text.key)
    return (found.state, found.reason) if found else None


async def said(db: Db, text: Text, target: str = "en") -> str | None:
    found = (await translation.best(db.read, [text.key], target)).get(text.key)
    return found.text if found else None


async def test_a_thousand_readers_cost_one_call(db: Db) -> None:
    engine = Scripted()
    hot = text_of(1)

    async def read() -> str:
        if await translation.wanted(db.read, [hot], "en"):
            await ask(db, hot)
        found = await translation.wait(db, [hot.key], "en", 20)
        return found.translations[hot.key].text

    async def translate() -> None:
        while not await working.do_some(db, engine, WORDS):  # noqa: ASYNC110 - as translators do
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)
        await do_all(db, engine)

    *answers, _ = await asyncio.gather(*(read() for _ in range(1_000)), translate())
    assert set(answers) == {hot.text[::-1]}
    assert engine.calls == [[hot.text]]


async def test_the_most_urgent_come_first_and_by_pairs(db: Db) -> None:
    engine = Scripted()
    await ask(db, *(text_of(number) for number in range(3)), urgency=IN_ADVANCE)
    await ask(db, text_of(10), urgency=HOT)
    await ask(db, text_of(20), text_of(21, "ja"))
    await do_all(db, engine)
    assert sorted(engine.calls[:2]) == [["text 020"], ["text 021"]]
    assert engine.calls[2] == ["text 010"]
    assert sorted(engine.calls[3]) == ["text 000", "text 001", "text 002"]
    found = (await translation.best(db.read, [text_of(21).key], "en"))[text_of(21).key]
    assert (found.text, found.engine, found.model, found.revision, found.source) == (
        "120 txet", "backwards", "m1", WORDS, "ja",
    )  # fmt: skip
    assert not await working.any_due(db.read)


async def test_where_engines_are_slow_nobody_waits_for_the_others(db: Db) -> None:
    slow = Scripted()
    slow.go_on.clear()

    async def engine(texts: Sequence[Text], target: str, tell: Tell) -> list[Rendered]:
        if texts[0] == text_of(2):
            await slow.go_on.wait()
        return [Rendered("done", text.source, "e", "m") for text in texts]

    texts = [text_of(number) for number in range(3)]
    await ask(db, *texts)
    under_way = asyncio.create_task(working.do_some(db, engine, WORDS, lambda *_: 1))
    found = await translation.wait(db, [text.key for text in texts[:2]], "en", 10)
    assert len(found.translations) == 2
    assert await said(db, texts[2]) is None
    slow.go_on.set()
    await under_way
    assert await said(db, texts[2]) == "done"


async def test_what_is_leased_is_nobody_elses_until_the_lease_ends(db: Db) -> None:
    first, second = Scripted(), Scripted()
    first.go_on.clear()
    await ask(db, text_of(1))
    under_way = asyncio.create_task(working.do_some(db, first, WORDS))
    await asyncio.sleep(0.1)
    assert await working.do_some(db, second, WORDS) == 0
    # The first translator hangs: its lease ends, another one answers, and what it says later changes nothing.
    await travelled(db, working.LEASE)
    assert await working.do_some(db, second, WORDS) == 1
    answered_at = (await translation.best(db.read, [text_of(1).key], "en"))[text_of(1).key].created_at
    first.go_on.set()
    assert await under_way == 1
    assert (await translation.best(db.read, [text_of(1).key], "en"))[text_of(1).key].created_at == answered_at


async def test_a_lease_is_renewed_and_progress_told_while_one_works(
    db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leasing, "LEASE", clock.SECOND)
    engine = Scripted()
    engine.go_on.clear()
    await ask(db, text_of(1))
    under_way = asyncio.create_task(working.do_some(db, engine, WORDS))
    await asyncio.sleep(1.5)
    assert not await working.any_due(db.read)
    [found] = (await translation.state(db.read, [text_of(1).key], "en")).values()
    assert (found.done, found.total) == (1, 3)
    engine.go_on.set()
    await under_way
    assert await said(db, text_of(1))


async def test_a_translator_that_is_told_to_end_gives_back(db: Db) -> None:
    engine = Scripted()
    engine.go_on.clear()
    await ask(db, text_of(1), text_of(2))
    under_way = asyncio.create_task(working.do_some(db, engine, WORDS))
    await asyncio.sleep(0.1)
    under_way.cancel()
    with pytest.raises(asyncio.CancelledError):
        await under_way
    other = Scripted()
    await do_all(db, other)
    assert [sorted(call) for call in other.calls] == [["text 001", "text 002"]]


async def test_what_was_deleted_meanwhile_is_not_stored(db: Db) -> None:
    engine = Scripted()
    engine.go_on.clear()
    await ask(db, text_of(1), text_of(2))
    under_way = asyncio.create_task(working.do_some(db, engine, WORDS))
    await asyncio.sleep(0.1)
    await db.write(lambda tx: translation.forget(tx, NOTE, except_keys={text_of(2).key}))
    engine.go_on.set()
    await under_way
    assert await said(db, text_of(1)) is None
    assert await said(db, text_of(2))


async def test_a_persons_translation_answers_what_a_machine_was_asked(db: Db) -> None:
    await ask(db, text_of(1))
    await db.write(lambda tx: translation.keep_human(tx, text_of(1), "en", "by bob", 12))
    engine = Scripted()
    await do_all(db, engine)
    assert engine.calls == []


@pytest.mark.parametrize("reason", ["poor", "no_engine"])
async def test_failures_stand_with_their_reason(db: Db, reason: str) -> None:
    engine = Scripted(reason)
    await ask(db, text_of(1))
    waiting = asyncio.create_task(translation.wait(db, [text_of(1).key], "en", 10))
    await do_all(db, engine)
    assert [one.reason for one in (await waiting).waiting.values()] == [reason]
    await ask(db, text_of(1))
    await do_all(db, engine)
    assert await state_of(db, text_of(1)) == ("failed", reason)
    assert len(engine.calls) == 1
    await travelled(db, concluding.STANDS[reason])
    await ask(db, text_of(1))
    await do_all(db, engine)
    assert await said(db, text_of(1))


async def test_other_engines_try_again_what_none_could(db: Db) -> None:
    engine = Scripted("no_engine", "poor")
    await ask(db, text_of(1, "ja"))
    await do_all(db, engine)
    await ask(db, text_of(2))
    await do_all(db, engine)
    await db.write(working.revive)
    await do_all(db, engine)
    assert await said(db, text_of(1))
    assert await state_of(db, text_of(2)) == ("failed", "poor")


async def test_engines_that_are_away_are_tried_ever_later_while_it_is_urgent(db: Db) -> None:
    engine = Scripted(*["unavailable"] * 20)
    await ask(db, text_of(1))
    pauses = []
    while await state_of(db, text_of(1)) != ("failed", "unavailable"):
        assert await working.do_some(db, engine, WORDS) == 1
        if await state_of(db, text_of(1)) == ("ready", "unavailable"):
            run_at = await db.read.value("SELECT run_at FROM translation_requests")
            pauses.append(round((run_at - clock.now()) / clock.SECOND))
            assert await working.do_some(db, engine, WORDS) == 0
            await travelled(db, run_at - clock.now() + 1)
    assert pauses == [2, 4, 8, 16, 32]
    await ask(db, text_of(2), urgency=IN_ADVANCE)
    await do_all(db, engine)
    assert await state_of(db, text_of(2)) == ("failed", "unavailable")


async def test_one_text_that_breaks_takes_no_others_along(db: Db) -> None:
    engine = Scripted("broken", "", "broken")
    await ask(db, *(text_of(number) for number in range(3)))
    await do_all(db, engine)
    assert [len(call) for call in engine.calls] == [3, 1, 1, 1]
    states = [await state_of(db, text_of(number)) for number in range(3)]
    assert sorted(map(str, states)) == ["('ready', 'unavailable')", "None", "None"]


async def test_a_text_over_which_translators_fall_is_given_up_and_the_others_are_not(db: Db) -> None:
    """A translator that dies says nothing: its leases end."""
    texts = [text_of(number) for number in range(3)]
    await ask(db, *texts)
    bad = min(texts, key=lambda text: text.key)  # the first of a batch
    for _ in range(12):
        _, leased = await db.write(leasing.lease)
        if not leased:
            break
        if bad.key in {request.key for request in leased}:
            await travelled(db, working.LEASE + clock.SECOND)
        else:
            rendered = [Rendered("fine", "zh-Hans", "e", "m")] * len(leased)
            await db.write(lambda tx, leased=leased, rendered=rendered: concluding.conclude(tx, leased, rendered, "r"))  # type: ignore[misc]  # called at once
    assert await state_of(db, bad) == ("failed", "poor")
    assert [await said(db, text) for text in texts if text != bad] == ["fine", "fine"]


async def test_private_texts_keep_to_themselves(db: Db) -> None:
    """What is asked for in somebody's scope goes to the engine with it, and is found in no other scope."""
    scopes: list[int] = []

    async def engine(texts: Sequence[Text], target: str, tell: Tell) -> list[Rendered]:
        scopes.extend(text.scope for text in texts)
        return [Rendered("secret", text.source, "e", "m") for text in texts]

    own = msgspec.structs.replace(text_of(1), scope=11)
    await ask(db, own)
    await working.do_some(db, engine, WORDS)
    assert scopes == [11]
    assert await said(db, own) == "secret"
    assert await said(db, text_of(1)) is None
    assert await translation.wanted(db.read, [text_of(1)], "en") == [text_of(1)]


async def test_translators_beside_each_other_share_the_work(db: Db) -> None:
    texts = [text_of(number) for number in range(300)]
    await ask(db, *texts)
    engines = [Scripted() for _ in range(3)]
    together = asyncio.Barrier(len(engines))

    async def work(engine: Scripted) -> None:
        async def at_first_together(texts: Sequence[Text], target: str, tell: Tell) -> list[Rendered]:
            if not engine.calls:
                await together.wait()  # each has some before any is done
            return await engine(texts, target, tell)

        while await working.do_some(db, at_first_together, WORDS):
            pass

    async with asyncio.timeout(30):
        await asyncio.gather(*map(work, engines))
    assert sorted(text for engine in engines for call in engine.calls for text in call) == [text.text for text in texts]


async def test_deleting_while_answers_come_leaves_nothing_behind(db: Db) -> None:
    """On PostgreSQL the two transactions really run beside each other."""
    for number in range(30):
        text = text_of(number)
        await ask(db, text)
        await asyncio.gather(
            working.do_some(db, Scripted(), WORDS), db.write(lambda tx: translation.forget(tx, NOTE))
        )
        await db.write(lambda tx: translation.forget(tx, NOTE))
        assert await db.read.value("SELECT count(*) FROM translations") == 0
        assert await db.read.value("SELECT count(*) FROM translation_requests") == 0
