"""What a moderator sees and does on the desk, and that nobody else does."""

from __future__ import annotations

import pytest
from httpx import Response
from tests.town import publish
from tests.web.conftest import Browser, Browsers

from vermilion import accounts, comments, counters, moderation, notes
from vermilion.accounts import Account
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.comments import NewComment
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Db, Tx
from vermilion.infra.outbox import drain
from vermilion.infra.subject import Subject

Fields = dict[str, str | list[str]]
PAGES = ["/desk", "/desk/log", "/desk/people", "/desk/people/alice", "/desk/people?handle=alice"]


def someone(browser: Browser) -> Account:
    assert browser.account is not None
    return browser.account


async def report(db: Db, reporter: Account, kind: str, identifier: int, details: str = "") -> None:
    viewer = await viewer_of(db, reporter)
    decide = {"note": permits.note_permit, "comment": permits.comment_permit, "account": permits.person_permit}[kind]

    async def work(tx: Tx) -> None:
        await moderation.report(tx, await decide(tx, viewer, identifier, Action.REPORT), "spam", details)

    await db.write(work)


async def comment_on(db: Db, note_id: int, author: Account, text: str) -> int:
    viewer = await viewer_of(db, author)

    async def work(tx: Tx) -> int:
        permit = await permits.note_permit(tx, viewer, note_id, Action.COMMENT)
        return (await comments.write(tx, permit, NewComment(text=text))).id

    return await db.write(work)


async def test_the_desk_is_not_there_for_others(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.alice), "Rain again.")
    for browser in (browsers.visitor, browsers.alice):
        for path in [*PAGES, f"/desk/cases/note/{note.id}", "/v1/desk/cases", "/v1/desk/acts"]:
            assert (await browser.get(path)).status_code == 404, path
        answer = await browser.send(f"/desk/cases/note/{note.id}", {"action": "remove", "reason": "x"})
        assert answer.status_code == 404
    assert (await notes.by_ids(db.read, [note.id]))[note.id].state == "published"


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
async def test_every_page_of_the_desk_is_drawn(browsers: Browsers, db: Db, tag: str) -> None:
    alice, mo = someone(browsers.alice), someone(browsers.mo)
    note = await publish(db, alice, "Cheap watches, write to me. #deal")
    said = await comment_on(db, note.id, someone(browsers.bob), "Are they real?")
    for kind, identifier in [("note", note.id), ("comment", said), ("account", alice.id)]:
        await report(db, someone(browsers.charlie), kind, identifier, "Look at <b>this</b>")
    await db.write(lambda tx: accounts.set_preferences(tx, mo.id, locale=tag, theme="dark"))
    cases = [f"/desk/cases/note/{note.id}", f"/desk/cases/comment/{said}", f"/desk/cases/account/{alice.id}"]
    for path in [*PAGES, *cases, f"/desk/notes/{note.id}", f"/desk/comments/{said}"]:
        answer = await browsers.mo.get(path)
        assert answer.status_code == 200, (path, answer.text)
        assert f'<html lang="{tag}"' in answer.text
        assert "<b>this</b>" not in answer.text
    for path in ["/desk/cases/topic/1", "/desk/cases/note/1", "/desk/cases/note/x", "/desk/people?handle=nobody"]:
        assert (await browsers.mo.get(path)).status_code == 404


async def test_removed_told_restored_and_logged(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.alice), "Cheap watches, write to me.")
    await report(db, someone(browsers.bob), "note", note.id)
    await report(db, someone(browsers.charlie), "note", note.id)
    case = f"/desk/cases/note/{note.id}"
    assert "2 reports" in (await browsers.mo.get("/desk")).text
    unsaid = await browsers.mo.send(case, {"action": "remove", "reason": " "})
    assert (unsaid.status_code, "Say why" in unsaid.text) == (422, True)
    done = await browsers.mo.send(case, {"action": "remove", "reason": "Rule 5: it hides that it is <an ad>."})
    assert (done.url.path, "Nothing is open" in done.text) == ("/desk", True)
    assert (await browsers.bob.get(f"/notes/{note.id}")).status_code == 404
    await drain(db)
    told = "Rule 5: it hides that it is &lt;an ad&gt;."
    assert told in (await browsers.alice.get(f"/notes/{note.id}")).text
    assert told in (await browsers.alice.get("/inbox?tab=house")).text
    assert told in (await browsers.mo.get("/desk/log")).text
    again = await browsers.mo.send(case, {"action": "remove", "reason": "Twice."})
    assert again.status_code == 422
    await browsers.mo.send(case, {"action": "restore", "reason": "I misread it."})
    assert (await browsers.bob.get(f"/notes/{note.id}")).status_code == 200
    assert told not in (await browsers.alice.get(f"/notes/{note.id}")).text
    log = (await moderation.log_page(db.read, None, 10)).items
    assert [entry.action for entry in log] == ["restore", "remove"]
    assert await counters.verify(db.read) == []


async def test_reports_of_what_is_gone_can_be_closed_and_nothing_else(browsers: Browsers, db: Db) -> None:
    alice = someone(browsers.alice)
    note = await publish(db, alice, "Gone tomorrow.")
    await report(db, someone(browsers.bob), "note", note.id)
    viewer = await viewer_of(db, alice)

    async def delete(tx: Tx) -> None:
        await notes.delete(tx, await permits.note_permit(tx, viewer, note.id, Action.DELETE))

    await db.write(delete)
    case = f"/desk/cases/note/{note.id}"
    assert "deleted it" in (await browsers.mo.get(case)).text
    assert (await browsers.mo.send(case, {"action": "remove", "reason": "Still."})).status_code == 404
    assert (await browsers.mo.send(case, {"action": "dismiss", "reason": "It is gone."})).url.path == "/desk"
    assert (await moderation.cases(db.read, None, 10)).items == []


async def test_a_person_is_suspended_and_staff_are_not(browsers: Browsers, db: Db) -> None:
    alice, mo = someone(browsers.alice), someone(browsers.mo)
    note = await publish(db, alice, "Hello.")
    await browsers.mo.send(f"/desk/cases/account/{alice.id}", {"action": "remove", "reason": "Rule 8.", "days": "0"})
    assert (await browsers.bob.get(f"/notes/{note.id}")).status_code == 404
    assert (await browsers.alice.send(f"/notes/{note.id}/like", {"on": "1"})).status_code == 403
    await drain(db)
    assert "Rule 8." in (await browsers.alice.get("/inbox?tab=house")).text
    await browsers.mo.send(f"/desk/cases/account/{alice.id}", {"action": "restore", "reason": "Talked it over."})
    assert (await browsers.bob.get(f"/notes/{note.id}")).status_code == 200
    own = await browsers.mo.send(f"/desk/cases/account/{mo.id}", {"action": "remove", "reason": "Tired.", "days": "0"})
    assert own.status_code == 422


async def test_only_an_owner_gives_roles_and_never_their_own(browsers: Browsers, db: Db) -> None:
    alice, bob = someone(browsers.alice), someone(browsers.bob)
    given: Fields = {"role": "moderator", "role_reason": "Helps a lot."}
    assert (await browsers.mo.send("/desk/people/bob/role", given)).status_code == 422
    await db.write(lambda tx: accounts.set_role(tx, alice.id, "owner"))
    assert "Change the role" in (await browsers.alice.get(f"/desk/cases/account/{bob.id}")).text
    await browsers.alice.send("/desk/people/bob/role", given)
    assert (await browsers.bob.get("/desk")).status_code == 200
    own: Fields = {"role": "member", "role_reason": "Tired."}
    assert (await browsers.alice.send("/desk/people/alice/role", own)).status_code == 422
    odd: Fields = {"role": "king", "role_reason": "Why not."}
    assert (await browsers.alice.send("/desk/people/bob/role", odd)).status_code == 422
    await browsers.alice.send("/desk/people/moira/role", own)
    assert (await browsers.mo.get("/desk")).status_code == 404
    log = await moderation.log_of(db.read, Subject("account", bob.id, bob.id), 5)
    assert [(entry.action, entry.reason) for entry in log] == [("make_moderator", "Helps a lot.")]


async def test_nothing_is_chosen_before_a_moderator_chooses(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.alice), "Cheap watches.")
    await report(db, someone(browsers.bob), "note", note.id)
    for path in (f"/desk/cases/note/{note.id}", "/desk/people/alice"):
        page = (await browsers.mo.get(path)).text
        assert " checked" not in page.partition('class="decide"')[2], path
        assert 'data-does="remove"' in page
    chosen = await browsers.mo.send(f"/desk/cases/note/{note.id}", {"action": "dismiss", "reason": " "})
    assert 'value="dismiss" required checked' in chosen.text  # what was typed is kept
    unchosen = await browsers.mo.send(f"/desk/cases/note/{note.id}", {"reason": "Rule 5."})
    assert (unchosen.status_code, "Choose what to do." in unchosen.text) == (422, True)


async def test_people_are_found_by_parts_of_names_and_by_whole_addresses(browsers: Browsers, db: Db) -> None:
    charlie = someone(browsers.charlie)
    given = accounts.Profile(name="Élodie 100% Ortiz", bio="", region="JP", languages=["ja"])
    await db.write(lambda tx: accounts.edit_profile(tx, charlie.id, given))
    await db.write(lambda tx: accounts.set_state(tx, charlie.id, "suspended"))
    row = 'href="/desk/people/charlie"'
    for typed in ("ortiz", "Élod", "0% or", "harl"):
        page = await look(browsers.mo, typed)
        assert (page.status_code, row in page.text, "Suspended" in page.text) == (200, True, True), typed
        assert "/desk/people/alice" not in page.text, typed
    for typed in ("charlie", "@Charlie", "charlie@example.com", " CHARLIE@example.com"):
        assert (await look(browsers.mo, typed)).url.path == f"/desk/cases/account/{charlie.id}", typed
    for typed in ("arlie@example.com", "100_", "nobody", "'", "%"):
        page = await look(browsers.mo, typed)
        assert (row in page.text) == (typed == "%"), typed
    assert "@example.com" not in (await look(browsers.mo, "a")).text  # addresses are looked for, not shown
    assert (await look(browsers.alice, "charlie")).status_code == 404


async def look(browser: Browser, typed: str) -> Response:
    return await browser.client.get("/desk/people", params={"handle": typed})
