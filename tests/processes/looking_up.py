"""What people were told about translations, votes and corrections, asked for again by /v1: all of it, and once."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.processes.helping import TARGET
from tests.processes.square import ACCEPTED, DECLINED, OFFERED, Rendering, Square
from tests.processes.townsfolk import Person

from vermilion.contributions import TAKE_DOWN_AT


async def all_is_there(people: list[Person], square: Square) -> list[Rendering]:
    """Returns the translations that stand."""
    by_id = {person.account_id: person for person in people}
    for rendering in square.renderings:
        await _rendering_is_there(rendering, by_id)
    standing = [one for one in square.renderings if one.state == ACCEPTED]
    about = Counter(one.about.id for one in standing)
    assert set(about.values()) <= {1}, "two translations of a text stand"
    stood = Counter(one.about.id for one in square.renderings if one.stood)
    for one in square.renderings:
        replaced = stood[one.about.id] > 1
        assert not one.stood or one.state == ACCEPTED or replaced or _best_score(one, people) <= TAKE_DOWN_AT
    for one in standing:
        reader = next(person for person in people if person.account_id != one.about.author_id)
        shown = await reader.call("GET", f"/{one.about.kind}s/{one.about.id}/translations/{TARGET}", 200)
        assert shown["text"] == one.words
    await _homework_is_there(by_id, square)
    for person in people:
        await _help_is_counted(person, square)
        await _news_is_there(person, square)
    return standing


async def _rendering_is_there(found: Rendering, people: dict[int, Person]) -> None:
    """To its author it is shown in any state; to others their own votes while it is open."""
    view = await people[found.about.author_id].call("GET", f"/translations/{found.id}", 200)
    assert view["text"] == found.words
    votes = [person.votes.get(found.id, {0}) for person in people.values()]
    assert sum(map(min, votes)) <= view["score"] <= sum(map(max, votes))
    found.told(view["state"])
    if found.state != DECLINED:
        for person in people.values():
            if found.id in person.votes:
                own = await person.call("GET", f"/translations/{found.id}", 200)
                assert own["voted"] in person.votes[found.id]


def _best_score(found: Rendering, people: list[Person]) -> int:
    return sum(max(person.votes.get(found.id, {0})) for person in people)


async def _homework_is_there(people: dict[int, Person], square: Square) -> None:
    """Each correction is, and each that was taken over changed the text once."""
    for homework in square.homework:
        author = people[homework.author_id]
        note = await author.call("GET", f"/notes/{homework.id}", 200)
        assert (note["text"], note["version"]) == (homework.words, 1 + homework.taken)
        items = (await author.call("GET", f"/notes/{homework.id}/corrections", 200))["items"]
        ink = [one for one in square.ink if one.about.id == homework.id]
        assert sorted((item["id"], item["text"], item["thanked"]) for item in items) == sorted(
            (one.id, one.words, one.thanked) for one in ink
        )
        accepted = {one.id for one in ink if one.state == ACCEPTED}
        assert {item["id"] for item in items if item["state"] == ACCEPTED} == accepted
        assert len(accepted) == homework.taken


async def _help_is_counted(person: Person, square: Square) -> None:
    """The numbers of the profile, and the list of one's translations."""
    views = await _every_page(person, f"/people/{person.handle}/help?limit=50")
    own = [one for one in square.renderings if one.translator_id == person.account_id]
    listed = [item["id"] for view in views for item in view["items"]]
    assert sorted(listed) == sorted(one.id for one in own)
    taken = [one for one in square.ink if one.corrector_id == person.account_id and one.state == ACCEPTED]
    expected = (sum(one.state == ACCEPTED for one in own), len(taken), sum(one.thanked for one in taken))
    assert (views[0]["translations"], views[0]["corrections"], views[0]["thanks"]) == expected


async def _news_is_there(person: Person, square: Square) -> None:
    """One line of each kind about each thing, with as many people as there were."""
    views = await _every_page(person, "/inbox?tab=comments&limit=50")
    lines = [(item["kind"], _about(item), item["actor_count"]) for view in views for item in view["items"]]
    own = [one for one in square.renderings if one.translator_id == person.account_id]
    stand = Counter(about for kind, about, _ in lines if kind == "translation_accepted")
    assert set(stand.values()) <= {1}
    decided = {one.about.id for one in own if one.state != OFFERED}
    assert {one.about.id for one in own if one.stood} <= set(stand) <= decided
    offers = Counter(one.about.id for one in square.renderings if one.about.author_id == person.account_id)
    assert _lines_of(lines, "translated") == dict(offers)
    got = [one for one in square.ink if one.about.author_id == person.account_id]
    correctors = Counter(about for about, _ in {(one.about.id, one.corrector_id) for one in got})
    assert _lines_of(lines, "corrected") == dict(correctors)
    given = [one for one in square.ink if one.corrector_id == person.account_id]
    assert _lines_of(lines, "correction_accepted") == {one.about.id: 1 for one in given if one.state == ACCEPTED}
    assert _lines_of(lines, "thanked") == {one.about.id: 1 for one in given if one.thanked}


def _about(item: dict[str, Any]) -> str:
    return str((item["comment"] or item["note"])["id"])


def _lines_of(lines: list[tuple[str, str, int]], wanted: str) -> dict[str, int]:
    found = [(about, count) for kind, about, count in lines if kind == wanted]
    assert len(found) == len(dict(found)), f"told twice: {wanted}"
    return dict(found)


async def _every_page(person: Person, path: str) -> list[dict[str, Any]]:
    pages = [await person.call("GET", path, 200)]
    while cursor := pages[-1]["next"]:
        pages.append(await person.call("GET", f"{path}&cursor={cursor}", 200))
    return pages
