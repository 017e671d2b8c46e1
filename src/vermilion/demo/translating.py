"""The people of the town put each other's words into English and Chinese, so that both read it fully without an engine.

Notes are translated as members do it, by an offer that the author accepts. Comments and bios go straight into the
memory: a thousand offers more would fill every inbox.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from vermilion import contributions, translation
from vermilion.accounts import Account
from vermilion.audience import Action
from vermilion.comments import Comment
from vermilion.contributions import Offer
from vermilion.demo import crowds, town
from vermilion.demo.times import Talk, moment_of
from vermilion.demo.town import Line, Person, Remark, Story, Version
from vermilion.demo.world import Deed, World
from vermilion.infra import clock, subject
from vermilion.infra.db import Db, Tx
from vermilion.infra.subject import Subject
from vermilion.translation import Text

CHUNK = 100  # comments a transaction


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


async def talk_is_translated(db: Db, world: World, people: Sequence[Person], talk: Talk) -> None:
    for start in range(0, len(talk), CHUNK):
        part = talk[start : start + CHUNK]

        async def work(tx: Tx, part: Talk = part) -> None:
            for place, remark, _ in part:
                await comment_is_translated(tx, world.comments[place], remark, people, world.people)

        await db.write(work)


async def comment_is_translated(
    tx: Tx, comment: Comment, said: Remark | Line, people: Sequence[Person], here: Mapping[str, Account]
) -> None:
    """By its author, or by somebody of the town who reads both languages; `here` are their accounts by handle."""
    author = next(person for person in people if person.handle == said.author)
    for target, translated in (("en", said.en), ("zh-Hans", said.zh)):
        if translated:
            translator = crowds.translator(author, people, comment.language, target, comment.text)
            text = Text(comment.text, comment.language)
            await _keep(tx, subject.comment(comment.id, comment.note_id), text, target, translated, here[translator].id)


async def bios_are_translated(tx: Tx, world: World, people: Sequence[Person]) -> None:
    bios = town.bios()
    for person in people:
        account, bio = world.people[person.handle], bios[person.handle]
        for target, translated in (("en", bio.en), ("zh-Hans", bio.zh)):
            if translated:
                source = person.languages[0]
                translator = bio.by or crowds.translator(person, people, source, target, person.bio)
                text = Text(person.bio, source)
                await _keep(tx, subject.account(account.id), text, target, translated, world.people[translator].id)


async def _keep(tx: Tx, about: Subject, text: Text, target: str, translated: str, translator_id: int) -> None:
    await translation.adopt(tx, about, [text.key])
    await translation.keep_human(tx, text, target, translated, translator_id)
