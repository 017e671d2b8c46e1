"""A town in which news is delivered at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from tests.conftest import Cast
from tests.permits import on_account, on_comment, on_note
from tests.town import publish

from vermilion import collections, comments, notifications, reactions, relations
from vermilion.accounts import Account
from vermilion.audience import Action
from vermilion.comments import Comment, NewComment
from vermilion.infra.db import Db, Tx
from vermilion.infra.outbox import drain
from vermilion.notes import Note
from vermilion.notifications import Notification

T = TypeVar("T")


class Street:
    """What people do, each time followed by the delivery of the news."""

    def __init__(self, db: Db, cast: Cast, note: Note) -> None:
        self.db = db
        self.cast = cast
        self.note = note

    async def do(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        result = await self.db.write(work)
        await drain(self.db)
        return result

    async def like(self, who: Account, undo: bool = False) -> None:
        permit = on_note(who.id, Action.LIKE, self.note.id, self.note.author_id)
        await self.do(lambda tx: (reactions.unlike if undo else reactions.like)(tx, permit))

    async def like_comment(self, who: Account, comment: Comment) -> None:
        permit = on_comment(who.id, Action.LIKE, comment, self.note.author_id)
        await self.do(lambda tx: reactions.like(tx, permit))

    async def save(self, who: Account, undo: bool = False) -> None:
        permit = on_note(who.id, Action.COLLECT, self.note.id, self.note.author_id)
        if undo:
            await self.do(lambda tx: collections.remove(tx, permit))
        else:
            await self.do(lambda tx: collections.save(tx, permit))

    async def follow(self, who: Account, whom: Account) -> None:
        await self.do(lambda tx: relations.follow(tx, on_account(who.id, Action.FOLLOW, whom.id)))

    async def say(self, who: Account, text: str, to: Comment | None = None) -> Comment:
        author = self.note.author_id
        permit = (
            on_comment(who.id, Action.COMMENT, to, author)
            if to
            else on_note(who.id, Action.COMMENT, self.note.id, author)
        )
        return await self.do(lambda tx: comments.write(tx, permit, NewComment(text=text)))

    async def inbox(self, who: Account, tab: str) -> list[Notification]:
        return (await notifications.page(self.db.read, who.id, tab, None, 50)).items

    async def kinds(self, who: Account, tab: str = "comments") -> list[str]:
        return [line.kind for line in await self.inbox(who, tab)]

    async def unread(self, who: Account, tab: str) -> int:
        return (await notifications.unread(self.db.read, who.id))[tab]

    async def read(self, who: Account, tab: str) -> int:
        return await self.db.write(lambda tx: notifications.mark_read(tx, who.id, tab))


@pytest.fixture
async def street(db: Db, cast: Cast) -> Street:
    """Alice's note; she has been told of bob, who follows her."""
    street = Street(db, cast, await publish(db, cast.alice, "Morning market"))
    await drain(db)
    return street
