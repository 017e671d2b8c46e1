"""The town moves in: all that its files tell is there, every number is exact, every picture lies in its place."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.demo_town import demo_town

from vermilion import accounts, collections, comments, counters, feeds, media, notes, search, topics, translation
from vermilion.demo import PASSWORD, load, town
from vermilion.demo.living import happen
from vermilion.infra import clock, outbox
from vermilion.infra.errors import Conflict
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.processes.opening import opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_town(tmp_path_factory, tmp_path_factory.mktemp("town") / "data")


@pytest.fixture
async def context(folder: Path) -> AsyncIterator[JobContext]:
    async with opened(Settings(data=folder, secret="test-secret-" * 4)) as context:
        yield context


async def test_everybody_is_there_and_can_sign_in(context: JobContext) -> None:
    people = {person.handle: person for person in town.people()}
    found = await accounts.by_handles(context.db.read, list(people))
    assert found.keys() == people.keys()
    assert {account.role for account in found.values()} == {"owner", "moderator", "member"}
    assert all(account.avatar_id and account.bio == people[handle].bio for handle, account in found.items())
    login = await accounts.login_of(context.db.read, "maya")
    assert login
    assert await accounts.check_password(login.password_hash, PASSWORD)


async def test_every_note_says_and_shows_what_its_file_tells(context: JobContext) -> None:
    stories = town.stories()
    ids = await notes.ids_after(context.db.read, 0, 1000)
    found = {note.title: note for note in (await notes.by_ids(context.db.read, ids)).values()}
    assert len(ids) == len(stories) == len(found)
    for story in stories:
        note = found[story.title]
        assert note.language == story.language
        assert note.text == story.text.strip()
        assert len(note.media) == (1 if story.video else len(story.pictures))
        assert all(item.alt for item in note.media)
        assert note.kind == ("video" if story.video else "pictures" if story.pictures else "text")
        assert 0 < clock.now() - note.created_at - story.hours_ago * clock.HOUR < clock.HOUR


async def test_every_picture_is_in_its_place_and_no_other_note_needs_it(context: JobContext) -> None:
    found = await notes.by_ids(context.db.read, await notes.ids_after(context.db.read, 0, 1000))
    shown = [item.media_id for note in found.values() for item in note.media]
    people = await accounts.by_handles(context.db.read, [person.handle for person in town.people()])
    shown += [account.avatar_id for account in people.values() if account.avatar_id]
    assert len(set(shown)) == len(shown)
    uploads = (await media.by_ids(context.db.read, shown)).values()
    assert all(upload.state == "ready" and upload.thumbhash for upload in uploads)
    stored = {file.key: file.size async for file in context.storage.list()}
    owners: dict[str, set[int]] = {}
    for upload in uploads:
        for size in upload.sizes:
            assert stored[size.key] == size.bytes
            owners.setdefault(size.key, set()).add(upload.id)
    assert all(len(ids) == 1 for ids in owners.values())
    assert owners.keys() == stored.keys()
    assert {upload.duration_ms and upload.duration_ms // 1000 for upload in uploads} == {None, 5}


async def test_every_comment_is_under_its_note(context: JobContext) -> None:
    talk = town.remarks()
    said = sum(1 + len(first.replies) for thread in talk.values() for first in thread)
    ids = await notes.ids_after(context.db.read, 0, 1000)
    counted = await counters.load(context.db.read, "note", ids)
    assert sum(counts.comments for counts in counted.values()) == said
    note = next(each for each in (await notes.by_ids(context.db.read, ids)).values() if each.title.startswith("Eleven"))
    page = await comments.page(context.db.read, note.id, "new", None, 50)
    assert [item.text for item in page.items][::-1] == [
        remark.text for remark in sorted(talk["have-you-eaten"], key=lambda remark: remark.minutes_after)
    ]


async def test_every_number_equals_its_rows_and_nothing_waits(context: JobContext) -> None:
    assert await counters.verify(context.db.read_slow) == []
    assert await outbox.waiting(context.db.read) == 0


async def test_the_town_is_lively_and_its_hot_topic_is_hot(context: JobContext) -> None:
    hot = await topics.hot(context.db.read, 5)
    assert "TikTokRefugee" in [topic.name for topic in hot[:2]]
    topic = await topics.by_name(context.db.read, "TikTokRefugee")
    assert topic
    numbers = (await counters.load(context.db.read, "topic", [topic.id]))[topic.id]
    assert numbers.notes >= 30
    assert numbers.views > 50_000
    assert numbers.interactions > 1_000
    shown, more = await feeds.explore_page(context.db.read, feeds.EVERYTHING, None, 40)
    assert len(shown) == 40
    assert more
    liked = await counters.load(context.db.read, "note", shown)
    assert max(counts.likes for counts in liked.values()) >= 40
    mine = await accounts.by_handle(context.db.read, "maya")
    assert mine
    assert len(await feeds.following_page(context.db.read, mine.id)) == 20
    assert any(shelf.name == "Cat tax, receipts kept" for shelf in await collections.of_owner(context.db.read, mine.id))


@pytest.mark.parametrize("words", ["soup", "火锅", "弁当", "Biscuit"])
async def test_it_is_found_by_its_words(context: JobContext, words: str) -> None:
    assert (await search.notes(context.db.read_slow, words, None, 5)).items


async def test_nobody_moves_into_a_house_that_is_lived_in(context: JobContext) -> None:
    with pytest.raises(Conflict):
        await load(context)


async def test_the_town_lives_on(context: JobContext) -> None:
    """Guests are welcomed, remarks are made once, and numbers stay exact."""
    guest = await context.db.write(
        lambda tx: accounts.sign_up(
            tx,
            accounts.SignUp(handle="guest", name="Guest", email="guest@example.com", region="US", languages=["en"]),
            "not a hash",
        )
    )
    published = await context.db.write(
        lambda tx: notes.publish(tx, guest, notes.Publication(text="Hello, I am new here."))
    )
    await feeds.refresh(context.db)
    throw, living = random.Random(7), town.living()
    happened = [await happen(context.db, living, throw) for _ in range(90)]
    assert happened[0] == "welcomed"
    assert happened.count("welcomed") == 1
    assert happened.count("said") == len(living.remarks)
    assert "nothing" not in happened
    under = await comments.page(context.db.read, published.id, "new", None, 10)
    assert [item.text for item in under.items] == [living.welcomes["en"][published.id % 3].text]
    for target in ("en", "zh-Hans"):
        texts = {*(remark.text for remark in living.remarks), *(item.text for item in under.items)}
        rows = await context.db.read.all("SELECT text, author_id FROM comments WHERE text IN texts(?)", sorted(texts))
        said = {(text, author) for text, author in rows}
        foreign = {one for one in said if not translation.reads(translation.source_of(one[0], "und"), [target])}
        found = await translation.best(context.db.read, [translation.key_of(*one) for one in foreign], target)
        assert len(found) == len(foreign) > 5
    assert await counters.verify(context.db.read_slow) == []
