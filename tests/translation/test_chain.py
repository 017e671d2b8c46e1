"""The chain: order, detours, time-outs, breaker, budgets, counts. Engines here are real objects with an easy life."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.translation.loopback import Reply, serving, translated

from vermilion.infra import clock
from vermilion.translation.engines import Engine, EngineFailed, Piece
from vermilion.translation.engines.breaker import FAILURES, Breaker
from vermilion.translation.engines.chain import Chain
from vermilion.translation.engines.counting import DAY
from vermilion.translation.engines.opening import open_chain
from vermilion.translation.engines.settings import EngineSettings, TranslationSettings

ONE = [Piece("你好吗？")]


class Told:
    """An engine that does what it is told with each call."""

    kind = "embedded"
    whole = False

    def __init__(
        self, name: str, pairs: list[str], does: Callable[[Sequence[Piece]], Any], private: bool = True
    ) -> None:
        self.name, self.private = name, private
        self.asked: list[list[str]] = []
        self._pairs, self._does = pairs, does

    def model(self, source: str, target: str) -> str:
        return f"{self.name} {source}-{target}"

    def pairs(self) -> list[str]:
        return self._pairs

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        self.asked.append([piece.text for piece in pieces])
        done = self._does(pieces)
        return list(await done if asyncio.iscoroutine(done) else done)

    async def close(self) -> None:
        self.asked.append(["closed"])


def marking(mark: str) -> Callable[[Sequence[Piece]], list[str]]:
    return lambda pieces: [f"{mark}({piece.text})" for piece in pieces]


def failing(reason: str, retry_after: float | None = None) -> Callable[[Sequence[Piece]], list[str]]:
    def fail(pieces: Sequence[Piece]) -> list[str]:
        raise EngineFailed(reason, retry_after=retry_after)

    return fail


def chain_of(*engines: Told, chains: dict[str, tuple[str, ...]] | None = None, **given: Any) -> Chain:
    settings = tuple(EngineSettings(name=engine.name, kind="embedded", **given) for engine in engines)
    return Chain(TranslationSettings(settings, chains or {}), engines)


def names(engines: list[Engine]) -> list[str]:
    return [engine.name for engine in engines]


async def failure(chain: Chain, engine: Engine, pieces: Sequence[Piece] = ONE) -> str:
    with pytest.raises(EngineFailed) as failed:
        await chain.ask(engine, pieces, "zh-Hans", "en")
    return failed.value.reason


def test_order_pairs_and_privacy() -> None:
    small, large = Told("small", ["zh>en"], marking("s")), Told("large", ["*"], marking("l"), private=False)
    chain = chain_of(small, large, chains={"zh>en": ("large", "small")})
    assert names(chain.engines("zh-Hans", "en")) == ["large", "small"]
    assert names(chain.engines("zh-Hans", "en", private_only=True)) == ["small"]
    assert names(chain.engines("en", "zh-Hans")) == ["large"]
    assert chain.engines("en", "zh-Hans", private_only=True) == []
    assert chain.knows("en", "zh-Hans")
    assert not chain.knows("en", "en")
    assert not chain_of(small).knows("zh-Hans", "fr")


async def test_a_detour_only_where_nobody_knows_the_way() -> None:
    first, second = Told("a", ["zh>en"], marking("a")), Told("b", ["en>fr", "zh>ja"], marking("b"))
    chain = chain_of(first, second)
    (detour,) = chain.engines("zh-Hans", "fr")
    assert (detour.name, detour.kind, detour.model("zh-Hans", "fr")) == ("a+b", "pivot", "a zh-Hans-en > en > b en-fr")
    assert await chain.ask(detour, ONE, "zh-Hans", "fr") == ["b(a(你好吗？))"]
    assert {(count.engine, count.target) for count in chain.take_counts()} == {("a", "en"), ("b", "fr")}
    assert names(chain.engines("zh-Hans", "ja")) == ["b"]
    assert chain.knows("zh-Hans", "fr")
    assert not chain.knows("ja", "fr")


async def test_a_detour_over_another_language_than_english() -> None:
    chain = chain_of(Told("a", ["ko>ja", "ja>zh"], lambda pieces: ["" if "x" in p.text else "好" for p in pieces]))
    (detour,) = chain.engines("ko", "zh-Hans")
    assert detour.model("ko", "zh-Hans") == "a ko-ja > ja > a ja-zh-Hans"
    assert await chain.ask(detour, [Piece("x"), Piece("y")], "ko", "zh-Hans") == ["", "好"]


async def test_no_detour_around_an_engine_that_is_away() -> None:
    direct = Told("direct", ["zh>fr"], failing("rate_limit"))
    chain = chain_of(direct, Told("a", ["zh>en", "en>fr"], marking("a")))
    assert await failure(chain, direct) == "rate_limit"
    assert chain.engines("zh-Hans", "fr") == []


def test_the_breaker() -> None:
    breaker = Breaker(pause=10)
    for _ in range(FAILURES):
        assert breaker.enter(0)
        breaker.failed(0)
    assert breaker.is_open(9)
    assert not breaker.enter(9)
    assert breaker.enter(11)  # one trial
    assert not breaker.enter(11)
    breaker.failed(11)  # the pause doubles
    assert not breaker.enter(30)
    assert breaker.enter(32)
    breaker.left()  # cancelled: it said nothing, so the next one tries
    assert breaker.enter(32)
    breaker.succeeded()
    assert breaker.enter(32)
    assert breaker.enter(32)
    breaker.failed(33, retry_after=100)
    assert not breaker.enter(132)
    assert breaker.enter(134)
    breaker.failed(134, retry_after=1e9)
    assert breaker.enter(134 + 3601)


async def test_an_engine_that_hangs_and_comes_back() -> None:
    hanging = Told("a", ["*"], lambda pieces: asyncio.sleep(5))
    chain = chain_of(hanging, timeout=0.01, pause=0.03)
    for _ in range(FAILURES):
        assert await failure(chain, hanging) == "timeout"
    assert await failure(chain, hanging) == "open"
    assert len(hanging.asked) == FAILURES
    assert chain.engines("zh-Hans", "en") == []
    health = chain.health()[0]
    assert (health.state, health.error) == ("open", "timeout: no answer within 0.01 s")
    await asyncio.sleep(0.04)
    hanging._does = marking("a")
    assert await chain.ask(hanging, ONE, "zh-Hans", "en") == ["a(你好吗？)"]
    assert (chain.health()[0].state, chain.health()[0].error) == ("ok", "")


async def test_odd_texts_do_not_switch_an_engine_off() -> None:
    engine = Told("a", ["*"], failing("bad_answer"))
    chain = chain_of(engine)
    for _ in range(FAILURES * 3):
        assert await failure(chain, engine) == "bad_answer"
    assert names(chain.engines("zh-Hans", "en")) == ["a"]
    assert chain.take_counts()[0].failures == FAILURES * 3


async def test_retry_after_opens_at_once() -> None:
    engine = Told("a", ["*"], failing("rate_limit", 0.02))
    chain = chain_of(engine)
    assert await failure(chain, engine) == "rate_limit"
    assert chain.engines("zh-Hans", "en") == []
    await asyncio.sleep(0.03)
    assert names(chain.engines("zh-Hans", "en")) == ["a"]


async def test_a_broken_engine_or_one_that_cannot_count() -> None:
    broken, short = Told("a", ["*"], lambda pieces: [1 // 0]), Told("b", ["*"], lambda pieces: [])
    chain = chain_of(broken, short)
    assert await failure(chain, broken) == "broken"
    assert await failure(chain, short) == "bad_response"


async def test_counts() -> None:
    engine = Told("a", ["*"], marking("a"))
    chain = chain_of(engine, price_characters=10)
    await chain.ask(engine, [Piece("一二三"), Piece("四")], "zh-Hans", "en")
    await chain.ask(engine, [Piece("五")], "zh-Hans", "en")
    await chain.ask(engine, [Piece("six")], "en", "zh-Hans")
    zh, en = sorted(chain.take_counts(), key=lambda count: count.target)
    assert (zh.target, zh.texts, zh.characters, zh.failures, zh.cost) == ("en", 3, 5, 0, 50)
    assert (en.target, en.texts, en.characters, en.cost) == ("zh-Hans", 1, 3, 30)
    assert zh.day == clock.now() // DAY
    assert chain.take_counts() == []
    assert chain.health()[0].model == "a und-und"


async def test_a_budget_ends_with_the_day() -> None:
    now = [5 * DAY]
    engine = Told("a", ["*"], marking("a"))
    settings = TranslationSettings(
        (EngineSettings(name="a", kind="embedded", daily_budget=0.0001, price_characters=10.0),)
    )
    chain = Chain(settings, [engine], {"a": 70}, now=lambda: now[0])
    await chain.ask(engine, [Piece("一二")], "zh-Hans", "en")
    assert names(chain.engines("zh-Hans", "en")) == ["a"]
    await chain.ask(engine, [Piece("一")], "zh-Hans", "en")
    for _ in range(2):  # taken or not, it stays spent
        assert chain.engines("zh-Hans", "en") == []
        assert chain.health()[0].state == "budget"
        assert await failure(chain, engine) == "budget"
        chain.take_counts()
    chain.learn_spent({"a": 99})
    assert names(chain.engines("zh-Hans", "en")) == ["a"]
    chain.learn_spent({"a": 100})
    assert chain.engines("zh-Hans", "en") == []
    now[0] += DAY
    assert names(chain.engines("zh-Hans", "en")) == ["a"]


def openai(url: str, **given: Any) -> TranslationSettings:
    engine = EngineSettings(name="qwen", kind="openai", url=url, model="tiny", private=True, **given)
    return TranslationSettings((engine,))


def no_embedded(settings: EngineSettings) -> Engine:
    raise AssertionError("there is none")


async def test_texts_go_one_by_one_and_not_too_many_at_once() -> None:
    """Others get their answers when one fails, and a failure of all is a failure."""
    texts = [Piece(f"今天第{number}次爬山") for number in range(10, 18)]

    def answering(request: Any) -> Reply:
        text = request.body["messages"][-1]["content"]
        if "Hiking" in text:
            return translated("今天再次爬山", usage={})
        return Reply(status=500) if "第13次" in text else translated("Hiking once more today", usage={})

    async with serving(answering) as server:
        chain = open_chain(openai(server.url, concurrency=3, price_out=1.0), no_embedded)
        (engine,) = chain.engines("zh-Hans", "en")
        answers = await chain.ask(engine, texts, "zh-Hans", "en")
        assert answers == ["Hiking once more today"] * 3 + [""] + ["Hiking once more today"] * 4
        assert len(server.requests) == 8 + 7  # what was translated is read back
        assert server.most_at_once <= 3
        (count,) = chain.take_counts()
        assert (count.texts, count.failures) == (7, 1)
        assert count.cost > 0
        server.answering = lambda request: Reply(status=500)
        assert await failure(chain, engine, texts[:2]) == "server_error"
        await chain.close()


async def test_health_is_asked_for() -> None:
    async with serving(lambda request: Reply(status=502)) as server:
        chain = open_chain(openai(server.url), no_embedded)
        await chain.refresh()
        (health,) = chain.health()
        assert (health.state, health.error, health.pairs) == ("unreachable", "server_error: 502", ["*"])
        server.answering = lambda request: Reply({"object": "list", "data": []})
        await chain.refresh()
        assert (chain.health()[0].state, chain.health()[0].error) == ("ok", "")
        await chain.close()


async def test_a_cancelled_call_leaves_the_breaker_as_it_was() -> None:
    engine = Told("a", ["*"], lambda pieces: asyncio.sleep(5))
    chain = chain_of(engine)
    call = asyncio.ensure_future(chain.ask(engine, ONE, "zh-Hans", "en"))
    await asyncio.sleep(0.01)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert names(chain.engines("zh-Hans", "en")) == ["a"]
    assert chain.take_counts() == []


async def test_configured_pairs_restrict_an_engine() -> None:
    every = Told("every", ["*"], marking("e"))
    chain = chain_of(every, pairs=("zh>en",))
    assert chain.knows("zh-Hant", "en")
    assert not chain.knows("en", "zh-Hans")
    await chain.close()
    assert every.asked == [["closed"]]


async def test_what_nobody_can_see_or_store_is_taken_from_no_engine() -> None:
    said = {"\ud83d": "", "a\x00b\x1bc": "abc", "a\u202eb\u200b": "ab", "one\r\ntwo\tthree": "one\ntwo three"}
    engine = Told("a", ["*"], lambda pieces: list(said))
    pieces = [Piece(f"今天{number}") for number in range(len(said))]
    assert await chain_of(engine).ask(engine, pieces, "zh-Hans", "en") == list(said.values())
