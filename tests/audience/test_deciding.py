"""The decision as a table: who, what state the thing is in, and what comes of it."""

from __future__ import annotations

import msgspec
import pytest

from vermilion.audience import VISITOR, Action, Reason, Terms, Viewer, decide, permit
from vermilion.infra import subject
from vermilion.infra.errors import Forbidden, NotFound, Problem, Unauthenticated

AUTHOR, READER, MODERATOR = 1, 2, 3
NOTE = Terms(subject=subject.note(7), author_id=AUTHOR)
VIEWERS = {
    "visitor": VISITOR,
    "author": Viewer(id=AUTHOR, role="member"),
    "reader": Viewer(id=READER, role="member"),
    "blocking": Viewer(id=READER, role="member", blocks=frozenset({AUTHOR})),
    "blocked": Viewer(id=READER, role="member", blocked_by=frozenset({AUTHOR})),
    "moderator": Viewer(id=MODERATOR, role="moderator"),
    "moderator who leaves": Viewer(id=MODERATOR, role="moderator", state="closing"),
}
SEEN = {
    "everyone": ({}, {"visitor", "author", "reader", "moderator", "moderator who leaves"}),
    "followers": ({"visibility": "followers"}, {"author", "moderator"}),
    "self": ({"visibility": "self"}, {"author"}),
    "removed": ({"state": "removed"}, {"author", "moderator"}),
    "deleted": ({"state": "deleted"}, set()),
    "author suspended": ({"author_state": "suspended"}, {"author", "moderator"}),
    "author leaving": ({"author_state": "closing"}, {"author", "moderator"}),
    "author gone": ({"author_state": "closed"}, set()),
    "removed and for oneself": ({"state": "removed", "visibility": "self"}, {"author"}),
}


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("case", SEEN)
def test_who_sees_a_note(viewer: str, case: str) -> None:
    changes, seen_by = SEEN[case]
    terms = msgspec.structs.replace(NOTE, **changes)
    assert decide(VIEWERS[viewer], Action.SEE, terms).allowed == (viewer in seen_by)


def test_followers_see_what_is_for_followers_unless_blocked() -> None:
    terms = msgspec.structs.replace(NOTE, visibility="followers")
    assert decide(VIEWERS["reader"], Action.SEE, terms, follows_author=True).allowed
    assert not decide(VIEWERS["blocked"], Action.SEE, terms, follows_author=True).allowed


@pytest.mark.parametrize("case", SEEN)
def test_a_comment_is_never_seen_where_its_note_is_not(case: str) -> None:
    changes, seen_by = SEEN[case]
    home = msgspec.structs.replace(NOTE, **changes)
    comment = Terms(subject=subject.comment(9, 7), author_id=READER, home=home)
    for name, viewer in VIEWERS.items():
        if name not in seen_by:
            assert not decide(viewer, Action.SEE, comment).allowed


def test_a_comment_has_an_author_of_its_own() -> None:
    comment = Terms(subject=subject.comment(9, 7), author_id=MODERATOR, home=NOTE)
    apart = Viewer(id=READER, role="member", blocked_by=frozenset({MODERATOR}))
    assert not decide(apart, Action.SEE, comment).allowed
    assert decide(apart, Action.SEE, NOTE).allowed


def test_who_blocks_still_sees_the_person_to_take_it_back() -> None:
    person = Terms(subject=subject.account(AUTHOR), author_id=AUTHOR)
    assert decide(VIEWERS["blocking"], Action.SEE, person).allowed
    assert decide(VIEWERS["blocking"], Action.FOLLOW, person).reason is Reason.BLOCKED
    assert not decide(VIEWERS["blocked"], Action.SEE, person).allowed


DONE: list[tuple[str, Action, dict[str, str], type[Problem] | None]] = [
    ("visitor", Action.LIKE, {}, Unauthenticated),
    ("visitor", Action.SHARE, {}, None),
    ("visitor", Action.LIKE, {"visibility": "self"}, NotFound),
    ("reader", Action.LIKE, {}, None),
    ("reader", Action.COMMENT, {"visibility": "followers"}, NotFound),
    ("reader", Action.EDIT, {}, NotFound),
    ("reader", Action.DELETE, {}, NotFound),
    ("reader", Action.PIN, {}, NotFound),
    ("reader", Action.MODERATE, {}, Forbidden),
    ("blocked", Action.LIKE, {}, NotFound),
    ("blocking", Action.COMMENT, {}, NotFound),
    ("author", Action.EDIT, {}, None),
    ("author", Action.DELETE, {"state": "removed"}, None),
    ("author", Action.LIKE, {"state": "removed"}, Forbidden),
    ("author", Action.REPORT, {}, Forbidden),
    ("author", Action.EDIT, {"state": "deleted"}, NotFound),
    ("visitor", Action.TRANSLATE, {}, Unauthenticated),
    ("reader", Action.TRANSLATE, {}, None),
    ("author", Action.TRANSLATE, {}, None),
    ("author", Action.TRANSLATE, {"visibility": "self"}, Forbidden),
    ("moderator", Action.TRANSLATE, {"visibility": "followers"}, Forbidden),
    ("blocked", Action.TRANSLATE, {}, NotFound),
    ("blocking", Action.TRANSLATE, {}, NotFound),
    ("moderator", Action.TRANSLATE, {"state": "removed"}, Forbidden),
    ("visitor", Action.CORRECT, {}, Unauthenticated),
    ("reader", Action.CORRECT, {}, None),
    ("reader", Action.CORRECT, {"visibility": "followers"}, NotFound),
    ("author", Action.CORRECT, {}, Forbidden),
    ("blocked", Action.CORRECT, {}, NotFound),
    ("moderator", Action.MODERATE, {}, None),
    ("moderator", Action.MODERATE, {"state": "removed"}, None),
    ("moderator", Action.MODERATE, {"visibility": "self"}, NotFound),
    ("moderator", Action.EDIT, {}, NotFound),
    ("moderator who leaves", Action.MODERATE, {}, Forbidden),
]


@pytest.mark.parametrize(("viewer", "action", "changes", "refusal"), DONE)
def test_who_may_do_what(viewer: str, action: Action, changes: dict[str, str], refusal: type[Problem] | None) -> None:
    terms = msgspec.structs.replace(NOTE, **changes)
    if refusal is None:
        made = permit(VIEWERS[viewer], action, terms)
        assert (made.account_id, made.action, made.subject) == (VIEWERS[viewer].id, action, terms.subject)
    else:
        with pytest.raises(refusal):
            permit(VIEWERS[viewer], action, terms)


def test_what_only_followers_read_is_corrected_by_them_and_translated_by_nobody() -> None:
    terms = msgspec.structs.replace(NOTE, visibility="followers")
    comment = Terms(subject=subject.comment(9, 7), author_id=MODERATOR, home=terms)
    for thing in (terms, comment):
        assert decide(VIEWERS["reader"], Action.CORRECT, thing, follows_author=True).allowed
        assert decide(VIEWERS["reader"], Action.TRANSLATE, thing, follows_author=True).reason is Reason.NOT_PUBLIC


@pytest.mark.parametrize("state", ["suspended", "closing"])
def test_who_is_suspended_or_leaving_can_only_delete_and_appeal(state: str) -> None:
    author = Viewer(id=AUTHOR, role="member", state=state)
    for action in Action:
        allowed = decide(author, action, NOTE).allowed
        assert allowed == (action in {Action.SEE, Action.DELETE, Action.APPEAL}), action


def test_whoever_blocked_somebody_may_still_report_them() -> None:
    person = Terms(subject=subject.account(AUTHOR), author_id=AUTHOR)
    blocker = Viewer(id=READER, role="member", blocks=frozenset({AUTHOR}))
    assert decide(blocker, Action.REPORT, person).allowed
    assert not decide(blocker, Action.FOLLOW, person).allowed


def test_whoever_wrote_a_note_keeps_order_under_it() -> None:
    comment = Terms(subject=subject.comment(9, 7), author_id=READER, home=NOTE)
    author, reader = VIEWERS["author"], VIEWERS["reader"]
    assert decide(author, Action.DELETE, comment).allowed
    assert decide(author, Action.PIN, comment).allowed
    assert not decide(author, Action.EDIT, comment).allowed
    assert not decide(reader, Action.PIN, comment).allowed
    assert decide(author, Action.DELETE, msgspec.structs.replace(comment, author_state="active")).allowed
