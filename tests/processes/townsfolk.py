"""People who keep doing things by /v1 while processes are killed, and remember what was acknowledged."""

from __future__ import annotations

import asyncio
import random
import uuid
from functools import partial
from typing import Any

import httpx
from tests.processes import helping
from tests.processes.square import Said, Square

from vermilion.accounts import Account

PAUSE = 0.02


class Person:
    """One member with a token. A call that got no answer is repeated as it was, until it gets one."""

    def __init__(self, account: Account, token: str, port: int, rng: random.Random) -> None:
        self.account_id = account.id
        self.handle = account.handle
        self.liked: dict[str, bool] = {}
        self.comments: list[str] = []
        self.notes: list[str] = []
        self.uploads: list[str] = []
        self.votes: dict[str, set[int]] = {}  # what it can be, by translation: of two only where an answer was lost
        self.waits = False  # for an answer
        self.acknowledged = 0
        self.unanswered = 0
        self.cut_off = 0  # of those, the calls that a process died under
        self.rng = rng
        self._base = f"http://127.0.0.1:{port}/v1"
        # A connection for each call: kept ones would all move to the worker that was not killed, and stay there.
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {token}"},
            limits=httpx.Limits(max_keepalive_connections=0),
            timeout=60,
            trust_env=False,
            verify=False,
        )

    async def live(self, square: Square, done: asyncio.Event) -> None:
        """Like, unlike, comment, publish, upload, and help others with their texts until the end is told."""
        own = [self._like] * 6 + [self._comment] * 4 + [self._publish] * 2 + [self._upload]
        doings = own + [partial(doing, self) for doing in helping.DOINGS]
        while not done.is_set():
            await self.rng.choice(doings)(square)
            await asyncio.sleep(PAUSE)

    async def close(self) -> None:
        await self._client.aclose()

    async def call(self, method: str, path: str, expected: int, refused: tuple[int, ...] = (), **request: Any) -> Any:
        """The JSON of the answer, None for one of those that refuse. 503 counts as no answer: nothing was changed then,
        and it says so."""
        while True:
            self.waits = True
            try:
                answer = await self._client.request(method, self._base + path, **request)
            except httpx.TransportError as lost:
                self.unanswered += 1
                self.cut_off += not isinstance(lost, httpx.ConnectError)
            else:
                if answer.status_code in refused:
                    self.acknowledged += 1
                    return None
                if answer.status_code != 503:
                    assert answer.status_code == expected, (method, path, answer.status_code, answer.text)
                    self.acknowledged += 1
                    return answer.json() if answer.content else None
                self.unanswered += 1
            finally:
                self.waits = False
            await asyncio.sleep(PAUSE)

    async def create(self, path: str, words: str, **rest: Any) -> dict[str, Any]:
        """Something with words that nobody else says, so that a second one would be seen."""
        key = {"Idempotency-Key": words.rpartition(" ")[2]}
        made: dict[str, Any] = await self.call("POST", path, 201, json={"text": words, **rest}, headers=key)
        return made

    def unheard(self, what: str) -> str:
        """Words that were never said before."""
        return f"{what} {uuid.UUID(int=self.rng.getrandbits(128))}"

    async def _like(self, square: Square) -> None:
        note_id = self.rng.choice(square.note_ids)
        wanted = not self.liked.get(note_id, False)
        await self.call("PUT" if wanted else "DELETE", f"/notes/{note_id}/like", 200)
        self.liked[note_id] = wanted

    async def _comment(self, square: Square) -> None:
        said = self.unheard("said once")
        made = await self.create(f"/notes/{self.rng.choice(square.note_ids)}/comments", said)
        self.comments.append(said)
        square.texts.append(Said("comment", made["id"], self.account_id, said))

    async def _publish(self, square: Square) -> None:
        said = self.unheard("said once")
        made = await self.create("/notes", said, category="daily")
        self.notes.append(said)
        square.texts.append(Said("note", made["id"], self.account_id, said))

    async def _upload(self, square: Square) -> None:
        made = await self.call("POST", "/media", 201, content=square.picture, headers={"Content-Type": "image/jpeg"})
        self.uploads.append(made["id"])
