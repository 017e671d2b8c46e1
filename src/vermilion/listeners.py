"""Who listens to what: the one table in which news travels up the house."""

from __future__ import annotations

from vermilion import feeds, notes, reactions, relations, topics
from vermilion.infra.db import Tx
from vermilion.infra.events import Wiring
from vermilion.infra.subject import NOTE


async def liked_in_topics(tx: Tx, event: reactions.Liked) -> None:
    if event.subject.kind == NOTE:
        await topics.add_to_note_topics(tx, event.subject.id, likes=1)


async def unliked_in_topics(tx: Tx, event: reactions.Unliked) -> None:
    if event.subject.kind == NOTE:
        await topics.add_to_note_topics(tx, event.subject.id, likes=-1)


async def liked_moves_note(tx: Tx, event: reactions.Liked | reactions.Unliked) -> None:
    if event.subject.kind == NOTE:
        await feeds.mark_moved(tx, event.subject.id)


WIRING = Wiring(
    in_tx={
        notes.NotePublished: [feeds.note_published],
        notes.NoteEdited: [feeds.note_edited],
        notes.NoteDeleted: [feeds.note_deleted],
        notes.NoteRemoved: [feeds.note_removed],
        notes.NoteRestored: [feeds.note_restored],
        relations.Followed: [feeds.followed],
        relations.Unfollowed: [feeds.unfollowed],
        reactions.Liked: [liked_in_topics],
        reactions.Unliked: [unliked_in_topics],
    },
    outbox={
        reactions.Liked: [liked_moves_note],
        reactions.Unliked: [liked_moves_note],
    },
)
