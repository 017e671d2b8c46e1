"""Corrections of a text: for its author, for whoever wrote them, and for staff; those taken over for everybody, as
long as the text still says so."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import msgspec

from vermilion import contributions
from vermilion.audience import Action, Permit, Viewer
from vermilion.cards import contributed, permits, whole_notes
from vermilion.cards.contributed import Original
from vermilion.cards.contribution_views import CorrectionView
from vermilion.cards.contributions import differences, subject_of
from vermilion.cards.views import CommentView, NoteView, PersonView
from vermilion.contributions import ACCEPTED, OFFERED, Change, Correction
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.subject import COMMENT, NOTE
from vermilion.translation import key_of


async def of_text(reader: Reader, viewer: Viewer, kind: str, identifier: int) -> list[CorrectionView]:
    """Corrections of a note or comment (`kind`), latest first, with their changes: all of them for its author and
    staff, their own and those taken over for others. NotFound for what the viewer may not see; whom they block or mute
    is left out. Not within a transaction."""
    found = await contributions.corrections_of(reader, await subject_of(reader, viewer, kind, identifier))
    return await _compared(reader, viewer, found)


async def on_page(
    reader: Reader, viewer: Viewer, note: NoteView, comments: Sequence[CommentView]
) -> dict[str, list[CorrectionView]]:
    """Those that wait or were taken over, of a note and of what is said under it, by its id; oldest first, with their
    changes. Costs nothing where nobody asked. Not within a transaction."""
    said = [*comments, *(reply for comment in comments for reply in comment.replies)]
    ids = [int(comment.id) for comment in said if comment.wants_correction]
    found = await contributions.corrections_among(reader, NOTE, [int(note.id)]) if note.wants_correction else []
    found += await contributions.corrections_among(reader, COMMENT, ids)
    under: dict[str, list[CorrectionView]] = {}
    for view in await _compared(reader, viewer, found):
        under.setdefault(view.about.id, []).append(view)
    return under


async def one(reader: Reader, viewer: Viewer, correction_id: int) -> CorrectionView:
    """One correction with its changes. NotFound for whom it does not concern. Not within a transaction."""
    found = (await contributions.corrections_by_ids(reader, [correction_id])).get(correction_id)
    views = await _compared(reader, viewer, [found] if found else [])
    if not views:
        raise NotFound
    return views[0]


async def by_ids(reader: Reader, viewer: Viewer, ids: Sequence[int]) -> dict[int, CorrectionView]:
    """Those that concern the viewer, without changes; also within a transaction."""
    return await _views(reader, viewer, list((await contributions.corrections_by_ids(reader, ids)).values()))


async def by_person(
    reader: Reader, viewer: Viewer, account_id: int, cursor: Cursor | None, limit: int
) -> Slice[CorrectionView]:
    """Somebody's corrections that concern the viewer, latest first, without changes. A page may be shorter than
    `limit` before the end."""
    page = await contributions.by_corrector_page(reader, account_id, cursor, limit)
    return Slice(list((await _views(reader, viewer, page.items)).values()), page.next)


async def permit(reader: Reader, viewer: Viewer, correction_id: int, action: Action) -> Permit:
    """To accept, decline or thank (EDIT), or to remove one (MODERATE). NotFound for whom it does not concern."""
    found = (await contributions.corrections_by_ids(reader, [correction_id])).get(correction_id)
    if found is None or not await _views(reader, viewer, [found]):
        raise NotFound
    return await permits.permit_of(reader, viewer, found.subject.kind, found.subject.id, action)


async def _compared(reader: Reader, viewer: Viewer, found: Sequence[Correction]) -> list[CorrectionView]:
    """The views of corrections of one note and of what is said under it."""
    views = await _views(reader, viewer, found)
    shown = [one for one in found if one.id in views]
    originals = await contributed.originals(reader, viewer, list(dict.fromkeys(one.subject for one in shown)))
    note = next((about for about in originals if about.kind == NOTE), None)
    versions = await whole_notes.versions(reader, viewer, note.id) if note else []
    # What the texts say, and what they once said to this viewer; else they are not told what was corrected.
    said = [(version.title, version.text) for version in versions]
    said += [(original.title, original.text) for original in originals.values()]
    known = {key_of(text): text for pair in said for text in pair}
    if kept := [one for one in shown if one.said_before]:
        could_read = await whole_notes.readable_then(reader, viewer, kept[0].subject.home)
        known |= {one.source_key: one.said_before for one in kept if could_read(one.visibility_before)}

    def changed(one: Correction) -> CorrectionView:
        of_title = _changes(known, one.title_key, one.title) if one.title else None
        return msgspec.structs.replace(
            views[one.id], title_changes=of_title, changes=_changes(known, one.source_key, one.text)
        )

    return await asyncio.to_thread(lambda: [changed(one) for one in shown])


def _changes(known: Mapping[str, str], key: str, text: str) -> list[Change] | None:
    return differences(known[key], text) if key in known else None


async def _views(reader: Reader, viewer: Viewer, found: Sequence[Correction]) -> dict[int, CorrectionView]:
    """In the order given."""
    originals = await contributed.originals(reader, viewer, list(dict.fromkeys(one.subject for one in found)))
    named = await contributed.hands(reader, viewer, (one.corrector_id for one in found))
    return {
        one.id: _view(viewer, originals[one.subject], one, named)
        for one in found
        if one.subject in originals and one.corrector_id in named and _is_shown(viewer, originals[one.subject], one)
    }


def _is_shown(viewer: Viewer, original: Original, found: Correction) -> bool:
    """What was edited away is not read in a correction either."""
    stands = found.state == ACCEPTED and found.text == original.text and found.title in {"", original.title}
    return stands or _concerns(viewer, original, found)


def _concerns(viewer: Viewer, original: Original, found: Correction) -> bool:
    return viewer.staff or (viewer.signed_in and viewer.id in {found.corrector_id, original.terms.author_id})


def _view(viewer: Viewer, original: Original, found: Correction, named: Mapping[int, PersonView]) -> CorrectionView:
    return CorrectionView(
        id=str(found.id),
        about=original.about,
        title=found.title,
        text=found.text,
        title_changes=None,
        changes=None,
        remark=found.remark,
        corrector=named[found.corrector_id],
        state=found.state,
        thanked=found.thanked,
        created_at=clock.rfc3339(found.created_at),
        decided_at=clock.rfc3339(found.decided_at) if found.decided_at else None,
        may=_may(viewer, original, found),
    )


def _may(viewer: Viewer, original: Original, found: Correction) -> list[str]:
    edits = original.allows(viewer, Action.EDIT)
    allowed = {
        "accept": edits and found.state == OFFERED,
        "decline": edits and found.state == OFFERED,
        "thank": edits and not found.thanked,
        "withdraw": viewer.signed_in and viewer.id == found.corrector_id,
        "remove": original.allows(viewer, Action.MODERATE),
    }
    return [name for name, so in allowed.items() if so]
