"""Permits as surfaces make them, for tests of verbs alone (what may be permitted is tests/audience's matter)."""

from __future__ import annotations

from vermilion.audience import Action, Permit, Terms
from vermilion.comments import Comment, terms_of
from vermilion.infra import subject


def note_terms(note_id: int, author_id: int) -> Terms:
    return Terms(subject=subject.note(note_id), author_id=author_id)


def on_note(account_id: int, action: Action, note_id: int, author_id: int) -> Permit:
    return Permit(account_id, action, note_terms(note_id, author_id))


def on_comment(account_id: int, action: Action, comment: Comment, note_author_id: int) -> Permit:
    return Permit(account_id, action, terms_of(comment, note_terms(comment.note_id, note_author_id)))


def on_account(account_id: int, action: Action, other_id: int) -> Permit:
    return Permit(account_id, action, Terms(subject=subject.account(other_id), author_id=other_id))
