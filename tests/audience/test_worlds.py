"""No surface shows anybody what is not for them: random worlds, every readable address, every kind of viewer, against
the rules written down a second time. And what is for them is there."""

from __future__ import annotations

import random

import httpx
import pytest
from tests.api.conftest import client_of
from tests.audience import oracle
from tests.audience.oracle import VISITOR
from tests.audience.surfaces import FRAGMENTS, addresses
from tests.audience.things import Said, World
from tests.audience.world import build

from vermilion import accounts
from vermilion.edge.context import SESSION_COOKIE
from vermilion.edge.gate import Gate
from vermilion.infra import clock
from vermilion.infra.db import Db


@pytest.mark.parametrize("seed", [1, 2])
async def test_nothing_leaks(db: Db, gate: Gate, seed: int) -> None:
    world = await build(db, seed)
    for viewer in _viewers(world, 3):
        await _ask_everything(gate, world, viewer, random.Random(seed))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 130))
async def test_nothing_leaks_in_many_worlds(db: Db, gate: Gate, seed: int) -> None:
    world = await build(db, seed)
    for viewer in _viewers(world, 6):
        await _ask_everything(gate, world, viewer, random.Random(seed))


@pytest.mark.parametrize("seed", [3, 4])
async def test_what_is_for_somebody_is_there(db: Db, gate: Gate, seed: int) -> None:
    world = await build(db, seed)
    for viewer in _viewers(world, 6):
        async with await _client(gate, world, viewer) as client:
            await _find_everything(client, world, viewer)


def _viewers(world: World, members: int) -> list[int]:
    """A visitor, the moderator, and members who can still sign in."""
    left = [who for who, person in world.people.items() if person.state in {"active", "suspended"}]
    others = [who for who in left if who != world.moderator]
    return [VISITOR, world.moderator, *world.chance.sample(others, min(members, len(others)))]


async def _client(gate: Gate, world: World, viewer: int) -> httpx.AsyncClient:
    client = client_of(gate, {})
    client.follow_redirects = True
    if viewer != VISITOR:
        token = await world.db.write(lambda tx: accounts.open_session(tx, viewer, "a browser", "", clock.DAY))
        client.cookies.set(SESSION_COOKIE, token)
    return client


async def _ask_everything(gate: Gate, world: World, viewer: int, chance: random.Random) -> None:
    hidden = oracle.hidden_marks(world, viewer)
    async with await _client(gate, world, viewer) as client:
        for template, paths in addresses(gate.app, world):  # type: ignore[arg-type]  # the gate wraps our own
            for path in paths:
                target = chance.choice(FRAGMENTS)
                headers = {"HX-Request": "true", "HX-Target": target} if target else {}
                answer = await client.get(path, headers=headers)
                assert answer.status_code < 500, (path, answer.text)
                leaked = [mark for mark in hidden if mark in answer.text]
                assert not leaked, (template, path, target, _about(world, viewer, leaked[0]))


async def _find_everything(client: httpx.AsyncClient, world: World, viewer: int) -> None:
    for note in world.notes.values():
        api, page = await client.get(f"/v1/notes/{note.id}"), await client.get(f"/notes/{note.id}")
        seen = oracle.sees_note(world, viewer, note)
        assert {api.status_code, page.status_code} == ({200} if seen else {404}), _about(world, viewer, str(note.id))
        if seen:
            assert note.versions[-1].mark in api.json()["title"]
            assert note.versions[-1].mark in page.text
    for reply in world.comments.values():
        if oracle.sees_comment(world, viewer, reply) and _in_sight(world, viewer, reply.author) and not reply.parent:
            said = (await client.get(f"/v1/notes/{reply.note}/comments?limit=100")).text
            assert (reply.mark in said) or reply.state == "removed", _about(world, viewer, reply.mark)
    for who, person in world.people.items():
        seen = oracle.sees_person(world, viewer, who)
        answer = await client.get(f"/people/{person.account.handle}")
        assert answer.status_code == (200 if seen else 404)
        if not seen:
            continue
        assert all(mark in answer.text for mark in person.marks)
        listed = (await client.get(f"/v1/people/{person.account.handle}/notes?limit=100")).text
        own = [note for note in world.notes.values() if note.author == who and note.state == "published"]
        for note in own:
            assert (note.versions[-1].mark in listed) == oracle.sees_note(world, viewer, note)
        shelves = (await client.get(f"/v1/people/{person.account.handle}/collections")).text
        for shelf in world.shelves.values():
            assert (shelf.mark in shelves) == (shelf.owner == who and oracle.sees_shelf(world, viewer, shelf))
    await _find_feeds(client, world, viewer)
    await _find_help(client, world, viewer)


async def _find_feeds(client: httpx.AsyncClient, world: World, viewer: int) -> None:
    """Following has every note it should and none of the muted."""
    if viewer == VISITOR:
        return
    followed = (await client.get("/v1/following?limit=100")).text
    for note in world.notes.values():
        due = note.author in world.people[viewer].follows and note.state == "published"
        due = due and oracle.sees_note(world, viewer, note) and oracle.hears(world, viewer, note.author)
        if note.author != viewer:
            assert (note.versions[-1].mark in followed) == due, _about(world, viewer, note.versions[-1].mark)


async def _find_help(client: httpx.AsyncClient, world: World, viewer: int) -> None:
    """Translations and corrections that are on show are listed; those that stand are read beside the text."""
    for kind, helped in (("translations", world.translations), ("corrections", world.corrections)):
        for one in helped.values():
            seen = oracle.sees_translation if kind == "translations" else oracle.sees_correction
            if one.state in {"offered", "accepted"} and oracle.in_sight(world, viewer, one.by):
                answer = await client.get(f"/v1/{kind}/{one.id}")
                assert (one.mark in answer.text) == seen(world, viewer, one), _about(world, viewer, one.mark)
    for one in world.translations.values():
        reads_chinese_alone = viewer == VISITOR or not world.people[viewer].bilingual
        if isinstance(one.about, Said) and one.state == "accepted" and one.about.state == "published":
            said = (await client.get(f"/v1/notes/{one.about.id}?translate=zh-Hans")).text
            due = reads_chinese_alone and oracle.sees_note(world, viewer, one.about)
            assert (one.mark in said) == due, _about(world, viewer, one.mark)


def _in_sight(world: World, viewer: int, other: int) -> bool:
    return oracle.hears(world, viewer, other)


def _about(world: World, viewer: int, mark: str) -> str:
    """What a marker belongs to, for whoever reads the failure."""
    named = {identifier: person.account.handle for identifier, person in world.people.items()} | {0: "a visitor"}
    things = [*world.notes.values(), *world.comments.values(), *world.shelves.values(), *world.people.values()]
    return f"{named[viewer]} and {[thing for thing in things if mark in repr(thing)] or 'something private'}"
