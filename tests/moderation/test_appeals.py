"""A second look: who may ask, how often, until when, who answers it, and what goes with what is deleted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests import permits
from tests.conftest import Cast
from tests.town import publish

from vermilion import accounts, comments, moderation, notes, notifications, schedule
from vermilion.accounts import Account, SignUp
from vermilion.audience import Action, Permit
from vermilion.cards import permits as deciding
from vermilion.comments import Comment, NewComment
from vermilion.edge.context import viewer_of
from vermilion.infra import clock, jobs, subject
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from vermilion.infra.jobs import JobContext
from vermilion.infra.outbox import drain
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE

WHY = "Rule 5: an advertisement."


async def permit(tx: Tx, db: Db, who: Account, kind: str, identifier: int, action: Action) -> Permit:
    who = (await accounts.by_ids(tx, [who.id]))[who.id]
    return await deciding.permit_of(tx, await viewer_of(db, who), kind, identifier, action)


async def remove(db: Db, by: Account, kind: str, identifier: int) -> None:
    async def work(tx: Tx) -> None:
        await moderation.remove(tx, await permit(tx, db, by, kind, identifier, Action.MODERATE), WHY)

    await db.write(work)


async def ask(db: Db, who: Account, kind: str, identifier: int, details: str = "Read it again.") -> None:
    async def work(tx: Tx) -> None:
        await moderation.appeal(tx, await permit(tx, db, who, kind, identifier, Action.APPEAL), details)

    await db.write(work)


async def answer(db: Db, by: Account, kind: str, identifier: int, action: str) -> None:
    verb = {"restore": moderation.restore, "keep": moderation.keep}[action]

    async def work(tx: Tx) -> None:
        await verb(tx, await permit(tx, db, by, kind, identifier, Action.MODERATE), f"We {action} it.")

    await db.write(work)


async def comment_of(db: Db, author: Account, note_id: int, owner: Account) -> Comment:
    given = permits.on_note(author.id, Action.COMMENT, note_id, owner.id)
    return await db.write(lambda tx: comments.write(tx, given, NewComment(text="Cheap watches.")))


async def second_moderator(db: Db, handle: str = "nora") -> Account:
    form = SignUp(handle=handle, name=handle, email=f"{handle}@example.com", region="DE", languages=["de"])
    return await db.write(lambda tx: accounts.sign_up(tx, form, "no hash", role="moderator"))


async def refused(problem: type[Problem], code: str, call: object) -> None:
    with pytest.raises(problem) as raised:
        await call  # type: ignore[misc]  # a coroutine
    assert raised.value.code == code


async def things(db: Db, cast: Cast) -> list[tuple[str, int, str]]:
    """A note, a comment and a person, and where each of them stands: all alice's."""
    note = await publish(db, cast.alice, "Cheap watches.")
    his = await publish(db, cast.bob, "A clock tower.")
    comment = await comment_of(db, cast.alice, his.id, cast.bob)
    return [
        (NOTE, note.id, "removal_kept"),
        (COMMENT, comment.id, "removal_kept"),
        (ACCOUNT, cast.alice.id, "suspension_kept"),
    ]


async def test_asked_once_kept_and_told(db: Db, cast: Cast) -> None:
    """All three kinds, the suspended person's own note and comment, too."""
    nora = await second_moderator(db)
    all_three = await things(db, cast)
    for kind, identifier, _ in all_three:
        await remove(db, cast.mo, kind, identifier)
    await drain(db)
    for kind, identifier, told in all_three:
        await ask(db, cast.alice, kind, identifier, f"My {kind} is fine.")
        await refused(Conflict, "appealed", ask(db, cast.alice, kind, identifier))
        listed = (await moderation.cases(db.read, None, 10)).items
        assert [(case.subject.kind, case.reports, case.appeal) for case in listed] == [(kind, 0, True)]
        assert (await moderation.backlog(db.read)).cases == 1
        await answer(db, nora, kind, identifier, "keep")
        await refused(Conflict, "appealed", ask(db, cast.alice, kind, identifier))
        await refused(Conflict, "no_open_appeal", answer(db, nora, kind, identifier, "keep"))
        assert (await moderation.cases(db.read, None, 10)).items == []
        await drain(db)
        [line] = [
            item
            for item in (await notifications.page(db.read, cast.alice.id, "house", None, 10)).items
            if item.subject.kind == kind
        ]
        assert (line.kind, line.detail) == (told, "We keep it.")
    assert (await moderation.backlog(db.read)).cases == 0
    log = [entry.action for entry in (await moderation.log_page(db.read, None, 10)).items]
    assert log == ["keep", "keep", "keep", "suspend", "remove", "remove"]


async def test_restored_and_removed_anew_it_may_be_asked_again(db: Db, cast: Cast) -> None:
    nora = await second_moderator(db)
    for kind, identifier, _ in await things(db, cast):
        for _ in range(2):
            await remove(db, cast.mo, kind, identifier)
            await ask(db, cast.alice, kind, identifier)
            await answer(db, nora, kind, identifier, "restore")
            measure = (await moderation.measures(db.read, kind, [identifier]))[identifier]
            assert measure.appeal is not None
            assert (measure.appeal.state, measure.appeal.answer) == ("restored", "We restore it.")
            await refused(Conflict, "not_removed", ask(db, cast.alice, kind, identifier))
    assert (await moderation.backlog(db.read)).cases == 0


async def test_nobody_else_asks(db: Db, cast: Cast) -> None:
    for kind, identifier, _ in await things(db, cast):
        await refused(Conflict, "not_removed", ask(db, cast.alice, kind, identifier))
        await remove(db, cast.mo, kind, identifier)
        for other in (cast.bob, cast.charlie, cast.mo):
            with pytest.raises(NotFound):
                await ask(db, other, kind, identifier)
    seen = permits.on_account(cast.alice.id, Action.SEE, cast.alice.id)
    await refused(Forbidden, "audience.own", db.write(lambda tx: moderation.appeal(tx, seen, "")))


async def test_thirty_days_and_five_hundred_characters(db: Db, cast: Cast, live_at: Callable[[int], None]) -> None:
    note = await publish(db, cast.alice, "Cheap watches.")
    await remove(db, cast.mo, NOTE, note.id)
    with pytest.raises(Invalid):
        await ask(db, cast.alice, NOTE, note.id, "x" * 501)
    now = clock.now()
    live_at(now + 30 * clock.DAY + clock.MINUTE)
    await refused(Conflict, "appeal_late", ask(db, cast.alice, NOTE, note.id))
    live_at(now + 30 * clock.DAY - clock.MINUTE)
    await ask(db, cast.alice, NOTE, note.id, "字" * 500)


async def test_who_removed_it_keeps_it_only_where_nobody_else_is(db: Db, cast: Cast) -> None:
    note = await publish(db, cast.alice, "Cheap watches.")
    await remove(db, cast.mo, NOTE, note.id)
    await ask(db, cast.alice, NOTE, note.id)
    nora = await second_moderator(db)
    await refused(Forbidden, "not_yours_to_answer", answer(db, cast.mo, NOTE, note.id, "keep"))
    await db.write(lambda tx: accounts.set_role(tx, nora.id, "member"))
    await answer(db, cast.mo, NOTE, note.id, "keep")
    other = await publish(db, cast.alice, "More watches.")
    await remove(db, cast.mo, NOTE, other.id)
    await ask(db, cast.alice, NOTE, other.id)
    await db.write(lambda tx: accounts.set_role(tx, nora.id, "moderator"))
    await answer(db, cast.mo, NOTE, other.id, "restore")  # one's own mistake may always be put right


async def test_a_moderator_does_not_judge_their_own_note(db: Db, cast: Cast) -> None:
    nora = await second_moderator(db)
    note = await publish(db, nora, "Cheap watches.")
    await remove(db, cast.mo, NOTE, note.id)
    await ask(db, nora, NOTE, note.id)
    for action in ("restore", "keep"):
        await refused(Forbidden, "not_yours_to_answer", answer(db, nora, NOTE, note.id, action))
    await answer(db, cast.mo, NOTE, note.id, "keep")  # there is nobody else


async def test_reports_and_an_appeal_are_one_case(db: Db, cast: Cast) -> None:
    given = permits.on_account(cast.bob.id, Action.REPORT, cast.alice.id)
    await db.write(lambda tx: moderation.report(tx, given, "spam"))
    await remove(db, cast.mo, ACCOUNT, cast.alice.id)
    await db.write(lambda tx: moderation.report(tx, given, "spam"))
    await ask(db, cast.alice, ACCOUNT, cast.alice.id)
    [case] = (await moderation.cases(db.read, None, 10)).items
    assert (case.subject, case.reports, case.appeal) == (subject.account(cast.alice.id), 1, True)
    backlog = await moderation.backlog(db.read)
    assert (backlog.cases, backlog.oldest_at) == (1, case.first_at)


async def count(db: Db) -> int:
    found: int = await db.read.value("SELECT count(*) FROM appeals")
    return found


async def test_what_is_deleted_takes_its_appeal_with_it(db: Db, cast: Cast) -> None:
    note = await publish(db, cast.alice, "Cheap watches.")
    his = await comment_of(db, cast.bob, note.id, cast.alice)
    other = await comment_of(db, cast.charlie, note.id, cast.alice)
    for comment in (his, other):
        await remove(db, cast.mo, COMMENT, comment.id)
    await ask(db, cast.bob, COMMENT, his.id)
    await ask(db, cast.charlie, COMMENT, other.id)
    await remove(db, cast.mo, NOTE, note.id)
    await ask(db, cast.alice, NOTE, note.id)
    assert await count(db) == 3

    async def take_back(tx: Tx) -> None:
        terms = permits.on_comment(cast.bob.id, Action.DELETE, his, cast.alice.id)
        await comments.delete(tx, terms)

    await db.write(take_back)
    assert await count(db) == 2
    await db.write(lambda tx: notes.delete(tx, permits.on_note(cast.alice.id, Action.DELETE, note.id, cast.alice.id)))
    assert await count(db) == 0
    assert (await moderation.backlog(db.read)).cases == 0


async def test_who_leaves_takes_theirs_along(db: Db, cast: Cast, settings: Settings) -> None:
    await remove(db, cast.mo, ACCOUNT, cast.alice.id)
    await ask(db, cast.alice, ACCOUNT, cast.alice.id, "My words.")
    await db.write(lambda tx: accounts.ask_to_close(tx, cast.alice.id, 0))
    context = JobContext(db, open_storage(settings.media), settings)
    await schedule.run(context, next(task for task in schedule.TASKS if task.name == "accounts.close"))
    assert await jobs.run_due(context) == 1
    assert await count(db) == 0
