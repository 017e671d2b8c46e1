"""Who is shown which translations and corrections, compared with what, and what they may do about them."""

from __future__ import annotations

from functools import partial

import msgspec
import pytest
from tests.contributions.conftest import TEXT, TITLE, ZH_TEXT, ZH_TITLE, Workshop

from vermilion import accounts, comments, contributions, relations, translation
from vermilion.accounts import Account
from vermilion.audience import VISITOR, Action, Viewer
from vermilion.cards import contributions as cards
from vermilion.cards import corrections
from vermilion.comments import NewComment
from vermilion.contributions import Change
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.translation import Text, memory


async def seen_by(shop: Workshop, who: Account | None) -> Viewer:
    """As they are at this moment."""
    return await viewer_of(shop.db, who) if who else VISITOR


async def may(shop: Workshop, who: Account | None, translation_id: int) -> set[str] | None:
    """What they may do with a translation; None where it is not there for them."""
    try:
        return set((await cards.one(shop.db.read, await seen_by(shop, who), translation_id)).may)
    except NotFound:
        return None


async def test_a_list_compares_offers_with_what_readers_are_shown(shop: Workshop) -> None:
    first = await shop.offer(shop.cast.bob)
    await shop.accept(first)
    second = await shop.offer(shop.voters[0], title="晨市", based_on=first.id)
    views = await cards.of_text(shop.db.read, VISITOR, "note", shop.note.id, "zh-CN")
    assert [(int(view.id), view.state) for view in views] == [(first.id, "accepted"), (second.id, "offered")]
    stands, offered = views
    assert (stands.compared_with, stands.changes, stands.translator.handle) == ("", None, "bob")
    assert offered.compared_with == "person"
    assert offered.title_changes == [Change("removed", "早市"), Change("added", "晨市")]
    assert offered.changes == [Change("same", ZH_TEXT)]
    assert (offered.based_on, offered.language, offered.source) == (str(first.id), "zh-Hans", "en")
    assert [piece.kind for piece in offered.paragraphs[0]] == ["text", "topic", "text", "link"]
    assert (offered.about.kind, offered.about.url, offered.about.words) == ("note", f"/notes/{shop.note.id}", TITLE)
    assert await cards.of_text(shop.db.read, VISITOR, "note", shop.note.id, "de") == []
    over_languages = await cards.of_text(shop.db.read, VISITOR, "note", shop.note.id)
    assert [view.changes for view in over_languages] == [None, None]


async def test_a_machine_is_compared_with_where_nobody_stands(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    [alone] = await cards.of_text(shop.db.read, VISITOR, "note", shop.note.id, "zh-Hans")
    assert (alone.compared_with, alone.changes) == ("", None)
    said = translation.Translation(
        Text(TEXT, "en").key, "zh-Hans", "local", "1.9", "r1", "en", ZH_TEXT.replace("新鲜", "生"), 0, 1
    )
    await shop.db.write(lambda tx: memory.keep(tx, [said]))
    view = await cards.one(shop.db.read, VISITOR, made.id)
    assert view.compared_with == "machine"
    assert view.title_changes is None
    assert view.changes is not None
    assert "".join(change.text for change in view.changes if change.kind != "removed") == ZH_TEXT
    assert Change("added", "新鲜") in view.changes


async def test_everybody_may_what_the_verbs_let_them(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    moderator = {"accept", "decline", "remove", "moderate"}
    assert await may(shop, None, made.id) == set()
    assert await may(shop, shop.cast.alice, made.id) == {"accept", "decline"}
    assert await may(shop, shop.cast.bob, made.id) == {"withdraw"}
    assert await may(shop, shop.cast.mo, made.id) == moderator
    assert await may(shop, shop.voters[0], made.id) == {"vote"}
    await shop.vote(shop.voters[0], made)
    voted = await cards.one(shop.db.read, await seen_by(shop, shop.voters[0]), made.id)
    assert (voted.voted, voted.score) == (1, 1)
    await shop.decline(made)
    assert await may(shop, None, made.id) is None
    assert await may(shop, shop.voters[0], made.id) is None
    assert await may(shop, shop.cast.alice, made.id) == {"accept"}
    assert await may(shop, shop.cast.mo, made.id) == moderator - {"decline"}
    assert await may(shop, shop.cast.bob, made.id) == {"withdraw"}


async def test_what_is_hidden_hides_its_translations(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    await shop.edit(visibility="self")
    for who in (None, shop.cast.charlie, shop.cast.bob, shop.cast.mo):
        viewer = await seen_by(shop, who)
        with pytest.raises(NotFound):
            await cards.of_text(shop.db.read, viewer, "note", shop.note.id)
        with pytest.raises(NotFound):
            await cards.one(shop.db.read, viewer, made.id)
        with pytest.raises(NotFound):
            await cards.permit_to_decide(shop.db.read, viewer, made.id)
        assert await cards.by_ids(shop.db.read, viewer, [made.id]) == {}
    assert await may(shop, shop.cast.alice, made.id) is not None


@pytest.mark.parametrize("verb", ["block", "mute"])
async def test_whom_a_reader_does_not_want_is_left_out(shop: Workshop, verb: str) -> None:
    made = await shop.offer(shop.cast.bob)
    before = await seen_by(shop, shop.cast.charlie)
    sets = {"block": "blocks", "mute": "mutes"}
    after = msgspec.structs.replace(before, **{sets[verb]: frozenset({shop.cast.bob.id})})
    assert len(await cards.of_text(shop.db.read, before, "note", shop.note.id)) == 1
    assert await cards.of_text(shop.db.read, after, "note", shop.note.id) == []
    with pytest.raises(NotFound):
        await cards.permit(shop.db.read, after, made.id, Action.TRANSLATE)
    await shop.db.write(lambda tx: relations.block(tx, shop.cast.bob.id, shop.cast.charlie.id))
    blocked = msgspec.structs.replace(before, blocked_by=frozenset({shop.cast.bob.id}))
    assert await cards.of_text(shop.db.read, blocked, "note", shop.note.id) == []


async def test_of_who_wants_no_translations_readers_see_none(shop: Workshop) -> None:
    said = await shop.say(shop.cast.alice, "What a lovely morning")
    of_note = await shop.accept(await shop.offer(shop.cast.bob))
    given = contributions.Offer(target="zh-Hans", text="多好的早晨")
    permit = shop.permit(shop.cast.bob, Action.TRANSLATE, said)
    of_comment = await shop.db.write(lambda tx: contributions.offer(tx, permit, given))
    places = (("note", shop.note.id, of_note.id), ("comment", said.id, of_comment.id))
    alice = shop.cast.alice
    for translatable in (True, False):
        await shop.db.write(lambda tx, to=translatable: _let(tx, alice, to))  # type: ignore[misc]  # bound in the loop
        for kind, about, made in places:
            for who in (None, shop.cast.charlie, shop.voters[0]):
                viewer = await seen_by(shop, who)
                assert len(await cards.of_text(shop.db.read, viewer, kind, about)) == translatable
                assert (await may(shop, who, made) is not None) is translatable
            for who in (alice, shop.cast.bob, shop.cast.mo):
                views = await cards.of_text(shop.db.read, await seen_by(shop, who), kind, about)
                assert [int(view.id) for view in views] == [made]
        page = await cards.by_person(shop.db.read, VISITOR, shop.cast.bob.id, None, 5)
        assert len(page.items) == translatable


async def _let(tx: Tx, who: Account, translatable: bool) -> None:
    await accounts.set_translation(tx, who.id, translate="never", translatable=translatable)


async def test_deciding_is_the_authors_or_a_moderators(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    for who, action in ((shop.cast.alice, Action.EDIT), (shop.cast.mo, Action.MODERATE)):
        permit = await cards.permit_to_decide(shop.db.read, await seen_by(shop, who), made.id)
        assert (permit.action, permit.subject.id) == (action, shop.note.id)


async def test_help_is_shown_as_far_as_it_concerns(shop: Workshop) -> None:
    made = await shop.offer(shop.cast.bob)
    bob, charlie = await seen_by(shop, shop.cast.bob), await seen_by(shop, shop.cast.charlie)
    assert [view.state for view in (await cards.by_person(shop.db.read, bob, bob.id, None, 5)).items] == ["offered"]
    assert (await cards.by_person(shop.db.read, charlie, bob.id, None, 5)).items == []
    await shop.accept(made)
    assert [view.title for view in (await cards.by_person(shop.db.read, charlie, bob.id, None, 5)).items] == [ZH_TITLE]
    assert (await cards.helped(shop.db.read, bob.id)).translations == 1


async def test_corrections_concern_their_author_and_writer(shop: Workshop) -> None:
    comment = await shop.say(shop.cast.alice, "I has three peach.", wants_correction=True)
    made = await shop.correct(shop.cast.bob, "I have three peaches.", comment, "has -> have")
    alice, bob = await seen_by(shop, shop.cast.alice), await seen_by(shop, shop.cast.bob)
    [view] = await corrections.of_text(shop.db.read, alice, "comment", comment.id)
    assert view.changes == [
        Change("same", "I "),
        Change("removed", "has"),
        Change("added", "have"),
        Change("same", " three "),
        Change("removed", "peach"),
        Change("added", "peaches"),
        Change("same", "."),
    ]
    assert (view.remark, view.corrector.handle, set(view.may)) == ("has -> have", "bob", {"accept", "decline", "thank"})
    assert view.about.url == f"/notes/{shop.note.id}#comment-{comment.id}"
    assert (await corrections.one(shop.db.read, bob, made.id)).may == ["withdraw"]
    mo = await seen_by(shop, shop.cast.mo)
    assert (await corrections.one(shop.db.read, mo, made.id)).may == ["remove"]
    for who in (None, shop.cast.charlie):
        viewer = await seen_by(shop, who)
        assert await corrections.of_text(shop.db.read, viewer, "comment", comment.id) == []
        with pytest.raises(NotFound):
            await corrections.one(shop.db.read, viewer, made.id)
        with pytest.raises(NotFound):
            await corrections.permit(shop.db.read, viewer, made.id, Action.EDIT)
    permit = await corrections.permit(shop.db.read, alice, made.id, Action.EDIT)
    await shop.db.write(lambda tx: contributions.accept_correction(tx, permit, made.id))
    assert (await comments.by_ids(shop.db.read, [comment.id]))[comment.id].text == made.text
    taken = await corrections.one(shop.db.read, alice, made.id)
    assert (taken.state, taken.changes, taken.may) == ("accepted", view.changes, ["thank"])


async def test_what_a_comment_said_before_is_for_those_who_could_read_it(shop: Workshop) -> None:
    await shop.edit(visibility="followers")
    said = [await shop.say(shop.cast.alice, f"I has {count} peach.", wants_correction=True) for count in ("two", "ten")]
    made = [await shop.correct(shop.cast.bob, one.text.replace("has", "have"), one) for one in said]
    alice = await seen_by(shop, shop.cast.alice)
    for found in made:
        permit = await corrections.permit(shop.db.read, alice, found.id, Action.EDIT)
        await shop.db.write(partial(contributions.accept_correction, permit=permit, correction_id=found.id))
        await shop.edit()  # everyone reads the second one from the beginning
    for who, known in ((None, [False, True]), (shop.cast.bob, [True, True]), (shop.cast.charlie, [False, True])):
        viewer = await seen_by(shop, who)
        views = [await corrections.one(shop.db.read, viewer, found.id) for found in made]
        assert [(view.state, view.changes is not None) for view in views] == [("accepted", one) for one in known]
    # What was edited away is gone for those whom it does not concern.
    edit = shop.permit(shop.cast.alice, Action.EDIT, said[1])
    await shop.db.write(lambda tx: comments.edit(tx, edit, NewComment(text="Never mind.")))
    with pytest.raises(NotFound):
        await corrections.one(shop.db.read, VISITOR, made[1].id)


async def test_a_notes_versions_tell_what_was_corrected(shop: Workshop) -> None:
    await shop.edit(wants_correction=True)
    made = await shop.correct(shop.cast.bob, TEXT.replace("at the", "by the"))
    alice = await seen_by(shop, shop.cast.alice)
    before = await corrections.one(shop.db.read, alice, made.id)
    permit = await corrections.permit(shop.db.read, alice, made.id, Action.EDIT)
    await shop.db.write(lambda tx: contributions.accept_correction(tx, permit, made.id))
    after = await corrections.one(shop.db.read, alice, made.id)
    assert after.state == "accepted"
    assert after.changes == before.changes
    assert before.changes is not None
    assert Change("removed", "at") in before.changes
    bobs = (await corrections.by_person(shop.db.read, alice, shop.cast.bob.id, None, 5)).items
    assert [view.id for view in bobs] == [str(made.id)]


async def test_a_correction_tells_nobody_what_was_edited_away(shop: Workshop) -> None:
    await shop.edit(wants_correction=True, visibility="followers")
    made = await shop.correct(shop.cast.bob, TEXT.replace("at the", "by the"))
    alice = await seen_by(shop, shop.cast.alice)
    permit = await corrections.permit(shop.db.read, alice, made.id, Action.EDIT)
    await shop.db.write(lambda tx: contributions.accept_correction(tx, permit, made.id))
    await shop.edit(text=made.text, wants_correction=True)
    [shown] = await corrections.of_text(shop.db.read, VISITOR, "note", shop.note.id)
    assert (shown.text, shown.changes) == (made.text, None)  # how it was is for followers
    assert (await corrections.one(shop.db.read, alice, made.id)).changes is not None
    await shop.edit(text="Something else entirely", wants_correction=True)
    assert await corrections.of_text(shop.db.read, VISITOR, "note", shop.note.id) == []
    assert [view.id for view in await corrections.of_text(shop.db.read, alice, "note", shop.note.id)] == [str(made.id)]
