"""The demo town's words hold together: people, notes, comments, topics and collections refer only to what is there.

Plain data against plain rules, so that whoever adds a note learns of a slip before a town fails to load.
"""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parents[2] / "src" / "vermilion" / "demo"
TOWN = DEMO / "town"
CATEGORIES = {"fashion", "food", "home", "outdoor", "city", "travel", "study", "pets", "crafts", "daily"}
LANGUAGES = {"zh-Hans", "zh-Hant", "en", "ja", "ko", "es", "pt"}
VIDEOS = {"lanterns", "steam"}
MENTION = re.compile(r"(?<![\w.])@([a-z0-9_]+)")
TOPIC = re.compile(r"#(\w+)")
EN_SCRIPTS = re.compile(r"[A-Za-z]")
HAN = re.compile(r"[\u4e00-\u9fff]")


def tables(pattern: str, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(TOWN.glob(pattern)):
        found += tomllib.loads(path.read_text("utf-8"))[key]
    return found


def comments_by_note() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(TOWN.glob("comments_*.toml")):
        for note, table in tomllib.loads(path.read_text("utf-8")).items():
            assert note not in found, f"{note} has comments in two places"
            found[note] = table["comments"]
    return found


PEOPLE = tables("people.toml", "people")
NOTES = tables("notes_*.toml", "notes")
TOPICS = tables("topics.toml", "topics")
COLLECTIONS = tables("collections.toml", "collections")
THREADS = comments_by_note()
HANDLES = {person["handle"] for person in PEOPLE}
KEYS = {note["key"] for note in NOTES}
COMMENTS = [
    (key, comment)
    for key, thread in THREADS.items()
    for first in thread
    for comment in (first, *first.get("replies", []))
]


def test_people_are_a_town_of_many_places() -> None:
    assert len(PEOPLE) >= 44
    assert len(HANDLES) == len(PEOPLE)
    assert len({person["region"] for person in PEOPLE}) >= 12
    assert len({person["avatar"] for person in PEOPLE}) == len(PEOPLE)
    roles = Counter(person.get("role", "member") for person in PEOPLE)
    assert roles["owner"] == 1
    assert roles["moderator"] == 2
    assert next(person["handle"] for person in PEOPLE if person.get("role") == "owner") == "town"


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: str(person["handle"]))
def test_a_person(person: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{2,19}", person["handle"])
    assert re.fullmatch(r"[A-Z]{2}", person["region"])
    assert 1 <= len(person["name"]) <= 40
    assert 10 <= len(person["bio"]) <= 200
    assert person["languages"]
    assert (DEMO / "art" / "people" / person["avatar"]).is_file()
    follows = person["follows"]
    assert follows
    assert set(follows) <= HANDLES - {person["handle"]}
    assert len(set(follows)) == len(follows)


def test_notes_are_many_and_of_many_languages() -> None:
    assert len(NOTES) >= 156
    assert len(KEYS) == len(NOTES)
    assert min(Counter(note["category"] for note in NOTES).values()) >= 14
    language = Counter(note["language"] for note in NOTES)
    chinese = language["zh-Hans"] + language["zh-Hant"]
    assert 0.40 <= chinese / len(NOTES) <= 0.50
    assert 0.35 <= language["en"] / len(NOTES) <= 0.45
    assert min(language["ja"], language["ko"], language["es"]) >= 6
    assert sum(not note["pictures"] for note in NOTES) >= 12
    assert {note.get("video") for note in NOTES} - {None} == VIDEOS


@pytest.mark.parametrize("note", NOTES, ids=lambda note: str(note["key"]))
def test_a_note(note: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", note["key"])
    assert note["author"] in HANDLES
    assert note["category"] in CATEGORIES
    assert note["language"] in LANGUAGES
    assert 1 <= len(note["title"]) <= 100
    assert 2 <= len(note["text"].splitlines()) <= 8
    assert len(note["text"]) <= 2000
    assert set(MENTION.findall(note["text"])) <= HANDLES
    assert TOPIC.search(note["text"])
    assert 0.2 <= note["hours_ago"] <= 500
    assert 0 <= note["heat"] <= 1
    assert len(note["pictures"]) <= 6
    assert len(set(note["pictures"])) == len(note["pictures"])
    assert [name for name in note["pictures"] if not (DEMO / "art" / name).is_file()] == []


@pytest.mark.parametrize("note", NOTES, ids=lambda note: str(note["key"]))
def test_a_note_is_translated_by_someone_who_reads_both(note: dict[str, Any]) -> None:
    languages = {person["handle"]: {tag.split("-")[0] for tag in person["languages"]} for person in PEOPLE}
    source = note["language"].split("-")[0]
    for target in {"en", "zh"} - {source}:
        assert 1 <= len(note[f"title_{target}"]) <= 100
        assert note[f"text_{target}"].count("\n") == note["text"].count("\n")
        assert (EN_SCRIPTS if target == "en" else HAN).search(note[f"text_{target}"])
        assert set(MENTION.findall(note[f"text_{target}"])) <= HANDLES
        assert {source, target} <= languages[note[f"translated_by_{target}"]]


def test_the_hot_topic_is_visibly_hot() -> None:
    hot = [note["key"] for note in NOTES if "TikTokRefugee" in TOPIC.findall(note["text"])]
    assert len(hot) >= 30
    language = Counter(comment["language"].split("-")[0] for key, comment in COMMENTS if key in hot)
    assert language["zh"] >= 150
    assert language["en"] >= 150


def test_comments_are_many_and_of_many_languages() -> None:
    assert len(COMMENTS) >= 600
    assert set(THREADS) <= KEYS
    assert {comment["language"] for _, comment in COMMENTS} == LANGUAGES
    assert sum("replies" in first for thread in THREADS.values() for first in thread) >= 150


def test_every_comment_is_by_someone_and_after_its_note() -> None:
    age = {note["key"]: note["hours_ago"] * 60 for note in NOTES}
    for key, comment in COMMENTS:
        assert comment["author"] in HANDLES, (key, comment)
        assert 1 <= len(comment["text"]) <= 500, (key, comment)
        assert set(MENTION.findall(comment["text"])) <= HANDLES, (key, comment)
        assert 0 < comment["minutes_after"] < age[key], (key, comment)


def test_replies_come_after_what_they_answer_and_go_no_deeper() -> None:
    for key, thread in THREADS.items():
        for first in thread:
            times = [first["minutes_after"], *(reply["minutes_after"] for reply in first.get("replies", []))]
            assert times == sorted(times), (key, first["text"])
            assert not any("replies" in reply for reply in first.get("replies", []))


def test_topics_have_a_line_and_a_note() -> None:
    names = [topic["name"] for topic in TOPICS]
    assert len(names) >= 40
    assert len(set(names)) == len(names)
    used = {
        name
        for note in NOTES
        for field in ("text", "text_en", "text_zh")
        for name in TOPIC.findall(note.get(field, ""))
    }
    assert set(names) <= used
    assert all(topic["language"] in LANGUAGES and topic["about"] for topic in TOPICS)


def test_translations_name_linked_topics_by_their_equivalents() -> None:
    linked = {
        name: row for row in tomllib.loads((TOWN / "topic_links.toml").read_text("utf-8"))["linked"] for name in row
    }
    checked = 0
    for note in NOTES:
        for target, place, script in (("en", 0, EN_SCRIPTS), ("zh", 1, HAN)):
            wanted = [linked[name][place] for name in TOPIC.findall(note["text"]) if name in linked]
            if f"text_{target}" in note:
                missing = {name for name in wanted if script.match(name)} - set(TOPIC.findall(note[f"text_{target}"]))
                assert not missing, (note["key"], missing)
                checked += len(wanted)
    assert checked > 100


def test_collections_hold_notes() -> None:
    assert len(COLLECTIONS) >= 20
    for collection in COLLECTIONS:
        assert collection["owner"] in HANDLES
        assert 1 <= len(collection["name"]) <= 40
        assert len(collection["notes"]) >= 3
        assert set(collection["notes"]) <= KEYS
        assert len(set(collection["notes"])) == len(collection["notes"])


def test_what_is_said_later_is_in_english_and_chinese() -> None:
    living = tomllib.loads((TOWN / "living.toml").read_text("utf-8"))
    for line in [*living["remarks"], *living["welcomes"]["en"], *living["welcomes"]["zh"]]:
        assert "en" in line or not HAN.search(line["text"]), line
        assert "zh" in line or HAN.search(line["text"]), line


def test_no_file_outgrows_its_reader() -> None:
    assert [path.name for path in TOWN.glob("*.toml") if len(path.read_text("utf-8").splitlines()) > 400] == []
