"""The people of the town put each other's words into English and Chinese, so that both read it fully without an engine.

Notes by offers that their authors accept, comments without a word: a thousand offers would fill every inbox.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from vermilion import contributions, translation
from vermilion.accounts import Account
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.comments import Comment
from vermilion.contributions import Offer
from vermilion.demo import crowds, town
from vermilion.demo.times import Talk, moment_of
from vermilion.demo.town import Line, Person, Remark, Story, Version
from vermilion.demo.world import Deed, Place, World, viewer_of
from vermilion.infra import clock, subject
from vermilion.infra.db import Tx
from vermilion.translation import Text


def notes_are_translated(world: World, stories: Sequence[Story]) -> Iterator[Deed]:
    offered: dict[tuple[str, str], int] = {}  # ids

    async def offer(tx: Tx, story: Story, version: Version) -> None:
        permit = world.on_note(version.translator, Action.TRANSLATE, story.key)
        given = Offer(
            target=version.target,
            source=story.language,
            title=version.title,
            text=version.text,
            alts=alts_of(story, version.target),
        )
        offered[story.key, version.target] = (await contributions.offer(tx, permit, given)).id

    async def accept(tx: Tx, story: Story, version: Version) -> None:
        permit = world.on_note(story.author, Action.EDIT, story.key)
        await contributions.accept(tx, permit, offered[story.key, version.target])

    for story in stories:
        for version in story.versions:
            offers, accepts = moments_of(world, story, version)
            yield Deed(offers, version.translator, partial(offer, story=story, version=version))
            if version.translator != story.author:  # or it stands at once
                yield Deed(accepts, story.author, partial(accept, story=story, version=version))


def moments_of(world: World, story: Story, version: Version) -> tuple[int, int]:
    """When a story's translation is offered and when it is accepted."""
    throw = crowds.dice("translated", story.key, version.target)
    since = max(moment_of(story, world.now), world.joined[version.translator]) + clock.MINUTE
    offered = crowds.soon(throw, since, world.now)
    return offered, crowds.soon(throw, offered + 1, world.now + 1)


def alts_of(story: Story, target: str) -> list[str]:
    """What a story's pictures show, in another language; empty where it is told in that language already."""
    drawn = town.pictures()
    shown = [drawn[name] for name in ([story.pictures[0]] if story.video else story.pictures)]
    return ["" if one.alt(target) == one.alt(story.language) else one.alt(target) for one in shown]


def talk_is_translated(
    world: World, people: Sequence[Person], talk: Talk, corrected: Mapping[Place, int]
) -> Iterator[Deed]:
    """`corrected` tells when a comment came to say what it says now."""
    known = {person.handle: person for person in people}

    async def translate(tx: Tx, place: Place, remark: Remark) -> None:
        await comment_is_translated(tx, world.comments[place], remark, people, world.people)

    for place, remark, written in talk:
        translators = translators_of(remark, remark.language, known[remark.author], people)
        if translators:
            here = max(world.joined[who] for who in translators.values())
            since = max(written, corrected.get(place, 0), here) + clock.SECOND
            moment = crowds.soon(crowds.dice("translated", place), since, world.now)
            yield Deed(moment, next(iter(translators.values())), partial(translate, place=place, remark=remark))


async def comment_is_translated(
    tx: Tx, comment: Comment, said: Remark | Line, people: Sequence[Person], here: Mapping[str, Account]
) -> None:
    """`here` are the people's accounts by handle."""
    author = next(person for person in people if person.handle == said.author)
    for target, translator in translators_of(said, comment.language, author, people).items():
        permit = await permits.comment_permit(tx, viewer_of(here[translator]), comment.id, Action.TRANSLATE)
        given = Offer(target=target, text=said.en if target == "en" else said.zh)
        await contributions.adopt(tx, permit, given)


def translators_of(said: Remark | Line, source: str, author: Person, people: Sequence[Person]) -> dict[str, str]:
    """Who puts a comment into which language: its author, or somebody of the town who reads both."""
    return {
        target: crowds.translator(author, people, source, target, said.text)
        for target, translated in (("en", said.en), ("zh-Hans", said.zh))
        if translated
    }


async def bios_are_translated(tx: Tx, world: World, people: Sequence[Person]) -> None:
    bios = town.bios()
    for person in people:
        account, bio = world.people[person.handle], bios[person.handle]
        for target, translated in (("en", bio.en), ("zh-Hans", bio.zh)):
            if translated:
                source = translation.source_of(person.bio, person.languages[0])
                text = Text(person.bio, source, author=account.id)
                translator = bio.by or crowds.translator(person, people, text.source, target, text.text)
                await translation.adopt(tx, subject.account(account.id), [text.own_key])
                await translation.keep_human(tx, text, target, translated, world.people[translator].id)
