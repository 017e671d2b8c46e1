"""Whom a comment answers is a person, too: named only to those who may see them."""

from __future__ import annotations

from tests import permits
from tests.api.conftest import Programs
from tests.conftest import Cast
from tests.town import publish

from vermilion import comments, relations
from vermilion.audience import Action
from vermilion.comments import Comment, NewComment
from vermilion.infra.db import Db


async def test_who_is_answered_is_not_named_to_those_they_blocked(db: Db, cast: Cast, programs: Programs) -> None:
    note = await publish(db, cast.alice, "Who waters tomatoes in the rain?")

    async def reply(author: int, answered: Comment | None, text: str) -> Comment:
        permit = (
            permits.on_comment(author, Action.COMMENT, answered, cast.alice.id)
            if answered
            else permits.on_note(author, Action.COMMENT, note.id, cast.alice.id)
        )
        return await db.write(lambda tx: comments.write(tx, permit, NewComment(text=text)))

    first = await reply(cast.alice.id, None, "Not me.")
    second = await reply(cast.charlie.id, first, "My uncle does.")
    await reply(cast.alice.id, second, "How are his tomatoes?")
    replies = f"/v1/comments/{first.id}/replies"
    assert (await programs.bob.get(replies)).json()["items"][1]["reply_to"]["handle"] == "charlie"
    await db.write(lambda tx: relations.block(tx, cast.charlie.id, cast.bob.id))
    seen = (await programs.bob.get(replies)).json()["items"]
    assert [(item["text"], item["reply_to"]) for item in seen] == [("How are his tomatoes?", None)]
