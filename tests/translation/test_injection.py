"""Nothing but a translation is ever believed, whatever the texts of `injections.toml` tell a model to say."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.translation.gullible import PAIRS, WAYS, Injection, Way, corpus, faithful, gullible
from tests.translation.loopback import serving, text_of

from vermilion.infra.text import cleaning
from vermilion.translation.engines import Engine, EngineFailed, Piece
from vermilion.translation.engines.chain import Chain
from vermilion.translation.engines.opening import open_chain
from vermilion.translation.engines.settings import EngineSettings, TranslationSettings
from vermilion.translation.engines.unseen import seen

CORPUS = corpus()


def no_embedded(settings: EngineSettings) -> Engine:
    raise AssertionError("there is none")


async def answers(way: Way, most_requests: int) -> list[tuple[Injection, str]]:
    """What comes out of the chain for each text of the corpus; empty where nothing does."""
    async with serving(gullible(CORPUS, way)) as server:
        settings = EngineSettings(
            name="gullible", kind="openai", url=server.url, model="tiny", private=True, concurrency=2
        )
        chain = open_chain(TranslationSettings((settings,)), no_embedded)
        found = [(case, answer) for pair in PAIRS.values() for case, answer in await _asked(chain, *pair)]
        await chain.close()
        assert {seen(case.text) for case in CORPUS} <= {text_of(request) for request in server.requests}
        assert len(CORPUS) <= len(server.requests) <= most_requests
        assert chain.health()[0].state == "ok"  # texts that nobody can translate switch nothing off
    return found


async def _asked(chain: Chain, source: str, target: str) -> list[tuple[Injection, str]]:
    cases = [case for case in CORPUS if case.source == source]
    (engine,) = chain.engines(source, target)
    try:
        said = await chain.ask(engine, [Piece(case.text) for case in cases], source, target)
    except EngineFailed as error:
        said = [error.reason.replace("bad_answer", "")] * len(cases)
    return list(zip(cases, said, strict=True))


def test_the_corpus_is_large_enough() -> None:
    assert len({case.text for case in CORPUS}) == len(CORPUS) >= 200
    assert min(Counter(case.source for case in CORPUS).values()) >= 100


async def test_faithful_translations_come_through() -> None:
    """Not all: where an order is paraphrased the text is left to the next engine. Most do."""
    found = await answers(faithful, 2 * len(CORPUS))
    through = [case for case, answer in found if answer]
    assert [answer for case, answer in found if answer not in {"", cleaning.clean_text(case.faithful)}] == []
    assert len(through) >= 0.9 * len(CORPUS)


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_else_comes_through(way: str) -> None:
    """The rules of words alone do that for this corpus: nothing of it is even read back."""
    assert not {case.text: answer for case, answer in await answers(WAYS[way], len(CORPUS)) if answer}
