"""The audience decision for writes: the thing is loaded in the transaction that changes it, then decided about."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import accounts, audience, comments, notes, relations
from vermilion.audience import Action, Permit, Terms, Viewer
from vermilion.cards import notes as note_cards
from vermilion.cards import people, stills
from vermilion.comments import Comment
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound, Problem
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE


async def note_permit(reader: Reader, viewer: Viewer, note_id: int, action: Action) -> Permit:
    """Raises NotFound, Unauthenticated or Forbidden."""
    (found,) = await note_permits(reader, [(viewer, note_id)], action)
    if isinstance(found, Problem):
        raise found
    return found


async def note_permits(
    reader: Reader, wishes: Sequence[tuple[Viewer, int]], action: Action
) -> list[Permit | Problem]:
    """The same for many viewers, each with a note: what it would raise is returned."""
    terms = await notes.terms_now(reader, sorted({note_id for _, note_id in wishes}))
    return [await _note_permit(reader, viewer, terms.get(note_id), action) for viewer, note_id in wishes]


async def comment_permit(reader: Reader, viewer: Viewer, comment_id: int, action: Action) -> Permit:
    """Decided together with the note that the comment stands under."""
    comment = (await comments.by_ids(reader, [comment_id])).get(comment_id)
    if comment is None:
        raise NotFound
    home = (await notes.terms_now(reader, [comment.note_id])).get(comment.note_id)
    if home is None:
        raise NotFound
    terms = await _comment_terms(reader, comment, home)
    return audience.permit(viewer, action, terms, follows_author=await _follows(reader, viewer, home))


async def person_permit(reader: Reader, viewer: Viewer, account_id: int, action: Action) -> Permit:
    person = (await people.load(reader, [account_id])).get(account_id)
    if person is None:
        raise NotFound
    return audience.permit(viewer, action, people.terms_of(person))


# What can be reported and removed.
KINDS = {NOTE: note_permit, COMMENT: comment_permit, ACCOUNT: person_permit}


async def permit_of(reader: Reader, viewer: Viewer, kind: str, identifier: int, action: Action) -> Permit:
    """The same for a thing of any of the KINDS; NotFound for another kind."""
    if kind not in KINDS:
        raise NotFound
    return await KINDS[kind](reader, viewer, identifier, action)


async def visible_notes(reader: Reader, viewer: Viewer, note_ids: Sequence[int]) -> dict[int, Terms]:
    """The terms of those of the notes that the viewer may see; in batches, for reading."""
    found = await stills.load(reader, note_ids)
    authors = await people.load(reader, (note.author_id for note in found.values()))
    terms = {note.id: notes.terms_of(note, authors[note.author_id].state) for note in found.values()}
    followed = await note_cards.followed_authors(reader, viewer, list(terms.values()))
    return {
        note_id: given
        for note_id, given in terms.items()
        if audience.decide(viewer, Action.SEE, given, follows_author=given.author_id in followed).allowed
    }


async def _note_permit(reader: Reader, viewer: Viewer, terms: Terms | None, action: Action) -> Permit | Problem:
    if terms is None:
        return NotFound()
    try:
        return audience.permit(viewer, action, terms, follows_author=await _follows(reader, viewer, terms))
    except Problem as refusal:
        return refusal


async def _comment_terms(reader: Reader, comment: Comment, home: Terms) -> Terms:
    states = await accounts.states(reader, [comment.author_id])
    return comments.terms_of(comment, home, states[comment.author_id])


async def _follows(reader: Reader, viewer: Viewer, terms: Terms) -> bool:
    if terms.visibility != "followers" or not viewer.signed_in:
        return False
    return terms.author_id in await relations.following_among(reader, viewer.id, [terms.author_id])
