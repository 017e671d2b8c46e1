"""People who translate each other's texts, vote on that, let it stand, and correct whoever asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from tests.processes.square import ACCEPTED, DECLINED, OFFERED, Homework, Ink, Rendering, Square

if TYPE_CHECKING:
    from tests.processes.townsfolk import Person

T = TypeVar("T")
TARGET = "zh-Hans"
RECENT = 8  # few enough that several people meet at one text
HOMEWORK = 2  # notes that each of them asks to be corrected
# Somebody else has decided meanwhile: voters do not see what was declined, authors are told.
GONE, DECIDED = 404, 409


async def offer(person: Person, square: Square) -> None:
    """At most one of each text by each person, so that each has news of its own."""
    own = {one.about.id for one in square.renderings if one.translator_id == person.account_id}
    texts = [said for said in square.texts[-RECENT:] if said.author_id != person.account_id and said.id not in own]
    if about := _one_of(person, texts):
        words = person.unheard("只说一次")
        made = await person.create(f"/{about.kind}s/{about.id}/translations", words, language=TARGET, source="en")
        square.renderings.append(Rendering(made["id"], about, person.account_id, words))


async def vote(person: Person, square: Square) -> None:
    """For, against, or take the vote back."""
    others = [one for one in square.renderings[-RECENT:] if one.translator_id != person.account_id]
    found = _one_of(person, [one for one in others if one.state != DECLINED])
    if found is None:
        return
    value = person.rng.choice((1, 1, 1, 1, 0, -1))
    path, unanswered = f"/translations/{found.id}/vote", person.unanswered
    if value:
        answer = await person.call("PUT", path, 200, (GONE, DECIDED), json={"value": value})
    else:
        answer = await person.call("DELETE", path, 200, (GONE, DECIDED))
    if answer:
        person.votes[found.id] = {value}
        found.told(answer["state"])
    elif person.unanswered > unanswered:  # it may have been this very vote that took it down
        person.votes[found.id] = person.votes.get(found.id, {0}) | {value}


async def accept(person: Person, square: Square) -> None:
    """Let a translation of one's own text stand, in the place of another one perhaps."""
    waiting = [one for one in square.renderings if one.about.author_id == person.account_id and one.state == OFFERED]
    if found := _one_of(person, waiting):
        answer = await person.call("PUT", f"/translations/{found.id}/acceptance", 200)
        found.told(answer["state"])


async def correct(person: Person, square: Square) -> None:
    """Ask to be corrected, then correct others: one open correction of each text at a time."""
    if sum(one.author_id == person.account_id for one in square.homework) < HOMEWORK:
        words = person.unheard("This were wrote in an hurry, number")
        made = await person.create("/notes", words, language="en", wants_correction=True)
        square.homework.append(Homework(made["id"], person.account_id, words))
    waiting = {one.about.id for one in square.ink if one.corrector_id == person.account_id and one.state == OFFERED}
    others = [one for one in square.homework if one.author_id != person.account_id and one.id not in waiting]
    if about := _one_of(person, others):
        words = person.unheard("This was written in a hurry, number")
        made = await person.create(f"/notes/{about.id}/corrections", words)
        square.ink.append(Ink(made["id"], about, person.account_id, words))


async def settle(person: Person, square: Square) -> None:
    """Take a correction over into one's note, say thanks, and see what became of the others."""
    waiting = [one for one in square.ink if one.about.author_id == person.account_id and one.state == OFFERED]
    found = _one_of(person, waiting)
    if found is None:
        return
    if await person.call("PUT", f"/corrections/{found.id}/acceptance", 200, (DECIDED,)):
        found.state, found.about.words, found.about.taken = ACCEPTED, found.words, found.about.taken + 1
        if person.rng.random() < 0.5:
            await person.call("PUT", f"/corrections/{found.id}/thanks", 200)
            found.thanked = True
    listed = await person.call("GET", f"/notes/{found.about.id}/corrections", 200)
    states = {item["id"]: item["state"] for item in listed["items"]}
    for one in square.ink:
        one.state = states.get(one.id, one.state)


def _one_of(person: Person, things: Sequence[T]) -> T | None:
    return person.rng.choice(things) if things else None


DOINGS = [offer] * 4 + [vote] * 10 + [accept] + [correct] * 3 + [settle]
