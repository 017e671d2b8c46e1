"""Who is told of what is said, and what the house says."""

from __future__ import annotations

import msgspec
from tests.notifications.conftest import Street
from tests.permits import note_terms, on_comment
from tests.town import publish

from vermilion import comments, notes, relations
from vermilion.audience import Action, Permit
from vermilion.comments import NewComment
from vermilion.infra import subject
from vermilion.infra.outbox import drain


async def test_each_is_told_once_for_the_first_reason(street: Street) -> None:
    alice, bob, charlie, mo = msgspec.structs.astuple(street.cast)
    first = await street.say(bob, "@alice @charlie lovely")
    assert await street.kinds(alice) == ["commented"]
    assert await street.kinds(charlie) == ["mentioned"]
    await street.say(alice, "@bob @charlie thanks", to=first)
    assert await street.kinds(bob) == ["replied"]
    assert await street.kinds(charlie) == ["mentioned", "mentioned"]
    reply = await street.say(charlie, "@moira look", to=first)
    assert await street.kinds(alice) == ["commented", "commented"]
    assert await street.kinds(bob) == ["replied", "replied"]
    (line,) = await street.inbox(mo, "comments")
    assert (line.subject, line.actors) == (subject.comment(reply.id, street.note.id), (charlie.id,))


async def test_a_comment_that_goes_takes_its_lines_along(street: Street) -> None:
    alice, bob, charlie, mo = msgspec.structs.astuple(street.cast)
    comment = await street.say(bob, "@charlie rude words")
    assert await street.unread(charlie, "comments") == 1
    moderating = on_comment(mo.id, Action.MODERATE, comment, alice.id)
    await street.do(lambda tx: comments.remove(tx, moderating, "harassment"))
    for who in (alice, charlie):
        assert await street.inbox(who, "comments") == []
        assert await street.unread(who, "comments") == 0
    (line,) = await street.inbox(bob, "house")
    assert (line.kind, line.detail, line.actors) == ("removed", "harassment", ())
    await street.do(lambda tx: comments.restore(tx, moderating))
    (line,) = await street.inbox(bob, "house")
    assert (line.kind, line.detail) == ("restored", "")
    assert await street.unread(bob, "house") == 1
    assert await street.kinds(charlie) == ["mentioned"]
    await street.do(lambda tx: comments.delete(tx, on_comment(bob.id, Action.DELETE, comment, alice.id)))
    assert await street.inbox(alice, "comments") == []


async def test_an_edit_tells_only_the_newly_mentioned(street: Street) -> None:
    alice, bob, charlie, mo = msgspec.structs.astuple(street.cast)
    comment = await street.say(bob, "hi @charlie")
    await street.read(charlie, "comments")
    given = NewComment(text="hi @charlie and @moira")
    await street.do(lambda tx: comments.edit(tx, on_comment(bob.id, Action.EDIT, comment, alice.id), given))
    assert await street.kinds(mo) == ["mentioned"]
    assert await street.unread(charlie, "comments") == 0


async def test_a_liked_comment_tells_its_author_and_warms(street: Street) -> None:
    bob, charlie = street.cast.bob, street.cast.charlie
    comment = await street.say(bob, "first")
    await street.like_comment(charlie, comment)
    (line,) = await street.inbox(bob, "likes")
    assert (line.kind, line.subject) == ("liked", subject.comment(comment.id, street.note.id))
    assert (await comments.by_ids(street.db.read, [comment.id]))[comment.id].heat == 1
    assert await street.inbox(street.cast.alice, "likes") == []


async def test_mentions_in_notes_reach_only_those_who_may_read_them(street: Street) -> None:
    alice, bob, charlie, mo = msgspec.structs.astuple(street.cast)
    await street.do(lambda tx: relations.block(tx, alice.id, mo.id))
    await publish(street.db, alice, "to all: @bob @charlie @moira")
    await publish(street.db, alice, "to my followers: @bob @charlie", "followers")
    await publish(street.db, alice, "to myself: @bob", "self")
    await drain(street.db)
    assert await street.kinds(bob) == ["mentioned", "mentioned"]
    assert await street.kinds(charlie) == ["mentioned"]
    assert await street.kinds(mo) == []


async def test_the_house_tells_of_removed_notes(street: Street) -> None:
    alice, mo = street.cast.alice, street.cast.mo
    permit = Permit(mo.id, Action.MODERATE, note_terms(street.note.id, alice.id))
    await street.do(lambda tx: notes.remove(tx, permit, "spam"))
    (line,) = await street.inbox(alice, "house")
    assert (line.kind, line.detail, line.subject) == ("removed", "spam", subject.note(street.note.id))
    await street.read(alice, "house")
    await street.do(lambda tx: notes.restore(tx, permit))
    assert await street.kinds(alice, "house") == ["restored"]
    assert await street.unread(alice, "house") == 1
