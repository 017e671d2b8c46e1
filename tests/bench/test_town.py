"""The town that benchmarks measure could have come about: exact numbers, pages as the real verbs show them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from bench.town.making import Town, make
from bench.town.people import secret_of
from bench.town.texts import COMMON_WORDS, RARE_WORDS

from vermilion import accounts, counters
from vermilion.accounts.secrets import SESSION_PREFIX
from vermilion.audience import Viewer
from vermilion.cards import feeds, searching
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Db, open_db
from vermilion.listeners import WIRING

NOTES = 300


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def town(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> Town:
    return await make(tmp_path_factory.mktemp("town"), NOTES)


@pytest.fixture(scope="module")
async def open_town(anyio_backend: str, town: Town) -> AsyncIterator[Db]:
    db = await open_db(f"sqlite:///{Path(town.folder) / 'vermilion.db'}", WIRING)
    yield db
    await db.close()


async def _viewer(db: Db, town: Town, place: int) -> Viewer:
    signed = await accounts.signed_by_session(db.read, secret_of(SESSION_PREFIX, town.viewers[place]))
    assert signed is not None
    return await viewer_of(db, signed.account)


async def test_every_number_equals_its_rows(open_town: Db) -> None:
    assert await counters.verify(open_town.read) == []


async def test_explore_is_full_of_pictures_and_marks(open_town: Db, town: Town) -> None:
    viewer = await _viewer(open_town, town, 20)
    shown, place = await feeds.explore(open_town.read, viewer, None, None, 100)
    assert len(shown) == 100
    assert place is not None
    assert any(card.cover for card in shown)
    assert any(card.author.avatar for card in shown)
    assert any(card.numbers.likes for card in shown)
    assert any(card.liked for card in shown)
    assert any(card.collected for card in shown)


async def test_following_merges_both_kinds_of_authors(open_town: Db, town: Town) -> None:
    viewer = await _viewer(open_town, town, 0)
    shown, _ = await feeds.following(open_town.read, viewer, None, 100)
    followed = "SELECT followee_id FROM follows WHERE follower_id = ?"
    followees = {row[0] for row in await open_town.read.all(followed, viewer.id)}
    loud = {row[0] for row in await open_town.read.all("SELECT author_id FROM feed_broadcasters")}
    authors = {int(card.author.id) for card in shown}
    assert len(followees) == 2_000
    assert authors <= followees
    assert authors & loud
    assert authors - loud
    assert [card.id for card in shown] == sorted((card.id for card in shown), key=int, reverse=True)


async def test_words_are_found(open_town: Db, town: Town) -> None:
    viewer = await _viewer(open_town, town, 20)
    for word in (*COMMON_WORDS, *RARE_WORDS):
        shown, _ = await searching.notes(open_town.read_slow, viewer, word, None, 20)
        assert shown, word


async def test_targets_are_free_to_be_liked(open_town: Db, town: Town) -> None:
    assert len(town.targets) > 1
    assert len(town.targets) != len(town.viewers)
