"""Servers on this machine that answer as the real ones do, or as badly as one likes: a test says what."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import msgspec


class Request(msgspec.Struct, frozen=True):
    """What a client sent; `body` is its JSON, `headers` have small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


class Reply(msgspec.Struct, frozen=True):
    """What to send back. `cut_off` says a longer body than it sends; `endless` never ends it; `delay` in seconds."""

    body: object = None
    status: int = 200
    headers: Mapping[str, str] = {}
    delay: float = 0.0
    cut_off: bool = False
    endless: bool = False


Answering = Callable[[Request], Reply]


class Loopback:
    """A running server: `url`, and what it was asked."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.url = ""
        self.requests: list[Request] = []
        self.at_once = self.most_at_once = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._answer(reader, writer)
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await _read(reader)
        self.requests.append(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            reply = self.answering(request)
            await asyncio.sleep(reply.delay)
            await _write(writer, reply)
        finally:
            self.at_once -= 1


@contextlib.asynccontextmanager
async def serving(answering: Answering) -> AsyncIterator[Loopback]:
    """A server on a free port for as long as the block runs."""
    loopback = Loopback(answering)
    running: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(loopback.answer(reader, writer))
        running.add(task)
        task.add_done_callback(running.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    loopback.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield loopback
    finally:
        server.close()
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def completion(content: str | None, *, finish: str | None = "stop", usage: object = None, **message: object) -> Reply:
    """A chat completion as vLLM, llama.cpp and Ollama send it."""
    return Reply(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "tiny",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": content, **message},
                    "logprobs": None,
                    "finish_reason": finish,
                }
            ],
            **({"usage": usage} if usage is not None else {}),
        }
    )


def translated(text: str, **given: Any) -> Reply:
    """A completion whose content is the JSON that was asked for."""
    return completion(json.dumps({"translation": text}, ensure_ascii=False), **given)


def text_of(request: Request) -> str:
    """The text between the delimiters of a request for a completion."""
    content: str = request.body["messages"][-1]["content"]
    return content.partition("\n")[2].rpartition("\n")[0]


def reading_back(answer: Reply, text: str) -> Answering:
    """A model that answers so when it is given the text, and reads whatever else it is given as that text."""
    return lambda request: answer if text_of(request) == text else translated(text)


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    method, path, _ = first.split(" ")
    return Request(method, path, headers, json.loads(body) if body else None)


async def _write(writer: asyncio.StreamWriter, reply: Reply) -> None:
    body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body, ensure_ascii=False).encode()
    length = len(body) + (100 if reply.cut_off else 0)
    headers = {"Content-Type": "application/json", "Connection": "close", "Content-Length": str(length)}
    if reply.endless:
        del headers["Content-Length"]
    lines = [
        f"HTTP/1.1 {reply.status} Any",
        *(f"{name}: {value}" for name, value in {**headers, **reply.headers}.items()),
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    await writer.drain()
    while reply.endless:
        writer.write(b" " * 65536)
        await writer.drain()
