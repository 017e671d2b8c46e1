"""Topics: made when first used, with totals that follow their notes."""

from __future__ import annotations

from vermilion import counters, topics
from vermilion.infra import ids
from vermilion.infra.db import Db, Tx
from vermilion.topics import Topic

ALICE, BOB = 11, 12


async def place(db: Db, note_id: int, *names: str) -> list[Topic]:
    return await db.write(lambda tx: topics.set_note_topics(tx, note_id, list(names), ALICE))


async def test_a_name_is_one_topic_however_it_is_written(db: Db) -> None:
    first = await place(db, 1, "TikTokRefugee", "穿搭", "tiktokrefugee")
    again = await place(db, 2, "ＴｉｋＴｏｋＲｅｆｕｇｅｅ")
    assert [topic.name for topic in first] == ["TikTokRefugee", "穿搭"]
    assert again == first[:1]
    assert await topics.by_name(db.read, "TIKTOKREFUGEE") == first[0]
    assert await topics.by_name(db.read, "none") is None
    assert await topics.by_ids(db.read, [first[1].id, 5]) == {first[1].id: first[1]}
    assert topics.recognise("去 #穿搭 and #TikTokRefugee!") == ["穿搭", "TikTokRefugee"]


async def test_totals_come_and_go_with_the_note(db: Db) -> None:
    async def meet(tx: Tx) -> None:
        for column, changes in (("views", {1: 40, 2: 1}), ("likes", {1: 4}), ("comments", {1: 2})):
            await counters.add(tx, "note", column, changes)
            await topics.add_to_note_topics(tx, column, changes)

    city, food = (topic.id for topic in await place(db, 1, "city", "food"))
    await db.write(meet)
    sea = (await place(db, 1, "food", "sea"))[1].id
    numbers = await counters.load(db.read, "topic", [city, food, sea])
    assert numbers[city] == counters.Counts()
    assert numbers[food] == numbers[sea] == counters.Counts(likes=4, comments=2, views=40, notes=1)
    assert await topics.of_notes(db.read, [1, 2]) == {1: sorted([food, sea]), 2: []}
    await place(db, 1)
    assert (await counters.load(db.read, "topic", [sea]))[sea] == counters.Counts()


async def test_following_a_topic(db: Db) -> None:
    tea = (await place(db, 1, "tea"))[0].id
    assert await db.write(lambda tx: topics.follow(tx, BOB, tea))
    assert not await db.write(lambda tx: topics.follow(tx, BOB, tea))
    assert await topics.followed_among(db.read, BOB, [tea, 7]) == {tea}
    assert (await topics.followed_page(db.read, BOB, None, 5)).items == [tea]
    assert (await counters.load(db.read, "topic", [tea]))[tea].followers == 1
    assert await db.write(lambda tx: topics.unfollow(tx, BOB, tea))
    assert not await db.write(lambda tx: topics.unfollow(tx, BOB, tea))
    assert await counters.verify(db.read) == []


async def test_new_notes_come_newest_first(db: Db) -> None:
    notes = [ids.new_id() for _ in range(5)]
    for note_id in notes:
        tea = (await place(db, note_id, "tea"))[0].id
    first = await topics.notes_page(db.read, tea, None, 3)
    rest = await topics.notes_page(db.read, tea, first.next, 3)
    assert first.items + rest.items == notes[::-1]


async def test_suggestions_begin_with_the_very_one_then_the_lively(db: Db) -> None:
    for name in ("tea", "teacup", "teahouse", "team", "茶馆", "茶", "tempura"):
        await place(db, ids.new_id(), name)
    for _ in range(3):
        await place(db, ids.new_id(), "teahouse")
    await place(db, ids.new_id(), "team")
    await topics.refresh_ranking(db)
    assert [topic.name for topic in await topics.suggest(db.read, "#TEA", 3)] == ["tea", "teahouse", "team"]
    assert [topic.name for topic in await topics.suggest(db.read, "茶")] == ["茶", "茶馆"]
    assert await topics.suggest(db.read, "tez") == []
    assert (await topics.hot(db.read, 2))[0].name == "teahouse"
    assert await topics.suggest(db.read, " # ", 2) == await topics.hot(db.read, 2)


async def test_the_ranking_favours_what_is_new(db: Db) -> None:
    old, young = (await place(db, 77, "old"))[0], (await place(db, ids.new_id(), "young"))[0]
    assert await topics.refresh_ranking(db) == 2
    assert await topics.hot(db.read) == [young, old]
