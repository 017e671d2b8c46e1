"""Any server that speaks OpenAI's chat completions: vLLM, llama.cpp, Ollama, hosted ones."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from vermilion.translation.engines import EngineFailed, Piece
from vermilion.translation.engines.calling import Server
from vermilion.translation.engines.dialects import Dialect, simpler, spoken
from vermilion.translation.engines.plausibility import implausible
from vermilion.translation.engines.prompts import messages, new_delimiter
from vermilion.translation.engines.reading_back import holds_its_text, reads_otherwise, with_terms
from vermilion.translation.engines.refusing import Refused
from vermilion.translation.engines.replies import read_answer
from vermilion.translation.engines.settings import EngineSettings
from vermilion.translation.engines.unseen import seen

FIRST_TOKENS, TOKENS_A_CHARACTER = 64, 3  # of an answer: a character may become three words, or bytes
ESTIMATE = 0.7  # tokens a character, where the server does not count them: between English's 0.25 and Chinese's 1


class OpenAIEngine:
    """Sends one text a request: two members' texts in one would let the one meddle with the other's translation. What
    it makes of a text is read back by a second request before it is believed."""

    kind = "openai"
    whole = True

    def __init__(self, settings: EngineSettings) -> None:
        self.name = settings.name
        self.private = settings.is_private
        self._settings = settings
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        self._server = Server(settings.url, key=settings.key, headers=headers, private=self.private)
        self._dialect = Dialect()
        self._tokens = (0, 0)

    def model(self, source: str, target: str) -> str:
        return self._settings.model

    def pairs(self) -> list[str]:
        return ["*"]

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        return [await self._translate(piece, source, target) for piece in pieces]

    async def refresh(self) -> None:
        """See whether it is there. Not every server lists its models, so a refusal of that says nothing."""
        try:
            await self._server.get("/models")
        except Refused as error:
            if error.status in {401, 403}:
                raise

    def take_tokens(self) -> tuple[int, int]:
        taken, self._tokens = self._tokens, (0, 0)
        return taken

    async def close(self) -> None:
        await self._server.close()

    async def _translate(self, piece: Piece, source: str, target: str) -> str:
        text = seen(piece.text)
        translation = await self._say(text, source, target, piece.terms)
        if reason := implausible(text, translation, source, target, piece.terms):
            raise EngineFailed("bad_answer", reason)
        if self._settings.requests > 1:
            await self._read_back(text, translation, source, target, piece.terms)
        return translation

    async def _read_back(self, text: str, translation: str, source: str, target: str, terms: Mapping[str, str]) -> None:
        """Raises EngineFailed where the translation does not read back as its text, and where nobody read it back."""
        if holds_its_text(text, translation):
            raise EngineFailed("bad_answer", "holds its text")
        back = await self._say(with_terms(translation, terms), target, source, {})
        if reason := reads_otherwise(text, back):
            raise EngineFailed("bad_answer", reason)

    async def _say(self, text: str, source: str, target: str, terms: Mapping[str, str]) -> str:
        """A text in the other language, as the model puts it: a request of its own, which knows of no other one."""
        delimiter = new_delimiter(text)
        request = {
            "model": self._settings.model,
            "messages": messages(text, source, target, terms, delimiter),
            "temperature": 0,
            "max_tokens": FIRST_TOKENS + TOKENS_A_CHARACTER * len(text),
            "stream": False,
            **self._settings.extra,
        }
        async with asyncio.timeout(self._settings.timeout):
            answer = await self._complete(request)
        self._count(answer, request)
        return read_answer(_content(answer), delimiter, text)

    async def _complete(self, request: dict[str, Any]) -> Any:
        """Servers differ in what they take; what one refused is not sent to it again, once it took the rest."""
        dialect = self._dialect
        while True:
            try:
                answer = await self._server.post("/chat/completions", request | spoken(dialect))
            except EngineFailed as error:
                less = simpler(dialect, error)
                if less is None:
                    raise
                dialect = less
            else:
                self._dialect = dialect
                return answer

    def _count(self, answer: Any, request: dict[str, Any]) -> None:
        usage = answer.get("usage") if isinstance(answer, dict) else None
        told = [usage.get(name) if isinstance(usage, dict) else None for name in ("prompt_tokens", "completion_tokens")]
        said = [sum(len(message["content"]) for message in request["messages"]), len(str(answer))]
        tokens = [
            count if isinstance(count, int) and count >= 0 else round(length * ESTIMATE)
            for count, length in zip(told, said, strict=True)
        ]
        self._tokens = (self._tokens[0] + tokens[0], self._tokens[1] + tokens[1])


def _content(answer: Any) -> str:
    """The one finished message of a completion. Raises EngineFailed: bad_response where it is not one at all,
    bad_answer where it was cut off, refused or wants tools."""
    try:
        choice = answer["choices"][0]
        message = choice["message"]
        content, finish = message["content"], choice.get("finish_reason")
        extra = message.get("tool_calls") or message.get("function_call") or message.get("refusal")
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        raise EngineFailed("bad_response", "not a completion") from error
    if extra or finish not in {"stop", None} or not isinstance(content, str):
        raise EngineFailed("bad_answer", f"finished by {finish}" if not extra else "not a message")
    return content
