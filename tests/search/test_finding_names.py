"""People and topics are found by the beginnings of their names."""

from __future__ import annotations

import pytest

from vermilion import counters, search
from vermilion.accounts import Account
from vermilion.infra.db import Db
from vermilion.topics import Topic


def person(account_id: int, handle: str, name: str, state: str = "active") -> Account:
    return Account(
        account_id, handle, name, "", "CN", ("zh-Hans",), "zh-Hans", "system", None, "member", state, None, "", 1, 1, 0
    )


PEOPLE = [
    person(1, "maya_ortiz", "Maya Ortiz"),
    person(2, "guls", "顾老师"),
    person(3, "seoyun", "한서윤"),
    person(4, "maya", "Someone Else"),
    person(5, "tea_house", "張三的茶館"),
]
TOPICS = [
    Topic(1, "TikTokRefugee", 1, 0),
    Topic(2, "小红书难民", 1, 0),
    Topic(3, "cat", 1, 0),
    Topic(4, "CatTax", 1, 0),
]


async def fill(db: Db) -> None:
    for account in PEOPLE:
        await db.write(lambda tx, account=account: search.index_person(tx, account))  # type: ignore[misc]
    for topic in TOPICS:
        await db.write(lambda tx, topic=topic: search.index_topic(tx, topic))  # type: ignore[misc]
    await db.write(lambda tx: counters.bump(tx, "topic", [topic.id for topic in TOPICS], notes=1))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("maya", [4, 1]),
        ("May", [1, 4]),
        ("@maya_o", [1]),
        ("ortiz maya", [1]),
        ("mayaortiz", [1]),
        ("老师", [2]),
        ("顧老師", [2]),
        ("서윤", [3]),
        ("张三", [5]),
        ("茶馆", [5]),
        ("tea", [5]),
        ("nobody", []),
        ("maya nobody", []),
    ],
)
async def test_people(db: Db, query: str, found: list[int]) -> None:
    await fill(db)
    assert (await search.people(db.read_slow, query, None, 10)).items == found


@pytest.mark.parametrize(
    ("query", "found"),
    [("#TIKTOK", [1]), ("refugee", [1]), ("难民", [2]), ("難民", [2]), ("小红", [2]), ("cat", [3, 4]), ("tax", [4])],
)
async def test_topics(db: Db, query: str, found: list[int]) -> None:
    await fill(db)
    assert (await search.topics(db.read_slow, query, None, 10)).items == found


async def test_the_well_known_come_first(db: Db) -> None:
    await fill(db)
    await db.write(lambda tx: counters.bump(tx, "account", 4, followers=100))
    assert (await search.people(db.read_slow, "may", None, 10)).items == [4, 1]


async def test_a_topic_without_notes_is_not_found(db: Db) -> None:
    await fill(db)
    await db.write(lambda tx: counters.bump(tx, "topic", 3, notes=-1))
    assert (await search.topics(db.read_slow, "cat", None, 10)).items == [4]


async def test_suggestions_heed_the_sign(db: Db) -> None:
    await fill(db)
    await db.write(lambda tx: search.index_person(tx, person(6, "catlover", "小红")))
    assert await search.suggest(db.read_slow, "cat") == search.Suggestions([3, 4], [6])
    assert await search.suggest(db.read_slow, "#cat") == search.Suggestions([3, 4], [])
    assert await search.suggest(db.read_slow, "@cat") == search.Suggestions([], [6])
    assert await search.suggest(db.read_slow, "小红") == search.Suggestions([2], [6])


async def test_those_who_left_or_changed_their_name_are_not_found_by_it(db: Db) -> None:
    await fill(db)
    await db.write(lambda tx: search.index_person(tx, person(1, "maya_ortiz", "Maja", "closed")))
    await db.write(lambda tx: search.index_person(tx, person(4, "maya", "New Name")))
    assert (await search.people(db.read_slow, "maya", None, 10)).items == [4]
    assert (await search.people(db.read_slow, "someone", None, 10)).items == []
    assert (await search.people(db.read_slow, "new", None, 10)).items == [4]


async def test_pages(db: Db) -> None:
    for number in range(1, 26):
        await db.write(lambda tx, number=number: search.index_person(tx, person(number, f"ann{number}", "Ann")))  # type: ignore[misc]
    first = await search.people(db.read_slow, "ann", None, 20)
    second = await search.people(db.read_slow, "ann", first.next, 20)
    assert sorted(first.items + second.items) == list(range(1, 26))
    assert second.next is None
