"""Notes with their pictures, topics, likes, collects, places in feeds, and what search keeps of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random

import msgspec

from bench.town import tables, texts
from bench.town.people import People
from bench.town.pictures import picture
from bench.town.texts import Body
from vermilion.counters import Counts
from vermilion.feeds.channels import channels_of
from vermilion.feeds.ranking import score_of
from vermilion.infra import clock, ids
from vermilion.infra.db import Db
from vermilion.infra.text import words
from vermilion.notes import CATEGORIES
from vermilion.search.finding_names import name_words
from vermilion.search.queries import NOTE_INDEX
from vermilion.topics.models import name_key

SPAN = 60 * clock.DAY
# Only these newest notes are liked and collected by viewers, so that pages show it and older ones are free to be liked.
FRESH = 2_000
CROWD = 150
REGIONS = ("US", "CN", "GB", "JP", "KR")


class Topics(msgspec.Struct, frozen=True):
    """Topics with the search words of their tags."""

    ids: list[int]
    names: list[str]
    spoken: list[list[str]]
    grams: list[list[str]]


class Made(msgspec.Struct, frozen=True):
    """One note before it is written. `topics` are places in Topics; likers and collectors are account ids."""

    id: int
    author_id: int
    body: Body
    category: str
    visibility: str
    media: list[int]
    topics: list[int]
    likers: list[int]
    collectors: list[int]
    comment: bool

    @property
    def public(self) -> bool:
        return self.visibility == "everyone"


async def open_topics(db: Db, count: int, author_id: int, now: int) -> Topics:
    names = texts.topic_names(count)
    topic_ids = [ids.id_at(now - 90 * clock.DAY + number * clock.SECOND, number) for number in range(count)]
    await tables.put(
        db, "topics", ((i, name, name_key(name), author_id, now) for i, name in zip(topic_ids, names, strict=True))
    )
    await tables.put(
        db,
        "search_names",
        (("topic", word, i) for i, name in zip(topic_ids, names, strict=True) for word in name_words(name)),
    )
    return Topics(topic_ids, names, [words.words(name) for name in names], [words.grams(name) for name in names])


def imagine(rng: Random, count: int, people: People, topics: Topics, now: int) -> list[Made]:
    """All notes, oldest first."""
    pool, rare = texts.bodies(rng), texts.rare_bodies(rng)
    every = max(count // texts.RARE, len(rare))
    crowd = people.ids[: -len(people.viewers)]
    found = []
    for number in range(count):
        note_id = ids.id_at(now - (count - number) * (SPAN // count), number)
        rarely = number % every
        pictures = rng.choices((0, 1, 3), (30, 60, 10))[0]
        likers = rng.sample(crowd, min(int(rng.paretovariate(1.5)) - 1, CROWD, len(crowd)))
        collectors: list[int] = []
        if number >= count - FRESH:
            likers += rng.sample(people.viewers, len(people.viewers) // 20)
            collectors = rng.sample(people.viewers, len(people.viewers) // 100)
        found.append(
            Made(
                note_id,
                rng.choice(people.ids),
                rare[rarely] if rarely < len(rare) else rng.choice(pool),
                rng.choice(CATEGORIES),
                rng.choices(("everyone", "followers", "self"), (97, 2, 1))[0],
                [note_id + place for place in range(1, pictures + 1)],
                _topics(rng, len(topics.ids)),
                likers,
                collectors,
                number % 10 == 0,
            )
        )
    return found


async def write(db: Db, notes: Sequence[Made], topics: Topics, people: People, now: int) -> None:
    """Everything that belongs to the notes, except their numbers."""
    await tables.put(
        db, "media", (picture(media_id, n.author_id, "note", now) for n in notes for media_id in n.media)
    )
    await tables.put(db, "notes", (_row(note, topics) for note in notes))
    await tables.put(
        db,
        "note_media",
        ((n.id, place, media_id, n.body.title) for n in notes for place, media_id in enumerate(n.media)),
    )
    await tables.put(db, "topic_notes", sorted((topics.ids[t], n.id) for n in notes if n.public for t in n.topics))
    await tables.put(
        db, "likes", (("note", n.id, who, ids.moment_of(n.id)) for n in notes for who in sorted(n.likers))
    )
    await tables.put(db, "collections", ((who, who, "Saved", "private", 1, now) for who in people.viewers))
    await tables.put(
        db, "collection_items", ((who, n.id, who, ids.moment_of(n.id)) for n in notes for who in n.collectors)
    )
    await tables.put(
        db,
        "comments",
        (
            (n.id + 50, n.id, people.ids[0], "Lovely!", "en", "US", "published", ids.moment_of(n.id))
            for n in notes
            if n.comment and n.visibility != "self"
        ),
    )
    await tables.put(db, "note_counts", ((n.id, 10 * len(n.likers)) for n in notes))


async def let_be_found(db: Db, notes: Sequence[Made], topics: Topics) -> None:
    """Fill the search index as `search.index_note` would."""
    await tables.put_by(
        db, NOTE_INDEX["sqlite"].insert, (_indexed(n, topics) for n in notes if n.visibility != "self")
    )


async def spread(db: Db, notes: Sequence[Made], topics: Topics, people: People) -> None:
    """Put the notes into ranked channels and before those who follow their authors."""
    entries = sorted(entry for note in notes if note.public for entry in _entries(note, topics))
    await tables.put(db, "feed_entries", entries)
    await tables.put(db, "feed_dirty_channels", ((channel,) for channel in sorted({entry[0] for entry in entries})))
    loud = set(people.broadcasters)
    shown = [note for note in notes if note.visibility != "self"]
    await tables.put(db, "feed_broadcasters", ((author, author) for author in people.broadcasters))
    await tables.put(db, "feed_broadcasts", ((note.id, note.author_id) for note in shown if note.author_id in loud))
    by_author: defaultdict[int, list[int]] = defaultdict(list)
    for note in shown:
        by_author[note.author_id].append(note.id)
    for who, followees in people.followees.items():
        home = [(who, note_id, author) for author in followees if author not in loud for note_id in by_author[author]]
        await tables.put(db, "feed_home", sorted(home))
        await tables.put(db, "feed_broadcast_follows", ((who, author) for author in followees if author in loud))


def _topics(rng: Random, count: int) -> list[int]:
    """A tenth of the notes stand in the big topic; the others' topics are the more crowded the earlier they come."""
    found = {0} if rng.random() < 0.1 else set[int]()
    found.update(min(int(rng.paretovariate(0.7)), count - 1) for _ in range(rng.choice((0, 1, 2))))
    return sorted(found)


def _row(note: Made, topics: Topics) -> tuple[object, ...]:
    tags = " ".join(f"#{topics.names[topic]}" for topic in note.topics)
    text = f"{note.body.text}\n{tags}".strip()
    kind = "pictures" if note.media else "text"
    cover = note.media[0] if note.media else None
    return (
        note.id, note.author_id, note.body.title, text, note.body.language, "detected", note.category, kind,
        note.visibility, "published", REGIONS[note.id % 5], cover, 1, ids.moment_of(note.id),
    )  # fmt: skip


def _entries(note: Made, topics: Topics) -> Iterator[tuple[int, int, int, int]]:
    counts = Counts(likes=len(note.likers), collects=len(note.collectors), comments=int(note.comment))
    score = score_of(ids.moment_of(note.id), counts)
    for channel in channels_of(note.category, [topics.ids[topic] for topic in note.topics]):
        yield channel, note.id, note.author_id, score


def _indexed(note: Made, topics: Topics) -> tuple[int, str, str, str]:
    spoken = note.body.spoken + [word for topic in note.topics for word in topics.spoken[topic]]
    grams = {*note.body.grams, *(gram for topic in note.topics for gram in topics.grams[topic])}
    return note.id, note.body.folded, " ".join(spoken), " ".join(sorted(grams))
