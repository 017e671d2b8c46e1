"""A note of alice's, and the news told about what is said under it."""

from __future__ import annotations

import pytest
from tests.permits import on_comment, on_note

from vermilion import comments
from vermilion.audience import Action
from vermilion.comments import Comment, NewComment
from vermilion.infra.db import Db, Tx
from vermilion.infra.events import Event, Wiring

ALICE, BOB, CHARLIE = 11, 12, 13
NOTE = 101


class Talk:
    """What people do under the note, a transaction each."""

    def __init__(self, db: Db, told: list[Event]) -> None:
        self.db = db
        self.told = told

    async def say(self, author_id: int, text: str, to: Comment | None = None) -> Comment:
        permit = (
            on_comment(author_id, Action.COMMENT, to, ALICE) if to else on_note(author_id, Action.COMMENT, NOTE, ALICE)
        )
        return await self.db.write(lambda tx: comments.write(tx, permit, NewComment(text=text)))

    async def edit(self, comment: Comment, text: str) -> Comment:
        permit = on_comment(comment.author_id, Action.EDIT, comment, ALICE)
        return await self.db.write(lambda tx: comments.edit(tx, permit, NewComment(text=text)))

    async def delete(self, comment: Comment) -> None:
        permit = on_comment(comment.author_id, Action.DELETE, comment, ALICE)
        await self.db.write(lambda tx: comments.delete(tx, permit))

    async def pin(self, comment: Comment) -> bool:
        return await self.db.write(lambda tx: comments.pin(tx, on_comment(ALICE, Action.PIN, comment, ALICE)))

    async def unpin(self, comment: Comment) -> bool:
        return await self.db.write(lambda tx: comments.unpin(tx, on_comment(ALICE, Action.PIN, comment, ALICE)))

    async def remove(self, comment: Comment) -> None:
        permit = on_comment(14, Action.MODERATE, comment, ALICE)
        await self.db.write(lambda tx: comments.remove(tx, permit, "spam"))

    async def restore(self, comment: Comment) -> None:
        await self.db.write(lambda tx: comments.restore(tx, on_comment(14, Action.MODERATE, comment, ALICE)))

    async def now(self, comment: Comment) -> Comment:
        return (await comments.by_ids(self.db.read, [comment.id]))[comment.id]

    async def texts(self, sort: str = "new") -> list[str]:
        return [comment.text for comment in (await comments.page(self.db.read, NOTE, sort, None, 50)).items]


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def wiring(told: list[Event]) -> Wiring:
    async def hear(tx: Tx, event: Event) -> None:
        told.append(event)

    kinds = (
        comments.Commented,
        comments.CommentEdited,
        comments.CommentDeleted,
        comments.CommentRemoved,
        comments.CommentRestored,
    )
    return Wiring({kind: [hear] for kind in kinds}, {})


@pytest.fixture
def talk(db: Db, told: list[Event]) -> Talk:
    return Talk(db, told)
