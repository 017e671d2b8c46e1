"""A second look, from the member's page over the desk and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.moderation.test_appeals import second_moderator
from tests.town import publish
from tests.web.conftest import Browser, Browsers

from vermilion import accounts, comments, notes
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.comments import NewComment
from vermilion.edge.context import viewer_of
from vermilion.infra import clock
from vermilion.infra.db import Db, Tx
from vermilion.infra.outbox import drain
from vermilion.notes import Publication

INBOX = "/inbox?tab=house"


async def removed(browsers: Browsers, db: Db, kind: str, identifier: int) -> str:
    """By mo; returns where it is on the desk."""
    case = f"/desk/cases/{kind}/{identifier}"
    await browsers.mo.send(case, {"action": "remove", "reason": "Rule 5: it hides an ad.", "days": "0"})
    await drain(db)
    return case


async def becomes_moderator(db: Db, browser: Browser) -> Browser:
    await db.write(lambda tx: accounts.set_role(tx, browser.account.id, "moderator"))
    return browser


def new(kind: str, identifier: int) -> str:
    return f"/appeals/new?kind={kind}&id={identifier}"


def linked(kind: str, identifier: int) -> str:
    return new(kind, identifier).replace("&", "&amp;")


async def test_asked_from_the_note_and_kept(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.alice.account, "Cheap watches.")
    case = await removed(browsers, db, "note", note.id)
    for page in (f"/notes/{note.id}", INBOX):
        assert linked("note", note.id) in (await browsers.alice.get(page)).text
    shown = (await browsers.alice.get(f"/notes/{note.id}")).text
    assert ("Comments are closed while it is removed." in shown, "Nobody has said anything" in shown) == (True, False)
    form = await browsers.alice.get(new("note", note.id))
    assert (form.status_code, "Rule 5: it hides an ad." in form.text) == (200, True)
    given = {"kind": "note", "id": str(note.id), "details": "They are <b>mine</b>."}
    sent = await browsers.alice.send("/appeals/new", given)
    assert (sent.url.path, "Somebody looks at it again" in sent.text) == (f"/notes/{note.id}", True)
    for page in (f"/notes/{note.id}", INBOX):
        shown = (await browsers.alice.get(page)).text
        assert (linked("note", note.id) in shown, "You asked for a second look" in shown) == (False, True)
    assert (await browsers.alice.send("/appeals/new", given)).status_code == 409
    bob = await becomes_moderator(db, browsers.bob)
    queue = (await bob.get("/desk")).text
    assert "asks for a second look" in queue
    assert "0 reports" not in queue
    assert "<b>1</b> open" in queue
    shown = (await bob.get(case)).text
    assert "They are &lt;b&gt;mine&lt;/b&gt;." in shown
    assert 'value="keep"' in shown
    own = (await browsers.mo.get(case)).text
    assert ("This was your decision" in own, 'value="keep"' in own, 'value="restore"' in own) == (True, False, True)
    tried = await browsers.mo.send(case, {"action": "keep", "reason": "I stand by it."})
    assert (tried.status_code, "Somebody else" in tried.text) == (422, True)
    kept = await bob.send(case, {"action": "keep", "reason": "It is still an ad."})
    assert (kept.url.path, "Nothing is open" in kept.text) == ("/desk", True)
    await drain(db)
    told = (await browsers.alice.get(INBOX)).text
    assert "it stays removed" in told
    assert "It is still an ad." in told
    assert linked("note", note.id) not in told
    assert "It is still an ad." in (await browsers.alice.get(f"/notes/{note.id}")).text
    assert "looked again and kept the decision" in (await bob.get("/desk/log")).text


async def test_a_comment_is_asked_for_from_the_inbox_and_comes_back(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.bob.account, "A clock tower.")
    viewer = await viewer_of(db, browsers.alice.account)

    async def write(tx: Tx) -> int:
        permit = await permits.note_permit(tx, viewer, note.id, Action.COMMENT)
        return (await comments.write(tx, permit, NewComment(text="Cheap watches."))).id

    said = await db.write(write)
    case = await removed(browsers, db, "comment", said)
    assert linked("comment", said) in (await browsers.alice.get(INBOX)).text
    sent = await browsers.alice.send("/appeals/new", {"kind": "comment", "id": str(said), "details": ""})
    assert sent.url.path == "/inbox"
    charlie = await becomes_moderator(db, browsers.charlie)
    assert "Without saying why." in (await charlie.get(case)).text
    await charlie.send(case, {"action": "restore", "reason": "A clock is a watch."})
    await drain(db)
    assert "is back: a moderator looked again" in (await browsers.alice.get(INBOX)).text
    assert "Cheap watches." in (await browsers.bob.get(f"/notes/{note.id}")).text


async def test_who_is_suspended_asks_where_it_is_said(browsers: Browsers, db: Db) -> None:
    alice = browsers.alice.account
    note = await publish(db, browsers.bob.account, "A clock tower.")
    await removed(browsers, db, "account", alice.id)
    refused = await browsers.alice.send(f"/notes/{note.id}/like", {"on": "1"})
    assert (refused.status_code, 'href="/settings/account"' in refused.text) == (403, True)
    for page in ("/settings/account", INBOX):
        shown = (await browsers.alice.get(page)).text
        assert "Rule 5: it hides an ad." in shown
        assert linked("account", alice.id) in shown
    sent = await browsers.alice.send("/appeals/new", {"kind": "account", "id": str(alice.id), "details": "Sorry."})
    assert (sent.url.path, "You asked for a second look" in sent.text) == ("/settings/account", True)
    assert "asks for a second look" in (await browsers.mo.get("/desk")).text
    kept = {"action": "keep", "reason": "Not yet."}
    await browsers.mo.send(f"/desk/cases/account/{alice.id}", kept)  # the only moderator there is
    await drain(db)
    shown = (await browsers.alice.get(INBOX)).text
    assert ("your account stays suspended" in shown, "Not yet." in shown) == (True, True)
    assert "Not yet." in (await browsers.alice.get("/settings/account")).text


async def test_not_for_others_not_twice_not_late(browsers: Browsers, db: Db, live_at: Callable[[int], None]) -> None:
    note = await publish(db, browsers.alice.account, "Cheap watches.")
    given = {"kind": "note", "id": str(note.id), "details": ""}
    assert (await browsers.alice.get(new("note", note.id))).status_code == 409
    await removed(browsers, db, "note", note.id)
    assert (await browsers.visitor.get(new("note", note.id))).url.path == "/sign-in"
    assert (await browsers.visitor.send("/appeals/new", given)).status_code == 401
    for other in (browsers.bob, browsers.mo):
        assert (await other.get(new("note", note.id))).status_code == 404
        assert (await other.send("/appeals/new", given)).status_code == 404
    for path in ("/appeals/new", "/appeals/new?kind=topic&id=1", "/appeals/new?kind=note&id=x"):
        assert (await browsers.alice.get(path)).status_code == 404
    long = await browsers.alice.send("/appeals/new", {**given, "details": "x" * 501})
    assert (long.status_code, "x" * 501 in long.text) == (422, True)
    live_at(clock.now() + 31 * clock.DAY)
    late = await browsers.alice.send("/appeals/new", given)
    assert (late.status_code, "They are over" in late.text) == (409, True)
    assert linked("note", note.id) not in (await browsers.alice.get(f"/notes/{note.id}")).text


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
async def test_every_page_of_it_is_drawn(browsers: Browsers, db: Db, tag: str) -> None:
    nora = await second_moderator(db)
    note = await publish(db, nora, "Cheap watches.")
    case = await removed(browsers, db, "note", note.id)
    other = await publish(db, browsers.alice.account, "More watches.")
    await removed(browsers, db, "note", other.id)
    for person in (browsers.alice.account, browsers.mo.account):
        await db.write(
            lambda tx, person=person: accounts.set_preferences(tx, person.id, locale=tag, theme="dark")  # type: ignore[misc]  # bound at once
        )
    fragment = {"HX-Request": "true", "HX-Target": "sheet"}
    for headers in ({}, fragment):
        assert (await browsers.alice.get(new("note", other.id), **headers)).status_code == 200
    sent = await browsers.alice.send("/appeals/new", {"kind": "note", "id": str(other.id), "details": "Mine."})
    assert sent.status_code == 200
    assert (await browsers.alice.get(new("note", other.id))).status_code == 409
    for path in ("/desk", case, f"/desk/cases/note/{other.id}", "/desk/log"):
        answer = await browsers.mo.get(path)
        assert answer.status_code == 200
        assert f'<html lang="{tag}"' in answer.text


async def test_what_is_for_its_author_alone_by_now_can_still_be_answered(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.alice.account, "Cheap watches.")
    case = await removed(browsers, db, "note", note.id)
    await browsers.alice.send("/appeals/new", {"kind": "note", "id": str(note.id), "details": "Mine."})
    viewer = await viewer_of(db, browsers.alice.account)

    async def hide(tx: Tx) -> None:
        permit = await permits.note_permit(tx, viewer, note.id, Action.EDIT)
        await notes.edit(tx, permit, Publication(text="Still watches.", visibility="self"))

    await db.write(hide)
    shown = (await browsers.mo.get(case)).text
    assert ("Still watches." in shown, 'value="keep"' in shown, 'value="restore"' in shown) == (False, True, False)
    done = await browsers.mo.send(case, {"action": "keep", "reason": "You hide it yourself."})
    assert (done.url.path, "Nothing is open" in done.text) == ("/desk", True)
