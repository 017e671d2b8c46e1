"""Notes are found by the words members call them by, in every script, and by nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from vermilion import counters, search
from vermilion.infra import clock, ids
from vermilion.infra.db import Db
from vermilion.infra.errors import BadRequest
from vermilion.notes import Note
from vermilion.search import finding_notes, models


def note(note_id: int, title: str, text: str = "", state: str = "published", visibility: str = "everyone") -> Note:
    return Note(note_id, 1, title, text, "und", "detected", "daily", "text", visibility, state, "CN", None, 1, None, 0)


TOWN = [
    note(1, "红烧牛肉面", "今天终于去了那家面馆，味道真的很不错"),
    note(2, "台北的貓咖啡", "貓咪都很親人，推薦給大家"),
    note(3, "Hiking the ridge", "Twelve kilometres, two dumplings. #TikTokRefugee #徒步"),
    note(4, "Dumpling night", "We folded eighty of them; running out of flour by nine. It’s Maya's recipe."),
    note(5, "Café été", "Un été à l'ombre, https://example.com/secretpath"),
    note(6, "東京タワーの夜", "ラーメンを食べた"),
    note(7, "고양이가 왔어요", "우리 집에 고양이가 왔어요"),
    note(8, "小红书上的旅行攻略", "第一次来成都"),
    note(9, "产品和服务", "店员很热情"),
    note(10, "京都和服体验", "穿和服逛祇园"),
]


async def fill(db: Db, notes: list[Note]) -> None:
    for item in notes:
        await db.write(lambda tx, item=item: search.index_note(tx, item))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("牛肉面", {1}),
        ("牛肉", {1}),
        ("紅燒牛肉麵", {1}),
        ("面馆 味道", {1}),
        ("猫", {2}),
        ("猫咪", {2}),
        ("推荐", {2}),
        ("dumplings", {3, 4}),
        ("DUMPLING night", {4}),
        ("dump", {3, 4}),
        ("hike", {3}),
        ("maya", {4}),
        ("tiktokref", {3}),
        ("tiktok refugees", {3}),
        ("徒步", {3}),
        ("ete", {5}),
        ("été cafe", {5}),
        ("secretpath", set()),
        ("東京", {6}),
        ("ラーメン", {6}),
        ("고양이", {7}),
        ("小红书攻略", {8}),
        ("小红书", {8}),
        ("成都的旅行", {8}),
        ('"running out of flour"', {4}),
        ('"out running of"', set()),
        ('"牛肉面"', {1}),
        ("「牛面」", set()),
        ("zebra", set()),
        ("牛肉 zebra", set()),
    ],
)
async def test_found(db: Db, query: str, found: set[int]) -> None:
    await fill(db, TOWN)
    assert set((await search.notes(db.read_slow, query, None, 20)).items) == found


async def test_whole_words_come_before_signs_that_meet_by_chance(db: Db) -> None:
    await fill(db, TOWN)
    assert (await search.notes(db.read_slow, "和服", None, 20)).items[0] == 10


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', '""', "*", "cat*", "a AND OR NOT", "NEAR(a b)", "title:cat", "-", "(((", "';--", '" OR 1=1', "^a",
     "\\", "=牛", "~du", "😀", "，。", "\x00", "ﷺ" * 100, "'|'&!<->", "x" * 5000, "{words}: cat", "的", "the of"],
)  # fmt: skip
async def test_odd_queries_are_no_error(db: Db, query: str) -> None:
    await fill(db, TOWN)
    assert (await search.notes(db.read_slow, query, None, 5)).next is None
    assert (await search.people(db.read_slow, query, None, 5)).items == []
    assert await search.suggest(db.read_slow, query) == search.Suggestions([], [])


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=6) | st.sampled_from(['"', "“", " ", "*", ":", "'", "牛", "cat", "=", "~"]), max_size=8)
)
def test_every_text_is_understood(pieces: list[str]) -> None:
    text = "".join(pieces)
    query = models.parse(text)
    for wide in (False, True):
        for clause in query.clauses(wide):
            assert clause
            assert not set("".join(clause)) & set(" \t\n\"'\\*()")


async def test_likes_lift_a_note_and_a_title_counts_more_than_a_text(db: Db) -> None:
    await fill(db, [note(1, "cat"), note(2, "", "a cat"), note(3, "cat"), note(4, "", "my cat")])
    await db.write(lambda tx: counters.bump(tx, "note", 1, likes=500))
    assert (await search.notes(db.read_slow, "cat", None, 20)).items == [1, 3, 4, 2]


async def test_what_must_not_be_found_is_not(db: Db) -> None:
    await fill(db, [note(1, "cat", visibility="self"), note(2, "cat", visibility="followers"), note(3, "cat")])
    await fill(db, [note(4, "cat", state="removed"), note(5, "cat", state="deleted")])
    assert (await search.notes(db.read_slow, "cat", None, 20)).items == [3, 2]
    await fill(db, [note(3, "dog")])
    assert (await search.notes(db.read_slow, "cat", None, 20)).items == [2]
    assert (await search.notes(db.read_slow, "dog", None, 20)).items == [3]
    await db.write(lambda tx: search.remove_note(tx, 3))
    assert (await search.notes(db.read_slow, "dog", None, 20)).items == []


async def test_pages_hold_every_match_once(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding_notes, "WINDOW", 25)
    await fill(db, [note(number, "cat") for number in range(1, 61)])
    seen: list[int] = []
    cursor = None
    while True:
        page = await search.notes(db.read_slow, "cat", cursor, 10)
        seen += page.items
        if cursor is None:
            await fill(db, [note(100, "cat")])  # published meanwhile: shown next time
        cursor = page.next
        if cursor is None:
            break
    assert sorted(seen) == list(range(1, 61))


async def test_pages_go_back_through_the_years(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding_notes, "WINDOW", 7)
    ages = [0, clock.MINUTE, clock.HOUR, *(days * clock.DAY for days in range(1, 1000, 31))]
    made = [ids.id_at(clock.now() - age, 0) for age in ages]
    await fill(db, [note(note_id, "cat") for note_id in made])
    seen: list[int] = []
    page = await search.notes(db.read_slow, "cat", None, 7)
    while page.next:
        seen += page.items
        page = await search.notes(db.read_slow, "cat", page.next, 7)
    assert seen + page.items == made


@pytest.mark.parametrize("cursor", [(1,), (1, 2, 3), (1, -1, 0), (1, 9999, 0), (1, 2, 3, 4), (1 << 70, 0, 0)])
async def test_cursors_made_up_are_refused(db: Db, cursor: tuple[int, ...]) -> None:
    with pytest.raises(BadRequest):
        await search.notes(db.read_slow, "cat", cursor, 10)
