"""Random lives: members do whatever the audience lets them do, in an order that only the seed knows."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence

from vermilion import accounts, collections, comments, counters, notes, notifications, reactions, relations, topics
from vermilion.audience import Action, Permit, Viewer
from vermilion.cards import permits
from vermilion.comments import NewComment
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import Problem
from vermilion.infra.outbox import drain
from vermilion.notes import Publication
from vermilion.notifications import TABS

NAMES = ("tea", "Tea", "城市", "cats", "穿搭", "rain")
HANDLES = ("alice", "bob", "charlie", "moira")
Act = Callable[["History", Tx, Viewer], Awaitable[object]]


class History:
    """A world and what its people know of: ids of everything that was ever made."""

    def __init__(self, db: Db, people: Sequence[int], seed: int) -> None:
        self.db = db
        self.people = people
        self.chance = random.Random(seed)
        self.notes: list[int] = []
        self.comments: list[int] = []
        self.own: dict[int, list[int]] = {person: [] for person in people}
        self.collections: list[int] = []
        self.done = 0

    async def step(self) -> None:
        """Somebody tries something; a refusal changes nothing. Now and then the news is delivered."""
        who = self.chance.choice(self.people)
        account = (await accounts.by_ids(self.db.read, [who]))[who]
        viewer = await viewer_of(self.db, account)
        act = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
        try:
            await self.db.write(lambda tx: act(self, tx, viewer))
            self.done += 1
        except Problem:
            pass
        if self.chance.random() < 0.2:
            await drain(self.db)

    def text(self) -> str:
        words = [f"#{name}" for name in self.chance.sample(NAMES, self.chance.randrange(3))]
        words += [f"@{handle}" for handle in self.chance.sample(HANDLES, self.chance.randrange(2))]
        return " ".join(["hello", str(self.chance.random()), *words])

    def publication(self) -> Publication:
        visibility = self.chance.choice(("everyone", "everyone", "everyone", "followers", "self"))
        return Publication(text=self.text(), visibility=visibility)

    async def on_note(self, tx: Tx, viewer: Viewer, action: Action) -> Permit:
        return await permits.note_permit(tx, viewer, self.pick(viewer, self.notes, action), action)

    async def on_comment(self, tx: Tx, viewer: Viewer, action: Action) -> Permit:
        return await permits.comment_permit(tx, viewer, self.pick(viewer, self.comments, action), action)

    async def on_either(self, tx: Tx, viewer: Viewer, action: Action) -> Permit:
        return await self.chance.choice((self.on_note, self.on_comment))(tx, viewer, action)

    def pick(self, viewer: Viewer, made: list[int], action: Action) -> int:
        """Mostly one's own where nothing else could be allowed; 1 is nothing at all."""
        if action in {Action.EDIT, Action.DELETE} and self.chance.random() < 0.9:
            made = [identifier for identifier in made if identifier in self.own[viewer.id]]
        return self.chance.choice(made or [1])

    def made(self, viewer: Viewer, made: list[int], identifier: int) -> None:
        made.append(identifier)
        self.own[viewer.id].append(identifier)

    def other(self, viewer: Viewer) -> int:
        return self.chance.choice([person for person in self.people if person != viewer.id])


async def publish(h: History, tx: Tx, viewer: Viewer) -> None:
    author = (await accounts.by_ids(tx, [viewer.id]))[viewer.id]
    h.made(viewer, h.notes, (await notes.publish(tx, author, h.publication())).id)


async def edit_note(h: History, tx: Tx, viewer: Viewer) -> None:
    await notes.edit(tx, await h.on_note(tx, viewer, Action.EDIT), h.publication())


async def delete_note(h: History, tx: Tx, viewer: Viewer) -> None:
    await notes.delete(tx, await h.on_note(tx, viewer, Action.DELETE))


async def moderate_note(h: History, tx: Tx, viewer: Viewer) -> None:
    permit = await h.on_note(tx, viewer, Action.MODERATE)
    if permit.terms.state == "removed":
        await notes.restore(tx, permit)
    else:
        await notes.remove(tx, permit, "rules")


async def like(h: History, tx: Tx, viewer: Viewer) -> None:
    await reactions.like(tx, await h.on_either(tx, viewer, Action.LIKE))


async def unlike(h: History, tx: Tx, viewer: Viewer) -> None:
    await reactions.unlike(tx, await h.on_either(tx, viewer, Action.LIKE))


async def share(h: History, tx: Tx, viewer: Viewer) -> None:
    await reactions.share(tx, await h.on_note(tx, viewer, Action.SHARE), "link")


async def look(h: History, tx: Tx, viewer: Viewer) -> None:
    seen = {note_id: h.chance.randrange(1, 5) for note_id in h.notes[-3:]}
    await counters.add(tx, "note", "views", seen)
    await topics.add_to_note_topics(tx, "views", seen)


async def save(h: History, tx: Tx, viewer: Viewer) -> None:
    chosen = h.chance.choice([None, *(mine.id for mine in await collections.of_owner(tx, viewer.id))])
    h.collections.append((await collections.save(tx, await h.on_note(tx, viewer, Action.COLLECT), chosen)).id)


async def unsave(h: History, tx: Tx, viewer: Viewer) -> None:
    chosen = h.chance.choice([None, *(mine.id for mine in await collections.of_owner(tx, viewer.id))])
    await collections.remove(tx, await h.on_note(tx, viewer, Action.COLLECT), chosen)


async def keep_collections(h: History, tx: Tx, viewer: Viewer) -> None:
    mine = await collections.of_owner(tx, viewer.id)
    if len(mine) > 2 and h.chance.random() < 0.4:
        permit = Permit(viewer.id, Action.DELETE, collections.terms_of(h.chance.choice(mine)))
        await collections.delete(tx, permit)
    else:
        h.collections.append((await collections.create(tx, viewer.id, "more", "everyone")).id)


async def follow_collection(h: History, tx: Tx, viewer: Viewer) -> None:
    for collection in (await collections.by_ids(tx, h.collections[-2:])).values():
        if collection.owner_id != viewer.id:
            await collections.follow(tx, Permit(viewer.id, Action.FOLLOW, collections.terms_of(collection)))


async def comment(h: History, tx: Tx, viewer: Viewer) -> None:
    permit = await h.on_either(tx, viewer, Action.COMMENT)
    h.made(viewer, h.comments, (await comments.write(tx, permit, NewComment(text=h.text()))).id)


async def edit_comment(h: History, tx: Tx, viewer: Viewer) -> None:
    await comments.edit(tx, await h.on_comment(tx, viewer, Action.EDIT), NewComment(text=h.text()))


async def delete_comment(h: History, tx: Tx, viewer: Viewer) -> None:
    await comments.delete(tx, await h.on_comment(tx, viewer, Action.DELETE))


async def moderate_comment(h: History, tx: Tx, viewer: Viewer) -> None:
    permit = await h.on_comment(tx, viewer, Action.MODERATE)
    if permit.terms.state == "removed":
        await comments.restore(tx, permit)
    else:
        await comments.remove(tx, permit, "rules")


async def pin(h: History, tx: Tx, viewer: Viewer) -> None:
    permit = await h.on_comment(tx, viewer, Action.PIN)
    await h.chance.choice((comments.pin, comments.unpin))(tx, permit)


async def follow(h: History, tx: Tx, viewer: Viewer) -> None:
    await relations.follow(tx, await permits.person_permit(tx, viewer, h.other(viewer), Action.FOLLOW))


async def fall_out(h: History, tx: Tx, viewer: Viewer) -> None:
    verbs = (relations.unfollow, relations.block, relations.mute)
    await h.chance.choice(verbs)(tx, viewer.id, h.other(viewer))


async def make_up(h: History, tx: Tx, viewer: Viewer) -> None:
    for person in h.people:
        await relations.unblock(tx, viewer.id, person)
        await relations.unmute(tx, viewer.id, person)


async def follow_topic(h: History, tx: Tx, viewer: Viewer) -> None:
    if topic := await topics.by_name(tx, h.chance.choice(NAMES)):
        await h.chance.choice((topics.follow, topics.unfollow))(tx, viewer.id, topic.id)


async def read_inbox(h: History, tx: Tx, viewer: Viewer) -> None:
    await notifications.mark_read(tx, viewer.id, h.chance.choice(TABS))


# How often each is tried.
ACTS: dict[Act, int] = {
    publish: 8,
    edit_note: 6,
    delete_note: 1,
    moderate_note: 10,
    like: 20,
    unlike: 8,
    share: 3,
    look: 4,
    save: 10,
    unsave: 5,
    keep_collections: 4,
    follow_collection: 3,
    comment: 18,
    edit_comment: 4,
    delete_comment: 5,
    moderate_comment: 16,
    pin: 8,
    follow: 6,
    fall_out: 4,
    make_up: 12,
    follow_topic: 4,
    read_inbox: 4,
}
