"""Whoever reads only English, or only Chinese, reads all of the town, in translations by its people."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from tests.demo_town import demo_town

from vermilion import accounts, comments, contributions, notes, topics, translation
from vermilion.cards import translatable, translating
from vermilion.cards.reading import OWN, READY, Reading
from vermilion.cards.translating import Thing
from vermilion.demo import town
from vermilion.infra import subject
from vermilion.infra.db import Reader
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.text import segments
from vermilion.processes.opening import opened
from vermilion.translation import HUMAN, protecting

READINGS = [Reading("en", ("en",)), Reading("zh-Hans", ("zh-Hans",))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_town(tmp_path_factory, tmp_path_factory.mktemp("town") / "data")


@pytest.fixture
async def context(folder: Path) -> AsyncIterator[JobContext]:
    async with opened(Settings(data=folder, secret="test-secret-" * 4)) as context:
        yield context


async def notes_of(reader: Reader) -> list[Thing]:
    found = await notes.by_ids(reader, await notes.ids_after(reader, 0, 1000))
    return [(translatable.of_note(note), True) for note in found.values()]


async def talk_of(reader: Reader) -> list[Thing]:
    found: list[Thing] = []
    for note_id in await notes.ids_after(reader, 0, 1000):
        for first in (await comments.page(reader, note_id, "new", None, 100)).items:
            replies = (await comments.replies_page(reader, note_id, first.id, None, 100)).items
            found += [(translatable.of_comment(said, public=True), True) for said in (first, *replies)]
    return found


async def bios_of(reader: Reader) -> list[Thing]:
    found = await accounts.by_ids(reader, await accounts.ids_after(reader, 0, 1000))
    return [(translatable.of_person(person), True) for person in found.values()]


async def check_all_is_read(reader: Reader, things: Sequence[Thing], reading: Reading) -> None:
    standings = await translating.standing(reader, reading, things)
    assert {standing.state for standing in standings} == {OWN, READY}
    # Also what readers are shown without waiting for it: descriptions of pictures.
    foreign = [text for said, _ in things for text in said.texts if reading.needs(text)]
    found = await translation.best(reader, [text.own_key for text in foreign], reading.target)
    assert [text.text for text in foreign if text.own_key not in found] == []
    for text in foreign:
        translated = found[text.own_key]
        assert translated.engine == HUMAN
        assert translated.translator_id
        check_it_says_the_same(text.text, translated.text, reading.target)


def check_it_says_the_same(original: str, translated: str, target: str) -> None:
    language = translation.source_of(translated, target)
    assert language == "und" or translation.reads(language, [target]), translated
    assert kept_in(original) == kept_in(translated), (original, translated)
    assert bool(segments.topics_in(original)) == bool(segments.topics_in(translated)), (original, translated)


def kept_in(text: str) -> Counter[str]:
    """Addresses, names, prices, emoji and stickers; topics change with the language, as does laughter in letters."""
    found: Counter[str] = Counter()
    for span in protecting.cut(text):
        if span.kind not in {"topic", "kaomoji"}:
            found.update(protecting.pieces_of(span.kind, span.text))
    return found


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: str(reading.target))
async def test_notes_are_read_with_titles_and_pictures(context: JobContext, reading: Reading) -> None:
    things = await notes_of(context.db.read)
    assert len(things) == len(town.stories())
    await check_all_is_read(context.db.read, things, reading)


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: str(reading.target))
async def test_talk_is_read(context: JobContext, reading: Reading) -> None:
    things = await talk_of(context.db.read)
    assert len(things) == sum(1 + len(first.replies) for thread in town.remarks().values() for first in thread)
    await check_all_is_read(context.db.read, things, reading)
    for said, _ in things:
        if any(reading.needs(text) for text in said.texts):
            contributed = await contributions.of_subject(context.db.read, said.about, reading.target)
            assert [one.state for one in contributed] == ["accepted"]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: str(reading.target))
async def test_bios_are_read(context: JobContext, reading: Reading) -> None:
    things = await bios_of(context.db.read)
    assert len(things) == len(town.people())
    await check_all_is_read(context.db.read, things, reading)


async def test_notes_are_translated_by_those_whom_the_files_name(context: JobContext) -> None:
    """Each by a contribution that stands, so that profiles tell of it."""
    people = await accounts.by_handles(context.db.read, [person.handle for person in town.people()])
    ids = await notes.ids_after(context.db.read, 0, 1000)
    titled = {note.title: note.id for note in (await notes.by_ids(context.db.read, ids)).values()}
    expected: Counter[int] = Counter()
    for story in town.stories():
        found = await contributions.of_subject(context.db.read, subject.note(titled[story.title]))
        standing = {one.target: one for one in found if one.state == "accepted"}
        assert standing.keys() == {version.target for version in story.versions}
        for version in story.versions:
            assert standing[version.target].translator_id == people[version.translator].id
            expected[people[version.translator].id] += version.translator != story.author
    for said, _ in await talk_of(context.db.read):
        for one in await contributions.of_subject(context.db.read, said.about):
            expected[one.translator_id] += one.translator_id != said.author_id
    assert sum(expected.values()) > len(ids) + 500, "comments count, too"
    for account_id, count in expected.items():
        assert (await contributions.helped(context.db.read, account_id)).translations == count


async def test_some_notes_have_several_translations_and_votes(context: JobContext) -> None:
    people = await accounts.by_handles(context.db.read, [person.handle for person in town.people()])
    for other in town.other_translations():
        page = await contributions.by_translator_page(context.db.read, people[other.by].id, None, 100)
        found = next(one for one in page.items if one.title == other.title)
        assert found.state == "offered"
        assert found.score == len(other.votes) - len(other.against)
        standing = (await contributions.by_ids(context.db.read, [found.based_on]))[found.based_on]
        assert standing.state == "accepted"
        changes = contributions.differences(standing.text, found.text)
        assert {change.kind for change in changes} >= {"same"}
        assert len(changes) > 3


async def test_homework_is_corrected_and_thanked_for(context: JobContext) -> None:
    people = await accounts.by_handles(context.db.read, [person.handle for person in town.people()])
    said = {thing[0].texts[0].text: thing[0].about for thing in await talk_of(context.db.read) if thing[0].texts}
    for ink in town.red_ink():
        first = town.remarks()[ink.note][ink.comment - 1]
        remark = first.replies[ink.reply - 1] if ink.reply else first
        found = await contributions.corrections_of(context.db.read, said[remark.text])
        mine = next(one for one in found if one.corrector_id == people[ink.by].id)
        assert mine.text == (ink.text or remark.text)
        assert mine.state == ("accepted" if ink.first else "offered")
        assert mine.thanked == ink.thanked
        assert mine.remark == ink.remark


async def test_topics_of_the_same_meaning_are_linked(context: JobContext) -> None:
    same = town.same_topics()
    for row in same.linked:
        first = await topics.by_name(context.db.read, row[0])
        assert first
        group = (await topics.equivalents(context.db.read, [first.id]))[first.id]
        assert {one.topic.name for one in group} == set(row)
    waiting = (await topics.suggestions_page(context.db.read, None, 50)).items
    assert len(waiting) == len(same.suggested)
