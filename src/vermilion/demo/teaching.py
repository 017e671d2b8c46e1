"""Further translations with votes on them, and red ink under what learners write: what contributions look like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from vermilion import comments, contributions
from vermilion.audience import Action
from vermilion.contributions import NewCorrection, Offer
from vermilion.demo import crowds, translating
from vermilion.demo.times import Talk, moment_of
from vermilion.demo.town import Another, RedInk, Story
from vermilion.demo.world import Deed, Place, World
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.translation import normal

DECIDING = clock.MINUTE // 2  # until an author takes a correction over


def translations_compete(world: World, stories: Sequence[Story], others: Sequence[Another]) -> Iterator[Deed]:
    offered: dict[tuple[str, str], int] = {}  # ids
    told = {story.key: story for story in stories}

    async def offer(tx: Tx, other: Another) -> None:
        permit = world.on_note(other.by, Action.TRANSLATE, other.note)
        standing = (await contributions.of_subject(tx, permit.subject, normal(other.target)))[0]
        alts = translating.alts_of(told[other.note], other.target)
        given = Offer(
            target=other.target,
            source=told[other.note].language,
            title=other.title,
            text=other.text.strip(),
            alts=alts,
            based_on=standing.id,
        )
        offered[other.note, other.by] = (await contributions.offer(tx, permit, given)).id

    async def vote(tx: Tx, other: Another, who: str, value: int) -> None:
        permit = world.on_note(who, Action.TRANSLATE, other.note)
        await contributions.vote(tx, permit, offered[other.note, other.by], value)

    for other in others:
        story = told[other.note]
        version = next(found for found in story.versions if found.target == other.target)
        _, accepted = translating.moments_of(world, story, version)
        throw = crowds.dice("another", other.note, other.by)
        since = max(accepted, world.joined[other.by]) + clock.MINUTE
        moment = crowds.soon(throw, since, world.now)
        yield Deed(moment, other.by, partial(offer, other=other))
        for who, value in [(who, 1) for who in other.votes] + [(who, -1) for who in other.against]:
            # Nobody votes on their first day.
            since = max(moment, world.joined[who] + clock.DAY) + clock.SECOND
            votes = crowds.soon(throw, since, world.now)
            yield Deed(votes, who, partial(vote, other=other, who=who, value=value))


def homework_is_corrected(
    world: World, stories: Sequence[Story], talk: Talk, red_ink: Sequence[RedInk]
) -> Iterator[Deed]:
    made: dict[tuple[Place, str], int] = {}  # ids
    said = {place: remark for place, remark, _ in talk}
    moments = _moments(world, stories, talk, red_ink)

    async def correct(tx: Tx, ink: RedInk) -> None:
        place = place_of(ink)
        permit = world.on_comment(ink.by, Action.CORRECT, place)
        given = NewCorrection(text=ink.text or said[place].text, remark=ink.remark)
        made[place, ink.by] = (await contributions.correct(tx, permit, given)).id

    async def settle(tx: Tx, ink: RedInk) -> None:
        place = place_of(ink)
        permit = world.on_comment(said[place].author, Action.EDIT, place)
        if ink.first:
            await contributions.accept_correction(tx, permit, made[place, ink.by])
        if ink.thanked:
            await contributions.thank(tx, permit, made[place, ink.by])
        comment = world.comments[place]
        world.comments[place] = (await comments.by_ids(tx, [comment.id]))[comment.id]

    for ink, moment in zip(red_ink, moments, strict=True):
        yield Deed(moment, ink.by, partial(correct, ink=ink))
        if ink.first or ink.thanked:
            yield Deed(moment + DECIDING, said[place_of(ink)].author, partial(settle, ink=ink))


def corrected(world: World, stories: Sequence[Story], talk: Talk, red_ink: Sequence[RedInk]) -> dict[Place, int]:
    """When comments came to say what they say now."""
    moments = _moments(world, stories, talk, red_ink)
    return {place_of(ink): moment + DECIDING for ink, moment in zip(red_ink, moments, strict=True) if ink.first}


def first_drafts(red_ink: Sequence[RedInk]) -> Mapping[Place, str]:
    """What learners wrote at first, empty where nothing was changed yet; they ask to be corrected."""
    drafts: dict[Place, str] = {}
    for ink in red_ink:
        drafts[place_of(ink)] = drafts.get(place_of(ink)) or ink.first
    return drafts


def place_of(ink: RedInk) -> Place:
    return ink.note, ink.comment, ink.reply


def _moments(world: World, stories: Sequence[Story], talk: Talk, red_ink: Sequence[RedInk]) -> list[int]:
    told = {story.key: moment_of(story, world.now) for story in stories}
    written = {place: moment for place, _, moment in talk}
    return [
        max(
            told[ink.note] + round(ink.minutes_after * clock.MINUTE),
            written[place_of(ink)] + clock.SECOND,
            world.joined[ink.by] + clock.SECOND,
        )
        for ink in red_ink
    ]
