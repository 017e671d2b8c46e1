"""Public collections: made with their first note, filled one by one, followed when they are full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from vermilion import collections
from vermilion.audience import Action
from vermilion.collections import Collection
from vermilion.demo import crowds
from vermilion.demo.times import moment_of
from vermilion.demo.town import Shelf, Story
from vermilion.demo.world import Deed, World
from vermilion.infra import clock
from vermilion.infra.db import Tx


def shelves_fill(world: World, stories: Sequence[Story], shelves: Sequence[Shelf]) -> Iterator[Deed]:
    made: dict[tuple[str, str], Collection] = {}
    told = {story.key: moment_of(story, world.now) for story in stories}

    async def create(tx: Tx, shelf: Shelf) -> None:
        owner = world.people[shelf.owner]
        made[shelf.owner, shelf.name] = await collections.create(tx, owner.id, shelf.name, "everyone")

    async def put(tx: Tx, shelf: Shelf, key: str) -> None:
        await collections.save(tx, world.on_note(shelf.owner, Action.COLLECT, key), made[shelf.owner, shelf.name].id)

    async def follow(tx: Tx, shelf: Shelf, who: str) -> None:
        terms = collections.terms_of(made[shelf.owner, shelf.name])
        await collections.follow(tx, world.permit(who, Action.FOLLOW, terms))

    for shelf in shelves:
        throw = crowds.dice("shelf", shelf.owner, shelf.name)
        moment = world.joined[shelf.owner]
        for number, key in enumerate(shelf.notes):
            moment = crowds.soon(throw, max(moment, told[key]) + clock.SECOND, world.now)
            if number == 0:
                yield Deed(moment - 1, shelf.owner, partial(create, shelf=shelf))
            yield Deed(moment, shelf.owner, partial(put, shelf=shelf, key=key))
        others = sorted(world.joined.keys() - {shelf.owner})
        for who in throw.sample(others, throw.randint(1, 12)):
            since = max(moment, world.joined[who])
            yield Deed(crowds.any_time(throw, since, world.now), who, partial(follow, shelf=shelf, who=who))
