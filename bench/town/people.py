"""Accounts, sign-ins and tokens, follows, and the names they are found by."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from random import Random

import msgspec

from bench.town import tables
from bench.town.pictures import picture
from vermilion.accounts import secrets
from vermilion.feeds.following import BROADCAST_FROM
from vermilion.infra import clock, ids
from vermilion.infra.db import Db
from vermilion.search.finding_names import name_words

VIEWERS = 2_003  # a prime: with a prime number of notes, request k is viewer k % VIEWERS and a pair never seen
GREAT_FOLLOWERS = 8  # viewers who follow 2,000 people
GREAT = 2_000
FOLLOWED = 10
BROADCASTERS = 100
AGE = 100 * clock.DAY
REGIONS = ("US", "CN", "GB", "JP", "KR", "ES", "FR", "TW", "CA", "AU")


class People(msgspec.Struct, frozen=True):
    """`viewers` are the last of `ids`, `broadcasters` the first; followees by follower."""

    ids: list[int]
    viewers: list[int]
    broadcasters: list[int]
    followees: dict[int, list[int]]


def secret_of(prefix: str, account_id: int) -> str:
    """A sign-in's secret that a later run finds again; this town is no secret to anyone."""
    return prefix + sha256(f"bench {prefix}{account_id}".encode()).hexdigest()


async def settle(db: Db, rng: Random, count: int, now: int) -> People:
    """`count` accounts, of whom up to VIEWERS are signed in by session and by token."""
    account_ids = [ids.id_at(now - AGE + number * clock.SECOND, number) for number in range(count)]
    viewers = account_ids[-min(VIEWERS, count // 2) :]
    broadcasters = account_ids[: min(max(BROADCASTERS, count // 100), count // 10)]
    avatars = {account_id: account_id + 1 for account_id in account_ids[::2]}
    await tables.put(db, "media", (picture(avatars[owner], owner, "avatar", now) for owner in avatars))
    await tables.put(
        db,
        "accounts",
        (
            (i, f"p{n}", f"p{n}", f"Person {n}", REGIONS[n % 10], ("en", "zh-Hans")[n % 2], ("en", "zh-Hans")[n % 2],
             avatars.get(i), ids.moment_of(i))
            for n, i in enumerate(account_ids)
        ),
    )  # fmt: skip
    await tables.put(
        db, "credentials", ((i, f"p{i}@example.com", f"p{i}@example.com", "nobody", now) for i in account_ids)
    )
    await tables.put(db, "sessions", _sessions(viewers, now))
    await tables.put(db, "api_tokens", _tokens(viewers, now))
    await tables.put(db, "search_names", _names(account_ids))
    people = People(account_ids, viewers, broadcasters, _followees(rng, account_ids, viewers, broadcasters))
    await tables.put(
        db,
        "follows",
        ((who, whom, now - AGE // 2) for who, followees in people.followees.items() for whom in followees),
    )
    return people


def _sessions(viewers: list[int], now: int) -> Iterator[tuple[object, ...]]:
    for viewer in viewers:
        hashed = secrets.hashed(secret_of(secrets.SESSION_PREFIX, viewer))
        yield viewer, viewer, hashed, now, now, now + 3650 * clock.DAY, "bench", "127.0.0.0/24"


def _tokens(viewers: list[int], now: int) -> Iterator[tuple[object, ...]]:
    for viewer in viewers:
        hashed = secrets.hashed(secret_of(secrets.TOKEN_PREFIX, viewer))
        yield viewer, viewer, "bench", hashed, "read write account", now


def _names(account_ids: list[int]) -> Iterator[tuple[str, str, int]]:
    for number, account_id in enumerate(account_ids):
        for word in name_words(f"p{number}", f"Person {number}"):
            yield "account", word, account_id


def _followees(
    rng: Random, account_ids: list[int], viewers: list[int], broadcasters: list[int]
) -> dict[int, list[int]]:
    """Everyone who follows somebody: viewers a few people each, a few of them 2,000, and the broadcasters' crowds."""
    followees: dict[int, set[int]] = {viewer: set(rng.sample(account_ids, FOLLOWED)) for viewer in viewers}
    ordinary = account_ids[len(broadcasters) :]
    for number, viewer in enumerate(viewers[:GREAT_FOLLOWERS]):
        # Half of them stay below the line from which broadcasts are found by walking (feeds.following.FEW).
        loud = broadcasters[: 30 if number % 2 else 80]
        others = [account_id for account_id in ordinary if account_id != viewer]
        followees[viewer] = {*rng.sample(others, GREAT - len(loud)), *loud}
    for broadcaster in broadcasters:
        for fan in rng.sample(account_ids, min(BROADCAST_FROM + 20, len(account_ids) // 2)):
            if fan not in viewers[:GREAT_FOLLOWERS]:
                followees.setdefault(fan, set()).add(broadcaster)
    return {who: sorted(whom - {who}) for who, whom in followees.items()}
