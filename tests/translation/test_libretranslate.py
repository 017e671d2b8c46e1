"""The LibreTranslate engine against servers of old and new versions, and bad ones."""

from __future__ import annotations

from typing import Any

import pytest
from tests.translation.loopback import Reply, Request, serving

from vermilion.translation.engines import EngineFailed, Piece
from vermilion.translation.engines.libretranslate import LibreTranslateEngine
from vermilion.translation.engines.settings import EngineSettings


def engine_at(url: str, **given: Any) -> LibreTranslateEngine:
    return LibreTranslateEngine(EngineSettings(name="libre", kind="libretranslate", url=url, private=True, **given))


def behaving(*codes: str) -> Any:
    """A server that knows these languages, as the real one answers."""

    def answering(request: Request) -> Reply:
        if request.path == "/languages":
            return Reply([{"code": code, "name": code, "targets": [*codes]} for code in codes])
        body = request.body
        for code in (body["source"], body["target"]):
            if code not in codes:
                return Reply({"error": f"{code} is not supported"}, 400)
        return Reply({"translatedText": [f"{body['target']}: {text}" for text in body["q"]]})

    return answering


@pytest.mark.parametrize(
    ("codes", "sent"),
    [(("en", "zh"), "zh"), (("en", "zh-Hans", "zh-Hant"), "zh-Hans"), (("en", "zh", "zt"), "zh")],
)
async def test_chinese_is_called_what_the_server_calls_it(codes: tuple[str, ...], sent: str) -> None:
    async with serving(behaving(*codes)) as server:
        engine = engine_at(server.url, key="k")
        await engine.refresh()
        assert {"en>zh-Hans", "zh-Hans>en"} <= set(engine.pairs())
        assert ("en>zh-Hant" in engine.pairs()) == (len(codes) == 3)
        assert await engine.translate([Piece("one"), Piece("two")], "en", "zh-Hans") == [f"{sent}: one", f"{sent}: two"]
        await engine.close()
    sent_body = server.requests[-1].body
    assert sent_body == {"q": ["one", "two"], "source": "en", "target": sent, "format": "text", "api_key": "k"}


async def test_traditional_characters() -> None:
    async with serving(behaving("en", "zh", "zt")) as server:
        engine = engine_at(server.url)
        await engine.refresh()
        assert await engine.translate([Piece("one")], "en", "zh-Hant") == ["zt: one"]
        assert "api_key" not in server.requests[-1].body
        await engine.close()


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply({"error": "Invalid API key"}, 403), "refused"),
        (Reply({"error": "xx is not supported"}, 400), "bad_request"),
        (Reply({"error": "Cannot translate text: boom"}, 500), "server_error"),
        (Reply({"error": "Slowdown: 20 per 1 minute"}, 429), "rate_limit"),
        (Reply({"translatedText": ["one only"]}), "bad_response"),
        (Reply({"translatedText": "not a list"}), "bad_response"),
        (Reply({"translatedText": [1, None]}), "bad_response"),
        (Reply(["odd"]), "bad_response"),
        (Reply(b"<html>"), "bad_response"),
        (Reply({"translatedText": ["a", "b"]}, cut_off=True), "unreachable"),
    ],
)
async def test_bad_servers(reply: Reply, reason: str) -> None:
    async with serving(lambda request: reply) as server:
        engine = engine_at(server.url)
        with pytest.raises(EngineFailed) as failed:
            await engine.translate([Piece("one"), Piece("two")], "en", "es")
        await engine.close()
    assert failed.value.reason == reason


async def test_a_list_of_languages_that_is_none() -> None:
    async with serving(lambda request: Reply({"languages": 3})) as server:
        engine = engine_at(server.url, pairs=("en>es",))
        with pytest.raises(EngineFailed, match="list of languages"):
            await engine.refresh()
        assert engine.pairs() == ["en>es"]
        await engine.close()
