"""Topics of the town that mean the same in other languages: linked by a moderator, or suggested to one."""

from __future__ import annotations

from vermilion import topics
from vermilion.demo import town
from vermilion.demo.world import World
from vermilion.infra.db import Tx

LINKER = "qingzhou"
SUGGESTER = "yihe"


async def topics_are_linked(tx: Tx, world: World) -> None:
    same = town.same_topics()
    for first, *others in same.linked:
        for other in others:
            await topics.link(tx, world.people[LINKER], 0, *await _two(tx, first, other))
    for one, other in same.suggested:
        await topics.suggest_link(tx, world.people[SUGGESTER].id, *await _two(tx, one, other))


async def _two(tx: Tx, one: str, other: str) -> tuple[int, int]:
    first, second = await topics.by_name(tx, one), await topics.by_name(tx, other)
    if first is None or second is None:
        raise LookupError(f"No note of the town is in #{one} or in #{other}.")
    return first.id, second.id
