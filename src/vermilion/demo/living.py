"""While the demo is served, its people live on: now and then one likes, comments, or welcomes what a guest wrote."""

from __future__ import annotations

import random
from collections.abc import Sequence

from vermilion import accounts, comments, feeds, notes, reactions
from vermilion.accounts import Account
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.comments import NewComment
from vermilion.demo import town, translating
from vermilion.demo.town import Line, Living
from vermilion.demo.world import viewer_of
from vermilion.infra.db import Db, Reader, Tx
from vermilion.infra.settings import Settings
from vermilion.notes import Note
from vermilion.processes import lifetimes
from vermilion.processes.opening import opened

PAUSE = (20.0, 40.0)  # seconds between two things that happen
IN_SIGHT = 40  # notes at the top of Explore, among which somebody looks around
TALKATIVE = 0.4


async def live(settings: Settings) -> None:
    """Go on until SIGTERM."""
    stopping = lifetimes.stop_event()
    throw = random.Random()  # noqa: S311 - gentle surprises
    living = town.living()
    async with opened(settings) as context:
        while not stopping.is_set():
            await lifetimes.pause(stopping, throw.uniform(*PAUSE))
            if not stopping.is_set():
                await happen(context.db, living, throw)


async def happen(db: Db, living: Living, throw: random.Random) -> str:
    """One thing happens; returns what: welcomed, said, liked, or nothing."""
    people = await accounts.by_handles(db.read, [person.handle for person in town.people()])
    ids, _ = await feeds.explore_page(db.read, feeds.EVERYTHING, None, IN_SIGHT)
    shown = list((await notes.by_ids(db.read, ids)).values())
    if await _welcome(db, living, people, shown):
        return "welcomed"
    if throw.random() < TALKATIVE and await _say(db, living, people):
        return "said"
    return "liked" if await _like(db, list(people.values()), shown, throw) else "nothing"


async def _welcome(db: Db, living: Living, people: dict[str, Account], shown: Sequence[Note]) -> bool:
    """The first of a guest's notes that nobody has said a word about."""
    locals_ = {person.id for person in people.values()}
    for note in shown:
        if note.author_id in locals_ or await _said_under(db.read, note.id):
            continue
        words = living.welcomes["zh" if note.language.startswith("zh") else "en"]
        chosen = words[note.id % len(words)]
        await _comment(db, people, note.id, chosen)
        return True
    return False


async def _say(db: Db, living: Living, people: dict[str, Account]) -> bool:
    """The first remark that was not made yet."""
    told = {story.key: story for story in town.stories()}
    for remark in living.remarks:
        story = told[remark.note]
        note = await _find(db.read, people[story.author], story.title)
        if note and remark.text not in await _said_under(db.read, note):
            await _comment(db, people, note, remark)
            return True
    return False


async def _like(db: Db, people: Sequence[Account], shown: Sequence[Note], throw: random.Random) -> bool:
    for note in throw.sample(shown, len(shown)):
        person = throw.choice(people)
        if person.id == note.author_id or await reactions.liked_among(db.read, "note", [note.id], person.id):
            continue

        async def work(tx: Tx, person: Account = person, note: Note = note) -> bool:
            return await reactions.like(tx, await permits.note_permit(tx, viewer_of(person), note.id, Action.LIKE))

        return await db.write(work)
    return False


async def _comment(db: Db, people: dict[str, Account], note_id: int, said: Line) -> None:
    author = people[said.author]

    async def work(tx: Tx) -> None:
        permit = await permits.note_permit(tx, viewer_of(author), note_id, Action.COMMENT)
        comment = await comments.write(tx, permit, NewComment(text=said.text, region=author.region))
        await translating.comment_is_translated(tx, comment, said, town.people(), people)

    await db.write(work)


async def _find(reader: Reader, author: Account, title: str) -> int:
    found = await notes.by_ids(reader, await notes.by_author(reader, author.id))
    return next((note.id for note in found.values() if note.title == title), 0)


async def _said_under(reader: Reader, note_id: int) -> set[str]:
    page = await comments.page(reader, note_id, "new", None, 50)
    return {comment.text for comment in page.items}
