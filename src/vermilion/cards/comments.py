"""Comments of a note in two levels, with who wrote them and what the viewer may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from vermilion import comments, counters, reactions
from vermilion.accounts import Account
from vermilion.audience import Action, Terms, Viewer, decide
from vermilion.cards import contributed, people, permits, pictures, texts, translating, wishes
from vermilion.cards.reading import OFFERED, OWN, Reading, Standing, reading_of
from vermilion.cards.translatable import of_comment
from vermilion.cards.views import CommentView, PersonView
from vermilion.comments import Comment
from vermilion.counters import Counts
from vermilion.infra import clock, subject
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Slice

FIRST_REPLIES = 2
ASKED = (Action.LIKE, Action.COMMENT, Action.EDIT, Action.DELETE, Action.PIN, Action.REPORT, Action.MODERATE)


class Shown(msgspec.Struct, frozen=True):
    """Everything that a page of comments needs, loaded in batches."""

    terms: Mapping[int, Terms]
    people: Mapping[int, PersonView]
    translatable: Mapping[int, bool]
    answered: Mapping[int, Comment]
    pictures: pictures.Loaded
    counts: Mapping[int, Counts]
    liked: set[int]
    known: set[str]
    reading: Reading | None
    standing: Mapping[int, Standing]
    translators: Mapping[int, PersonView]


async def page(
    reader: Reader,
    viewer: Viewer,
    note_id: int,
    sort: str,
    cursor: tuple[int, ...] | None,
    limit: int,
    locale: str = "",
) -> Slice[CommentView]:
    """First-level comments of a note that the viewer may see, each with its first replies. NotFound for a note that
    they may not see. For `locale` see `whole_notes.note`."""
    note = (await permits.note_permit(reader, viewer, note_id, Action.SEE)).terms
    found = await comments.page(reader, note_id, sort, cursor, limit)
    replies = await comments.replies_of(reader, [comment.id for comment in found.items], FIRST_REPLIES)
    return Slice(await _views(reader, viewer, note, found.items, replies, locale), found.next)


async def replies(
    reader: Reader,
    viewer: Viewer,
    comment_id: int,
    cursor: tuple[int, ...] | None,
    limit: int,
    locale: str = "",
) -> Slice[CommentView]:
    """All replies under a first-level comment, oldest first."""
    parent = (await comments.by_ids(reader, [comment_id])).get(comment_id)
    if parent is None:
        raise NotFound
    note = (await permits.note_permit(reader, viewer, parent.note_id, Action.SEE)).terms
    found = await comments.replies_page(reader, parent.note_id, comment_id, cursor, limit)
    return Slice(await _views(reader, viewer, note, found.items, {}, locale), found.next)


async def by_ids(
    reader: Reader, viewer: Viewer, ids: Sequence[int], locale: str = ""
) -> dict[int, CommentView]:
    """Comments of several notes, for the inbox and the desk; those that the viewer may not see are left out."""
    found = await comments.by_ids(reader, ids)
    notes = await permits.visible_notes(reader, viewer, list({comment.note_id for comment in found.values()}))
    listed = [comment for comment in found.values() if comment.note_id in notes]
    shown = await _load(reader, viewer, notes, listed, locale)
    return {c.id: _view(viewer, shown, c, []) for c in listed if _is_shown(viewer, shown.terms[c.id])}


async def _views(
    reader: Reader,
    viewer: Viewer,
    note: Terms,
    listed: Sequence[Comment],
    replies: Mapping[int, Sequence[Comment]],
    locale: str,
) -> list[CommentView]:
    everything = [*listed, *(reply for under in replies.values() for reply in under)]
    shown = await _load(reader, viewer, {note.subject.id: note}, everything, locale)

    def view(comment: Comment) -> CommentView | None:
        if not _is_shown(viewer, shown.terms[comment.id]):
            return None
        under = [made for reply in replies.get(comment.id, ()) if (made := view(reply))]
        return _view(viewer, shown, comment, under)

    return [made for comment in listed if (made := view(comment))]


def _is_shown(viewer: Viewer, terms: Terms) -> bool:
    """One that was deleted or removed keeps its place, without its words, as long as replies hang on it."""
    hull = msgspec.structs.replace(terms, state="published")
    return decide(viewer, Action.SEE, hull, follows_author=True).allowed and terms.author_id not in viewer.mutes


async def _load(
    reader: Reader, viewer: Viewer, notes: Mapping[int, Terms], everything: Sequence[Comment], locale: str
) -> Shown:
    ids = [comment.id for comment in everything]
    answered = await comments.by_ids(reader, list({c.reply_to_id for c in everything if c.reply_to_id}))
    found = await people.load(reader, [c.author_id for c in (*everything, *answered.values())])
    reading = reading_of(viewer, locale)
    standing: dict[int, Standing] = {}
    if reading is not None:
        things = [
            (of_comment(c, public=notes[c.note_id].plain), found[c.author_id].translatable) for c in everything
        ]
        standing = dict(zip(ids, await translating.standing(reader, reading, things), strict=True))
        if viewer.translate_into:
            others = [c for c in everything if notes[c.note_id].plain and not viewer.leaves_alone(c.author_id)]
            lacking = [c for c in others if standing[c.id].state == OFFERED]
            wishes.wish(viewer, [subject.comment(c.id, c.note_id) for c in lacking], reading.target)
    return Shown(
        terms={c.id: comments.terms_of(c, notes[c.note_id], found[c.author_id].state) for c in everything},
        people=await people.views(reader, found.values()),
        translatable={person.id: person.translatable for person in found.values()},
        answered={c.id: c for c in answered.values() if _is_named(viewer, found[c.author_id])},
        pictures=await pictures.load(reader, [c.media_id for c in everything if c.media_id]),
        counts=await counters.load(reader, "comment", ids),
        liked=await reactions.liked_among(reader, "comment", ids, viewer.id),
        known=await texts.known_handles(reader, [c.text for c in everything]),
        reading=reading,
        standing=standing,
        translators=await translating.named(reader, viewer, standing.values()),
    )


def _is_named(viewer: Viewer, person: Account) -> bool:
    """Whoever is answered is a person, too: named only to those who may see them and want to."""
    return decide(viewer, Action.SEE, people.terms_of(person)).allowed and person.id not in viewer.blocks


def _view(viewer: Viewer, shown: Shown, comment: Comment, replies: list[CommentView]) -> CommentView:
    terms = shown.terms[comment.id]
    own_words = comment.state == "published" or (comment.state == "removed" and comment.author_id == viewer.id)
    open_words = own_words or (comment.state == "removed" and viewer.staff)
    text = comment.text if open_words else ""
    answered = shown.answered.get(comment.reply_to_id or 0)
    reply_to = shown.people.get(answered.author_id) if answered and answered.parent_id else None
    counts = shown.counts[comment.id]
    standing = shown.standing.get(comment.id) if text and not viewer.leaves_alone(comment.author_id) else None
    return CommentView(
        id=str(comment.id),
        note_id=str(comment.note_id),
        parent_id=str(comment.parent_id) if comment.parent_id else None,
        author=shown.people[comment.author_id] if open_words else people.GONE,
        by_note_author=terms.home is not None and comment.author_id == terms.home.author_id,
        reply_to=reply_to,
        text=text,
        paragraphs=texts.paragraphs(text, shown.known),
        language=comment.language,
        picture=pictures.picture(shown.pictures, comment.media_id) if comment.media_id and open_words else None,
        region=comment.region if open_words else "",
        state=comment.state,
        pinned=bool(comment.pinned),
        likes=counts.likes,
        liked=comment.id in shown.liked,
        replies=replies,
        reply_count=counts.comments,
        created_at=clock.rfc3339(comment.created_at),
        edited_at=clock.rfc3339(comment.edited_at) if comment.edited_at else None,
        version=comment.version,
        wants_correction=bool(comment.wants_correction),
        may=_may(viewer, terms)
        + contributed.invited(
            viewer,
            terms,
            translatable=shown.translatable[comment.author_id],
            wants_correction=bool(comment.wants_correction),
        ),
        translation=translating.view(standing, shown.reading, shown.translators, shown.known, text=text)
        if standing and shown.reading
        else None,
        translation_state=standing.state if standing else OWN,
    )


def _may(viewer: Viewer, terms: Terms) -> list[str]:
    # That the viewer may see the note was decided before; `follows_author` only speaks of that.
    allowed = [str(action) for action in ASKED if decide(viewer, action, terms, follows_author=True).allowed]
    keeps_house = terms.home is not None and viewer.signed_in and viewer.id == terms.home.author_id
    return [*allowed, "delete"] if keeps_house and "delete" not in allowed and terms.state == "published" else allowed
