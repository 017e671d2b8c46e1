"""People who keep doing things by /v1 while processes are killed, and remember what was acknowledged."""

from __future__ import annotations

import asyncio
import random
import uuid
from typing import Any

import httpx

PAUSE = 0.02


class Person:
    """One member with a token. A call that got no answer is repeated as it was, until it gets one."""

    def __init__(self, account_id: int, token: str, port: int, rng: random.Random) -> None:
        self.account_id = account_id
        self.liked: dict[str, bool] = {}
        self.comments: list[str] = []
        self.notes: list[str] = []
        self.uploads: list[str] = []
        self.acknowledged = 0
        self.unanswered = 0
        self._rng = rng
        self._base = f"http://127.0.0.1:{port}/v1"
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {token}"}, timeout=60, trust_env=False, verify=False
        )

    async def live(self, note_ids: list[str], picture: bytes, done: asyncio.Event) -> None:
        """Like, unlike, comment, publish and upload until the end is told."""
        doings = [self._like] * 6 + [self._comment] * 4 + [self._publish] * 2 + [self._upload]
        async with self._client:
            while not done.is_set():
                await self._rng.choice(doings)(self._rng.choice(note_ids), picture)
                await asyncio.sleep(PAUSE)

    async def call(self, method: str, path: str, expected: int, **request: Any) -> Any:
        """The JSON of the answer. 503 counts as none: nothing was changed then, and it says so."""
        while True:
            try:
                answer = await self._client.request(method, self._base + path, **request)
            except httpx.TransportError:
                self.unanswered += 1
            else:
                if answer.status_code != 503:
                    assert answer.status_code == expected, (method, path, answer.status_code, answer.text)
                    self.acknowledged += 1
                    return answer.json() if answer.content else None
                self.unanswered += 1
            await asyncio.sleep(PAUSE)

    async def _like(self, note_id: str, _: bytes) -> None:
        wanted = not self.liked.get(note_id, False)
        await self.call("PUT" if wanted else "DELETE", f"/notes/{note_id}/like", 200)
        self.liked[note_id] = wanted

    async def _comment(self, note_id: str, _: bytes) -> None:
        self.comments.append(await self._create(f"/notes/{note_id}/comments"))

    async def _publish(self, _: str, __: bytes) -> None:
        self.notes.append(await self._create("/notes", category="daily"))

    async def _upload(self, _: str, picture: bytes) -> None:
        made = await self.call("POST", "/media", 201, content=picture, headers={"Content-Type": "image/jpeg"})
        self.uploads.append(made["id"])

    async def _create(self, path: str, **rest: str) -> str:
        """Something with words that nobody else says, so that a second one would be seen."""
        said = f"said once {uuid.UUID(int=self._rng.getrandbits(128))}"
        await self.call("POST", path, 201, json={"text": said, **rest}, headers={"Idempotency-Key": said})
        return said
