"""Nothing that somebody who left has written stays, and every number still equals its rows."""

from __future__ import annotations

from functools import partial
from types import ModuleType
from typing import Any

import pytest
from tests import permits
from tests.conftest import Cast
from tests.town import publish

from vermilion import accounts, comments, counters, notes, relations, schedule
from vermilion.audience import Action, Permit
from vermilion.comments import NewComment
from vermilion.infra import jobs, outbox
from vermilion.infra.db import Db, Tx
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.notes import Publication
from vermilion.upkeep import erasing


async def test_who_has_left_leaves_no_words(db: Db, cast: Cast, settings: Settings) -> None:
    alice, bob = cast.alice, cast.bob

    async def write(tx: Tx) -> tuple[int, int, int]:
        hers = await notes.publish(tx, alice, Publication(text="hers #tea"))
        his = await notes.publish(tx, bob, Publication(text="his"))
        permit = permits.on_note(alice.id, Action.COMMENT, his.id, bob.id)
        comment = await comments.write(tx, permit, NewComment(text="hers, under his"))
        await notes.save_draft(tx, alice.id, Publication(text="begun"))
        await accounts.ask_to_close(tx, alice.id, 0)
        return hers.id, his.id, comment.id

    hers, his, comment_id = await db.write(write)
    context = JobContext(db, open_storage(settings.media), settings)
    closing = next(task for task in schedule.TASKS if task.name == "accounts.close")
    await schedule.run(context, closing)
    assert await jobs.run_due(context) == 1
    found = await notes.by_ids(db.read, [hers, his])
    assert [(found[i].text, found[i].state) for i in (hers, his)] == [("", "deleted"), ("his", "published")]
    assert (await comments.by_ids(db.read, [comment_id]))[comment_id].text == ""
    assert await notes.drafts(db.read, alice.id) == []
    assert await db.read.value("SELECT count(*) FROM follows") == 0
    await outbox.drain(db)
    assert await counters.verify(db.read_slow) == []


async def say(permit: Permit, tx: Tx) -> None:
    await comments.write(tx, permit, NewComment(text="hers"))


async def test_what_others_count_is_held_for_one_thing_at_a_time(
    db: Db, cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or members who publish beside it wait for each other in a circle (PostgreSQL)."""
    for text in ("one #tea", "two #milk", "three #tea"):
        note = await publish(db, cast.alice, text)
        await db.write(partial(say, permits.on_note(cast.alice.id, Action.COMMENT, note.id, cast.alice.id)))
    moved: list[tuple[int, str]] = []

    def watch(room: ModuleType, name: str) -> None:
        verb = getattr(room, name)

        async def watched(tx: Tx, *args: object) -> object:
            moved.append((transaction, room.__name__))
            return await verb(tx, *args)

        monkeypatch.setattr(room, name, watched)

    watch(notes, "delete")
    watch(comments, "delete")
    watch(relations, "unfollow")
    transaction = 0
    write = db.write

    async def counted(work: Any) -> Any:
        nonlocal transaction
        transaction += 1
        return await write(work)

    monkeypatch.setattr(db, "write", counted)
    await erasing.erase(JobContext(db, open_storage(settings.media), settings), cast.alice.id)
    assert [name.rpartition(".")[2] for _, name in moved] == ["notes"] * 3 + ["comments"] * 3 + ["relations"]
    assert len({number for number, _ in moved}) == len(moved)
