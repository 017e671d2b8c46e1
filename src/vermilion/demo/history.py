"""What the files tell: people join, write notes and talk under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vermilion import accounts, comments, media, notes
from vermilion.accounts import Profile, SignUp
from vermilion.audience import Action
from vermilion.comments import NewComment
from vermilion.demo import town
from vermilion.demo.gallery import Use
from vermilion.demo.times import Talk, moment_of
from vermilion.demo.town import Person, Remark, Story
from vermilion.demo.world import Deed, Place, World
from vermilion.infra import ids
from vermilion.infra.db import Tx
from vermilion.notes import Attached, Publication

PLACE = 1 << 12  # ids of the same millisecond are told apart by their number in the files


def people_join(world: World, people: Sequence[Person]) -> Iterator[Deed]:
    for number, person in enumerate(people):

        async def join(tx: Tx, person: Person = person, number: int = number) -> None:
            form = SignUp(
                handle=person.handle,
                name=person.name,
                email=f"{person.handle}@demo.example",
                region=person.region,
                languages=person.languages,
                locale="zh-Hans" if person.languages[0].startswith("zh") else "en",
            )
            identifier = ids.id_at(world.joined[person.handle], number * PLACE)
            # The owner comes to office in the very end: a house without one was not loaded to its end.
            role = "moderator" if person.role == "moderator" else "member"
            await accounts.sign_up(tx, form, world.password_hash, role=role, account_id=identifier)
            face = await media.adopt(tx, identifier, "avatar", world.hung[face_of(person)])
            await media.claim(tx, identifier, [face], "picture")
            await accounts.set_avatar(tx, identifier, face)
            shown = Profile(person.name, person.bio, person.region, person.languages)
            await accounts.edit_profile(tx, identifier, shown)
            if person.needs_translations:
                await accounts.set_translation(tx, identifier, translate="auto", translatable=True)
            world.people[person.handle] = (await accounts.by_ids(tx, [identifier]))[identifier]

        yield Deed(world.joined[person.handle], person.handle, join)


def notes_appear(world: World, stories: Sequence[Story]) -> Iterator[Deed]:
    drawn = town.pictures()
    for number, story in enumerate(stories):

        async def publish(tx: Tx, story: Story = story, number: int = number) -> None:
            author = world.people[story.author]
            hung: list[Attached] = []
            for use in works_of(story):
                alt = drawn[use.work if use.work in drawn else story.pictures[0]].alt(story.language)
                hung.append(Attached(await media.adopt(tx, author.id, "note", world.hung[use]), alt))
            given = Publication(
                title=story.title,
                text=story.text.strip(),
                category=story.category,
                language=story.language,
                media=hung,
            )
            identifier = ids.id_at(moment_of(story, world.now), number * PLACE)
            world.notes[story.key] = await notes.publish(tx, author, given, note_id=identifier)

        yield Deed(moment_of(story, world.now), story.author, publish)


def people_talk(world: World, talk: Talk, drafts: Mapping[Place, str]) -> Iterator[Deed]:
    """`drafts` are the first words of those who ask to be corrected."""
    for number, (place, remark, moment) in enumerate(talk):

        async def write(
            tx: Tx, place: Place = place, remark: Remark = remark, moment: int = moment, number: int = number
        ) -> None:
            key, first, reply = place
            permit = (
                world.on_comment(remark.author, Action.COMMENT, (key, first, 0))
                if reply
                else world.on_note(remark.author, Action.COMMENT, key)
            )
            given = NewComment(
                text=drafts.get(place) or remark.text,
                region=world.people[remark.author].region,
                wants_correction=place in drafts,
            )
            identifier = ids.id_at(moment, number * PLACE)
            world.comments[place] = await comments.write(tx, permit, given, comment_id=identifier)
            if remark.pinned:
                await comments.pin(tx, world.on_comment(remark.author, Action.PIN, place))

        yield Deed(moment, remark.author, write)


def works_of(story: Story) -> list[Use]:
    """What a note shows: its film alone, or its pictures."""
    return [Use(story.key, work) for work in ([story.video] if story.video else story.pictures)]


def face_of(person: Person) -> Use:
    return Use(person.handle, f"people/{person.avatar}")
