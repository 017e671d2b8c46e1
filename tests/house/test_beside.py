"""Verbs read, decide and write. On PostgreSQL somebody else may have written in between; then they wait, or look again.

Each test has one verb run as far as a statement, there lets another one happen as a whole, if it can, and goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.conftest import PASSWORD_HASH, Cast
from tests.permits import on_account, on_comment, on_note
from tests.town import publish

from vermilion import accounts, collections, comments, counters, moderation, notes, topics
from vermilion.audience import Action, Permit, Terms
from vermilion.comments import NewComment, allowance
from vermilion.edge.idempotency import Answer, once
from vermilion.infra.db import Db, Tx
from vermilion.infra.db.postgres import PostgresTx
from vermilion.infra.errors import NotFound, Problem, TooMany
from vermilion.infra.subject import Subject
from vermilion.notes import Attached, Note, Publication, publishing

Write = Callable[[Tx], Awaitable[Any]]
READY = """
INSERT INTO media (id, owner_id, purpose, kind, state, bytes, created_at)
VALUES (?, ?, 'note', 'picture', 'ready', 0, 0)
"""
USED = "SELECT count(*) FROM media WHERE used_at IS NOT NULL"


async def beside(db: Db, monkeypatch: pytest.MonkeyPatch, after: str, one: Write, other: Write) -> list[Any]:
    """What came of both, where the other begins right after the first statement of the one that says this; on SQLite,
    where nobody comes in between, after the whole."""
    others: list[asyncio.Task[Any]] = []

    def interrupted(whole: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def statement(tx: PostgresTx, sql: str, *args: Any) -> Any:
            found = await whole(tx, sql, *args)
            if not others and after in " ".join(sql.split()) and "FOR UPDATE" not in sql:
                others.append(asyncio.create_task(db.write(other)))
                await asyncio.wait(others, timeout=0.4)
            return found

        return statement

    for name in ("all", "one", "run"):
        monkeypatch.setattr(PostgresTx, name, interrupted(getattr(PostgresTx, name)))
    first = await asyncio.gather(db.write(one), return_exceptions=True)
    if not others:
        assert db.dialect == "sqlite", f"nothing said {after}"
        others.append(asyncio.create_task(db.write(other)))
    second = await asyncio.gather(*others, return_exceptions=True)
    for result in (*first, *second):
        assert not isinstance(result, Exception) or isinstance(result, Problem), result
    return [*first, *second]


def on_own(note: Note) -> Permit:
    return on_note(note.author_id, Action.EDIT, note.id, note.author_id)


async def state_of(db: Db, note: Note) -> str:
    return (await notes.by_ids(db.read, [note.id]))[note.id].state


async def with_pictures(db: Db, owner_id: int) -> None:
    await db.write(lambda tx: tx.many(READY, [(1, owner_id), (2, owner_id)]))


async def test_a_note_hidden_twice_counts_once(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    note = await publish(db, cast.alice, "tea #market")

    async def hide(tx: Tx) -> None:
        await notes.edit(tx, on_own(note), Publication(text="tea #market", visibility="self"))

    await beside(db, monkeypatch, "FROM notes", hide, hide)
    assert await counters.verify(db.read) == []


async def test_a_note_edited_while_it_is_removed_stays_out_of_topics(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = await publish(db, cast.alice, "tea #market")

    async def edit(tx: Tx) -> None:
        await notes.edit(tx, on_own(note), Publication(text="more tea #market"))

    async def remove(tx: Tx) -> None:
        await notes.remove(tx, on_note(cast.mo.id, Action.MODERATE, note.id, cast.alice.id), "spam")

    await beside(db, monkeypatch, "FROM notes", edit, remove)
    assert await state_of(db, note) == "removed"
    assert await db.read.value("SELECT count(*) FROM topic_notes") == 0
    assert await counters.verify(db.read) == []


@pytest.mark.parametrize("what", ["delete", "remove"])
async def test_a_note_goes_as_it_stands_then(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    await with_pictures(db, cast.alice.id)
    given = Publication(text="a #market", media=[Attached(1)])
    note = await db.write(lambda tx: notes.publish(tx, cast.alice, given))

    async def go(tx: Tx) -> None:
        await (notes.delete(tx, on_own(note)) if what == "delete" else notes.remove(tx, on_own(note), "spam"))

    async def edit(tx: Tx) -> None:
        more = Publication(text="a", media=[Attached(1), Attached(2)], visibility="self")
        await notes.edit(tx, on_own(note), more)

    await beside(db, monkeypatch, "FROM notes", go, edit)
    assert await counters.verify(db.read) == []
    if what == "delete":
        assert await state_of(db, note) == "deleted"
        assert await db.read.value(USED) == 0


@pytest.mark.parametrize("after", ["FROM accounts WHERE handle", "FROM media"])
async def test_a_picture_that_another_note_takes_stays_or_is_refused(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    """Where the other note has put it to use already, or has only just found it."""
    await with_pictures(db, cast.alice.id)
    given = Publication(text="look, @bob", media=[Attached(1)])
    note = await db.write(lambda tx: notes.publish(tx, cast.alice, given))

    async def again(tx: Tx) -> Note:
        return await notes.publish(tx, cast.alice, given)

    async def delete(tx: Tx) -> None:
        await notes.delete(tx, on_own(note))

    published, _ = await beside(db, monkeypatch, after, again, delete)
    stays = db.dialect == "sqlite" or after != "FROM media"
    assert isinstance(published, Note) == stays
    assert await db.read.value(USED) == await db.read.value("SELECT count(*) FROM note_media") == int(stays)


async def test_a_comment_goes_with_the_picture_it_has_then(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_pictures(db, cast.bob.id)
    note = await publish(db, cast.alice, "tea")
    permit = on_note(cast.bob.id, Action.COMMENT, note.id, cast.alice.id)
    said = await db.write(lambda tx: comments.write(tx, permit, NewComment(text="x", media_id=1)))
    own = on_comment(cast.bob.id, Action.EDIT, said, cast.alice.id)

    async def delete(tx: Tx) -> None:
        await comments.delete(tx, own)

    async def edit(tx: Tx) -> None:
        await comments.edit(tx, own, NewComment(text="x", media_id=2))

    await beside(db, monkeypatch, "FROM comments", delete, edit)
    assert await db.read.value(USED) == 0


async def test_collections_deleted_at_once_lose_nothing(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    note, other = await publish(db, cast.alice, "tea"), await publish(db, cast.alice, "milk")
    saving = on_note(cast.bob.id, Action.COLLECT, note.id, cast.alice.id)

    async def save(tx: Tx) -> list[Permit]:
        # The first time makes the default one, which would put the two in turns.
        await collections.save(tx, on_note(cast.bob.id, Action.COLLECT, other.id, cast.alice.id))
        made = [await collections.create(tx, cast.bob.id, name) for name in "ab"]
        for one in made:
            await collections.save(tx, saving, one.id)
        terms = [Terms(subject=Subject("collection", one.id, one.id), author_id=cast.bob.id) for one in made]
        return [Permit(cast.bob.id, Action.DELETE, each) for each in terms]

    first, second = await db.write(save)
    await beside(
        db,
        monkeypatch,
        "INSERT INTO collection_items",
        lambda tx: collections.delete(tx, first),
        lambda tx: collections.delete(tx, second),
    )
    held = await db.read.all("SELECT collection_id FROM collection_items WHERE note_id = ?", note.id)
    assert len(held) == 1
    assert await counters.verify(db.read) == []


async def test_an_owner_is_always_left(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for owner in (cast.alice, cast.bob):
        await db.write(lambda tx, owner=owner: accounts.set_role(tx, owner.id, "owner"))  # type: ignore[misc]

    def depose(who: int, whom: int) -> Write:
        return lambda tx: moderation.set_role(tx, on_account(who, Action.MODERATE, whom), "member", "because")

    both = cast.alice.id, cast.bob.id
    await beside(db, monkeypatch, "FROM accounts", depose(*both), depose(*reversed(both)))
    assert await accounts.owner_exists(db.read)


async def test_who_is_suspended_by_two_is_told_once(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def suspend(moderator_id: int) -> Write:
        return lambda tx: moderation.remove(tx, on_account(moderator_id, Action.MODERATE, cast.alice.id), "spam")

    results = await beside(db, monkeypatch, "FROM accounts", suspend(cast.mo.id), suspend(cast.charlie.id))
    assert [isinstance(result, Problem) for result in results].count(True) == 1
    assert await db.read.value("SELECT count(*) FROM staff_log WHERE action = 'suspend'") == 1


async def test_who_comes_back_at_the_last_moment_stays(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or they are told that it is too late, which is what SQLite's turns say here."""
    await db.write(lambda tx: accounts.ask_to_close(tx, cast.alice.id, -1))
    closed, _ = await beside(
        db, monkeypatch, "FROM accounts", accounts.close_due, lambda tx: accounts.reopen(tx, cast.alice.id)
    )
    state = (await accounts.by_ids(db.read, [cast.alice.id]))[cast.alice.id].state
    assert (closed, state) == (([], "active") if db.dialect == "postgres" else ([cast.alice.id], "closed"))


async def test_no_sign_in_begins_with_a_password_of_before(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = await accounts.login_of(db.read, "alice")
    assert login is not None
    assert login.password_hash == PASSWORD_HASH
    kept: list[bool] = []

    async def sign_in(tx: Tx) -> None:
        kept.append(await accounts.still_fits(tx, login))
        if kept[-1]:
            await accounts.open_session(tx, cast.alice.id, "", "", 10**9)

    async def change(tx: Tx) -> None:
        await accounts.change_password(tx, cast.alice.id, "another")

    await db.write(sign_in)
    await db.write(change)
    await db.write(sign_in)
    assert kept == [True, False]
    assert await db.read.value("SELECT count(*) FROM sessions WHERE account_id = ?", cast.alice.id) == 0


async def test_linked_topics_are_followed_once(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    await publish(db, cast.alice, "#tea #茶")
    tea, cha = [await topics.by_name(db.read, name) for name in ("tea", "茶")]
    assert tea is not None
    assert cha is not None
    await db.write(lambda tx: topics.link(tx, cast.mo, 0, tea.id, cha.id))
    results = await beside(
        db,
        monkeypatch,
        "FROM topic_follows",
        lambda tx: topics.follow(tx, cast.bob.id, tea.id),
        lambda tx: topics.follow(tx, cast.bob.id, cha.id),
    )
    assert results == [True, False]


@pytest.mark.parametrize("what", ["notes", "comments"])
async def test_a_days_allowance_is_kept_by_many_at_once(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    note = await publish(db, cast.bob, "tea")
    monkeypatch.setattr(publishing, "FIRST_DAY_NOTES", 2)
    monkeypatch.setattr(allowance, "FIRST_DAY_COMMENTS", 2)
    permit = on_note(cast.alice.id, Action.COMMENT, note.id, cast.bob.id)

    async def write(tx: Tx) -> object:
        if what == "notes":
            return await notes.publish(tx, cast.alice, Publication(text="hi"))
        return await comments.write(tx, permit, NewComment(text="hi"))

    results = await asyncio.gather(*(db.write(write) for _ in range(8)), return_exceptions=True)
    assert sorted(isinstance(result, TooMany) for result in results) == [False] * 2 + [True] * 6


async def test_a_repeated_call_gets_the_first_ones_answer(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though what it asks for cannot be done twice."""
    draft = await db.write(lambda tx: notes.save_draft(tx, cast.alice.id, Publication(text="begun")))

    async def publish_draft(tx: Tx) -> Answer:
        if draft.id not in {kept.id for kept in await notes.drafts(tx, cast.alice.id)}:
            raise NotFound
        await notes.delete_draft(tx, cast.alice.id, draft.id)
        return Answer(201, b"{}")

    async def call(tx: Tx) -> Answer:
        return await once(tx, cast.alice.id, "a key", b"request", publish_draft)

    assert await beside(db, monkeypatch, "FROM idempotency_keys", call, call) == [Answer(201, b"{}")] * 2
