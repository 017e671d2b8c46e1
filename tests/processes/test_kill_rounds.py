"""`kill -9` of any process at any moment: nothing acknowledged is lost, nothing doubled, numbers equal their rows."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from pathlib import Path

import pytest
from tests.media.making_pictures import jpeg
from tests.processes.helping import TARGET
from tests.processes.house import House
from tests.processes.looking_up import all_is_there
from tests.processes.square import Rendering, Square
from tests.processes.townsfolk import Person
from tests.processes.wrongs import found_wrong, lost_files

from vermilion import accounts, counters, notes, translation
from vermilion.accounts import SignUp
from vermilion.infra import clock, ids
from vermilion.infra.db import open_db
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.notes import Publication
from vermilion.processes.opening import opened

PEOPLE = 5
NOTES = 3
PLACES = ("web-1", "web-2", "jobs", "media", "translator", "supervisor")
# Those first whose leases have to run out.
SHORT = ["media", "jobs", "supervisor", "web-1", "web-2", "translator", "web-1"]
# A lease has to run out before the job of a killed worker is taken up, and decoding takes its time on a busy machine.
SETTLED_WITHIN = 120


async def test_a_few_rounds(tmp_path: Path) -> None:
    await rounds(tmp_path, random.Random(7), SHORT)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
async def test_many_rounds(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    victims = [rng.choice(PLACES) for _ in range(10)]
    print(f"\nseed {seed}: kills {', '.join(victims)}")
    await rounds(tmp_path, rng, victims)


async def rounds(folder: Path, rng: random.Random, victims: list[str]) -> None:
    house = House(folder, RATE_LIMITS="false")
    settings = Settings(data=house.data, secret="s" * 40)
    async with opened(settings) as context:
        people, note_ids = await settle(context, house.port, rng)
    square = Square(note_ids, jpeg())
    await asyncio.to_thread(house.start)
    done = asyncio.Event()
    living = [asyncio.create_task(person.live(square, done)) for person in people]
    try:
        for victim in victims:
            await until_busy(people, living)
            await asyncio.sleep(rng.uniform(0, 0.2))
            await until_most_wait(people)
            await asyncio.to_thread(kill, house, victim)
        await until_busy(people, living)
        done.set()
        await asyncio.gather(*living)
        calls = acknowledged(people)
        await until_settled(house.data / "vermilion.db")
        standing = await all_is_there(people, square)
    finally:
        for task in living:
            task.cancel()
        for person in people:
            await person.close()
        await asyncio.to_thread(house.stop)
    await compare(settings, people, standing)
    votes = sum(len(person.votes) for person in people)
    unanswered, cut_off = (sum(getattr(one, name) for one in people) for name in ("unanswered", "cut_off"))
    print(
        f"{len(victims)} kills, {calls} calls acknowledged, {unanswered} without an answer, {cut_off} of them cut off; "
        f"{len(square.renderings)} translations, {votes} votes, {len(standing)} stand; "
        f"{len(square.ink)} corrections, {sum(homework.taken for homework in square.homework)} taken over"
    )
    assert standing, "nothing was decided: the rounds show little"


def kill(house: House, victim: str) -> None:
    if victim == "supervisor":
        house.kill_supervisor()
        house.start()
    else:
        house.kill_child(victim)


async def settle(context: JobContext, port: int, rng: random.Random) -> tuple[list[Person], list[str]]:
    """People with a token each, and notes that they may like."""
    people, note_ids = [], []
    for number in range(PEOPLE):
        handle, email = f"person_{number}", f"p{number}@example.org"
        form = SignUp(handle=handle, name=handle, email=email, region="US", languages=["en", "zh-Hans"])
        joined = ids.id_at(clock.now() - 60 * clock.DAY, number)  # newcomers publish less and do not vote
        account = await context.db.write(
            lambda tx, form=form, joined=joined: accounts.sign_up(tx, form, "no password", account_id=joined)  # type: ignore[misc]  # called at once
        )
        token = await context.db.write(
            lambda tx, owner=account.id: accounts.make_token(tx, owner, "kill rounds", ["read", "write"])  # type: ignore[misc]  # called at once
        )
        people.append(Person(account, token.secret, port, random.Random(rng.random())))
    for number in range(NOTES):
        given = Publication(text=f"A note to like, number {number}", category="daily")
        note = await context.db.write(lambda tx, given=given: notes.publish(tx, account, given))  # type: ignore[misc]  # called at once
        note_ids.append(str(note.id))
    return people, note_ids


def acknowledged(people: list[Person]) -> int:
    return sum(person.acknowledged for person in people)


async def until_busy(people: list[Person], living: list[asyncio.Task[None]]) -> None:
    """Everybody has got some more answers: a kill in the middle of nothing proves nothing."""
    goal = acknowledged(people) + 8 * len(people)
    async with asyncio.timeout(SETTLED_WITHIN):
        while acknowledged(people) < goal:
            for task in living:
                if task.done():
                    task.result()  # what went wrong, at once
            await asyncio.sleep(0.05)


async def until_most_wait(people: list[Person]) -> None:
    """For an answer: a kill now hits what is under way."""
    async with asyncio.timeout(SETTLED_WITHIN):
        while sum(person.waits for person in people) < PEOPLE - 1:  # noqa: ASYNC110 - the moment is over at once
            await asyncio.sleep(0)


async def until_settled(database: Path) -> None:
    """All events are delivered and every upload is processed; a worker killed right after that left its job's row."""
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    waiting = (
        "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM media WHERE state IN ('waiting', 'processing'))"
        " + (SELECT count(*) FROM jobs WHERE name LIKE 'media.process%')"
    )
    try:
        async with asyncio.timeout(SETTLED_WITHIN):
            while connection.execute(waiting).fetchone()[0]:  # noqa: ASYNC110 - another process works there
                await asyncio.sleep(0.2)
    finally:
        connection.close()


async def compare(settings: Settings, people: list[Person], standing: list[Rendering]) -> None:
    """What the database holds with what was acknowledged."""
    db = await open_db(settings.database)
    try:
        for person in people:
            liked = await db.read.all("SELECT subject_id FROM likes WHERE account_id = ?", person.account_id)
            assert {str(row[0]) for row in liked} == {note for note, on in person.liked.items() if on}
            for table, said in (("comments", person.comments), ("notes", person.notes)):
                sql = f"SELECT text FROM {table} WHERE author_id = ? AND text LIKE 'said once %'"
                assert sorted(row[0] for row in await db.read.all(sql, person.account_id)) == sorted(said)
            uploads = await db.read.all("SELECT id, state FROM media WHERE owner_id = ?", person.account_id)
            assert {str(row[0]) for row in uploads} >= set(person.uploads)
            assert {row[1] for row in uploads} <= {"ready"}
            sql = "SELECT translation_id, value FROM translation_votes WHERE account_id = ?"
            votes = {str(row[0]): row[1] for row in await db.read.all(sql, person.account_id)}
            assert votes.keys() <= person.votes.keys()
            assert all(votes.get(found, 0) in can_be for found, can_be in person.votes.items())
        sql = "SELECT text_key, target, text, translator_id FROM translations WHERE engine = 'human'"
        assert sorted(tuple(row) for row in await db.read.all(sql)) == sorted(map(remembered, standing))
        assert await counters.verify(db.read) == []
        assert await db.read.value("PRAGMA integrity_check") == "ok"
        assert await found_wrong(db) == []
        assert await lost_files(db, settings) == []
        sql = "SELECT account_id, tab, count(*) FROM notifications WHERE unread = 1 GROUP BY account_id, tab"
        unread = {tuple(row[:2]): row[2] for row in await db.read.all(sql)}
        kept = {tuple(row[:2]): row[2] for row in await db.read.all("SELECT account_id, tab, unread FROM inbox_unread")}
        assert {key: count for key, count in kept.items() if count} == unread
    finally:
        await db.close()


def remembered(found: Rendering) -> tuple[str, str, str, int]:
    """How the memory keeps what stands."""
    return translation.key_of(found.about.words, found.about.author_id), TARGET, found.words, found.translator_id
