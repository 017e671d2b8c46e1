"""Fills an empty house with the demo town: the same town every time, its times relative to the loading.

Everything goes through the rooms' verbs, in the order in which it happened and at its moment, so that every number,
feed, line of an inbox and index is as if the town had lived here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from vermilion import accounts, feeds, notifications, topics
from vermilion.accounts import Signed
from vermilion.app import write_views
from vermilion.demo import echoes, gallery, history, linking, shelves, teaching, times, town, translating
from vermilion.demo.times import Talk
from vermilion.demo.town import Person, Story
from vermilion.demo.world import Deed, World
from vermilion.infra import clock, outbox
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import Conflict
from vermilion.infra.jobs import JobContext

PASSWORD = "vermilion-demo"  # noqa: S105 - printed for everyone who loads the town
OWNER = "town"
CHUNK = 40  # deeds a transaction
LOOKED_AT = 10 * clock.HOUR  # when people last looked into their inbox


async def load(context: JobContext) -> None:
    """Fill the house. Conflict when anybody lives here already; a house that it was cut off in has no owner."""
    if await accounts.ids_after(context.db.read, 0, 1):
        raise Conflict("not_empty", "Somebody lives here already: the demo town needs an empty data folder.")
    now = clock.now()
    people, stories = town.people(), town.stories()
    talk = times.talk_of(stories, now)
    with TemporaryDirectory(prefix="vermilion-demo-") as folder:
        uses = [history.face_of(person) for person in people]
        uses += [use for story in stories for use in history.works_of(story)]
        hung = await gallery.hang(context.storage, Path(folder), uses)
    password_hash = await accounts.hash_password(PASSWORD)
    world = World(now, times.joining(people, stories, talk, now), hung, password_hash)
    try:
        await _happen(context.db, world, _deeds(world, people, stories, talk))
    finally:
        clock.travel(None)
    await context.db.write(lambda tx: translating.bios_are_translated(tx, world, people))
    await context.db.write(lambda tx: linking.topics_are_linked(tx, world))
    await context.db.write(lambda tx: write_views(tx, echoes.views_of(world, stories)))
    await context.db.write(lambda tx: accounts.set_role(tx, world.people[OWNER].id, "owner"))
    await outbox.drain(context.db)
    await feeds.refresh(context.db)
    await topics.refresh_ranking(context.db)


def _deeds(world: World, people: Sequence[Person], stories: Sequence[Story], talk: Talk) -> list[Deed]:
    red_ink = town.red_ink()
    told = [
        *history.people_join(world, people),
        *history.notes_appear(world, stories),
        *history.people_talk(world, talk, teaching.first_drafts(red_ink)),
        *translating.notes_are_translated(world, stories),
        *translating.talk_is_translated(world, people, talk, teaching.corrected(world, stories, talk, red_ink)),
        *teaching.translations_compete(world, stories, town.other_translations()),
        *teaching.homework_is_corrected(world, stories, talk, red_ink),
        *echoes.people_follow(world, people),
        *echoes.notes_are_liked(world, stories),
        *echoes.comments_are_liked(world, stories, talk),
        *shelves.shelves_fill(world, stories, town.shelves()),
    ]
    return sorted(told, key=lambda deed: deed.moment)


async def _happen(db: Db, world: World, deeds: Sequence[Deed]) -> None:
    looked = next(number for number, deed in enumerate(deeds) if deed.moment > world.now - LOOKED_AT)
    here: set[tuple[str, int]] = set()
    for part in (deeds[:looked], deeds[looked:]):
        for start in range(0, len(part), CHUNK):
            chunk = part[start : start + CHUNK]
            await db.write(lambda tx, chunk=chunk: _do(tx, world, chunk, here))  # type: ignore[misc]  # called at once
            await outbox.drain(db)  # at this moment, which lines of an inbox bear
        if part and part[-1].moment <= world.now - LOOKED_AT:
            await db.write(lambda tx: _look_into_inboxes(tx, world))


async def _do(tx: Tx, world: World, deeds: Sequence[Deed], here: set[tuple[str, int]]) -> None:
    for deed in deeds:
        clock.travel(deed.moment)
        await deed.work(tx)
        if deed.who and (day := (deed.who, clock.day_of(deed.moment))) not in here:
            here.add(day)
            await accounts.record_day(tx, Signed(world.people[deed.who], 0, 0, frozenset(), 0), 0)


async def _look_into_inboxes(tx: Tx, world: World) -> None:
    for person in world.people.values():
        for tab in notifications.TABS:
            await notifications.mark_read(tx, person.id, tab)
