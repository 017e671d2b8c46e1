"""The inbox: folded lines with the people, notes and comments they speak of."""

from __future__ import annotations

from collections.abc import Mapping

from vermilion import notifications
from vermilion.audience import Viewer
from vermilion.cards import appeals, comments, people
from vermilion.cards import notes as note_cards
from vermilion.cards.views import AppealView, CardView, CommentView, NotificationView, PersonView
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE
from vermilion.notifications import Notification

ABOUT_NOTES = frozenset({"liked", "collected", "commented", "replied", "mentioned"})


async def page(reader: Reader, viewer: Viewer, tab: str, cursor: Cursor | None, limit: int) -> Slice[NotificationView]:
    """The lines of one tab, latest first. Whom or what the viewer may no longer see is left out of its line."""
    found = await notifications.page(reader, viewer.id, tab, cursor, limit)
    actors = [actor for line in found.items for actor in line.actors]
    named = {int(person.id): person for person in await people.visible(reader, viewer, list(dict.fromkeys(actors)))}
    said = await comments.by_ids(reader, viewer, _ids(found.items, COMMENT))
    about = _ids(found.items, NOTE) + [int(comment.note_id) for comment in said.values()]
    cards = {card.id: card for card in await note_cards.cards(reader, viewer, list(dict.fromkeys(about)))}
    again = await _appeals(reader, viewer, found.items, said, cards)
    lines = [_view(line, named, said, cards, again) for line in found.items]
    # A line whose every actor has gone from sight says nothing; the house's own lines have none. Nor does one about
    # what is deleted: it leads nowhere.
    kept = [
        view
        for view, line in zip(lines, found.items, strict=True)
        if (view.actors or not line.actors) and (view.note or view.kind not in ABOUT_NOTES)
    ]
    return Slice(kept, found.next)


def _ids(lines: list[Notification], kind: str) -> list[int]:
    return list(dict.fromkeys(line.subject.id for line in lines if line.subject.kind == kind))


async def _appeals(
    reader: Reader,
    viewer: Viewer,
    lines: list[Notification],
    said: Mapping[int, CommentView],
    cards: Mapping[str, CardView],
) -> dict[int, AppealView]:
    """By line, of what staff took and is still there; a line that tells of what came of it needs none."""
    taken = [line for line in lines if line.kind in ("removed", "suspended")]
    there = {NOTE: {*map(int, cards)}, COMMENT: {*said}, ACCOUNT: {viewer.id}}
    found = {
        kind: await appeals.of_own(reader, kind, [i for i in _ids(taken, kind) if i in ids])
        for kind, ids in there.items()
    }
    of_lines = ((line.id, found[line.subject.kind].get(line.subject.id)) for line in taken)
    return {line_id: view for line_id, view in of_lines if view}


def _view(
    line: Notification,
    named: Mapping[int, PersonView],
    said: Mapping[int, CommentView],
    cards: Mapping[str, CardView],
    again: Mapping[int, AppealView],
) -> NotificationView:
    comment = said.get(line.subject.id) if line.subject.kind == COMMENT else None
    actors = [named[actor] for actor in line.actors if actor in named]
    return NotificationView(
        id=str(line.id),
        kind=line.kind,
        actors=actors,
        actor_count=line.actor_count - (len(line.actors) - len(actors)),
        note=cards.get(comment.note_id if comment else str(line.subject.id)),
        comment=comment,
        detail=line.detail,
        unread=line.unread,
        updated_at=clock.rfc3339(line.updated_at),
        appeal=again.get(line.id),
    )
