"""Random worlds: people in every state, what they said under every rule, and who is at odds with whom. Every text has
a marker of its own, a word that occurs nowhere else, so that a leak can be found by looking for it."""

from __future__ import annotations

import msgspec
from tests import permits
from tests.audience import helping
from tests.audience.things import COMMON, Person, Reply, Said, Shelf, Version, World

from vermilion import accounts, collections, comments, feeds, moderation, notes, reactions, relations
from vermilion.accounts import SignUp
from vermilion.audience import Action, Permit
from vermilion.comments import NewComment
from vermilion.infra.db import Db, Tx
from vermilion.infra.outbox import drain
from vermilion.notes import Publication

PEOPLE, NOTES, COMMENTS, COLLECTIONS = 7, 12, 26, 6
VISIBILITIES = ("everyone", "everyone", "followers", "self")


async def build(db: Db, seed: int) -> World:
    world = World(db, seed)
    await db.write(lambda tx: _people(world, tx))
    steps = (
        _follows,
        _notes,
        _comments,
        _reactions,
        _shelves,
        helping.translations,
        helping.corrections,
        _edits,
        _reports,
    )
    for step in steps:
        await db.write(lambda tx, step=step: step(world, tx))  # type: ignore[misc]  # bound at once
    await drain(db)  # what is told, indexed and ranked before things change must not outlive the change
    await feeds.refresh(db)
    for step in (_removals, _odds, _states):
        await db.write(lambda tx, step=step: step(world, tx))  # type: ignore[misc]  # bound at once
    if world.chance.random() < 0.7:
        await drain(db)
        await feeds.refresh(db)
    return world


async def _people(world: World, tx: Tx) -> None:
    for number in range(PEOPLE):
        name, bio, email, token = (world.mark() for _ in range(4))
        languages = ["en", "zh-Hans"] if number % 3 < 2 else ["zh-Hans"]
        given = SignUp(
            handle=f"person{number}", name=name, email=f"{email}@example.com", region="CN", languages=languages
        )
        role = "moderator" if number == 0 else "member"
        account = await accounts.sign_up(tx, given, "no hash", role=role)
        await accounts.edit_profile(tx, account.id, accounts.Profile(name, f"{bio} here", "CN", languages))
        if len(languages) == 1:
            await accounts.set_translation(tx, account.id, translate="auto", translatable=True)
        await accounts.make_token(tx, account.id, token, ["read"])
        draft = world.mark()
        world.drafts.append((await notes.save_draft(tx, account.id, Publication(text=draft))).id)
        account = (await accounts.by_ids(tx, [account.id]))[account.id]
        world.people[account.id] = Person(account, [name, bio], [email, token, draft], bilingual=len(languages) == 2)
        world.moderator = world.moderator or account.id


async def _follows(world: World, tx: Tx) -> None:
    for _ in range(PEOPLE * 2):
        one, other = world.one(), world.one()
        if one != other:
            await relations.follow(tx, permits.on_account(one, Action.FOLLOW, other))
            world.people[one].follows.add(other)


async def _notes(world: World, tx: Tx) -> None:
    for _ in range(NOTES):
        author, mark, visibility = world.one(), world.mark(), world.chance.choice(VISIBILITIES)
        mentioned = world.people[world.one()].account.handle
        text = f"{mark} is what we saw at the market this morning @{mentioned} #{COMMON}"
        title = f"{mark} {COMMON}"
        given = Publication(title=title, text=text, visibility=visibility, wants_correction=True)
        note = await notes.publish(tx, world.people[author].account, given)
        world.notes[note.id] = Said(note.id, author, [Version(mark, visibility)])


async def _comments(world: World, tx: Tx) -> None:
    talked_about = world.chance.sample(list(world.notes), 3)  # few, so that talks get deep
    for _ in range(COMMENTS):
        author, note, mark = world.one(), world.one(talked_about), world.mark()
        under = [reply for reply in world.comments.values() if reply.note == note]
        answered = world.chance.choice([None, *under]) if under else None
        owner = world.notes[note].author
        permit = permits.on_note(author, Action.COMMENT, note, owner)
        if answered:
            comment = (await comments.by_ids(tx, [answered.id]))[answered.id]
            permit = permits.on_comment(author, Action.COMMENT, comment, owner)
        mentioned = world.people[world.one()].account.handle
        given = NewComment(text=f"{mark} is what I think of this market @{mentioned}", wants_correction=True)
        made = await comments.write(tx, permit, given)
        world.comments[made.id] = Reply(made.id, author, note, made.parent_id, mark)


async def _reactions(world: World, tx: Tx) -> None:
    for _ in range(NOTES * 2):
        who, note, said = world.one(), world.one(list(world.notes)), world.one(list(world.comments))
        await reactions.like(tx, permits.on_note(who, Action.LIKE, note, world.notes[note].author))
        comment = (await comments.by_ids(tx, [said]))[said]
        owner = world.notes[comment.note_id].author
        await reactions.like(tx, permits.on_comment(who, Action.LIKE, comment, owner))


async def _shelves(world: World, tx: Tx) -> None:
    for _ in range(COLLECTIONS):
        owner, mark, visibility = world.one(), world.mark(), world.chance.choice(("everyone", "self"))
        made = await collections.create(tx, owner, mark, visibility)
        world.shelves[made.id] = Shelf(made.id, owner, mark, visibility)
        for note in world.chance.sample(list(world.notes), 4):
            permit = permits.on_note(owner, Action.COLLECT, note, world.notes[note].author)
            await collections.save(tx, permit, made.id)


async def _edits(world: World, tx: Tx) -> None:
    for said in world.chance.sample(list(world.notes.values()), NOTES // 2):
        mark, visibility = world.mark(), world.chance.choice(VISIBILITIES)
        permit = permits.on_note(said.author, Action.EDIT, said.id, said.author)
        given = Publication(title=f"{mark} {COMMON}", text=f"{mark} #{COMMON}", visibility=visibility)
        await notes.edit(tx, permit, given)
        said.versions.append(Version(mark, visibility))
        for given_help in (*world.translations.values(), *world.corrections.values()):
            if given_help.about is said:
                given_help.state = "outdated"


async def _reports(world: World, tx: Tx) -> None:
    for _ in range(4):
        reporter, note, mark = world.one(), world.one(list(world.notes)), world.mark()
        permit = permits.on_note(reporter, Action.REPORT, note, world.notes[note].author)
        if await moderation.report(tx, permit, "spam", mark):
            world.report_marks.append(mark)


async def _removals(world: World, tx: Tx) -> None:
    for said in world.chance.sample(list(world.notes.values()), 4):
        if world.chance.random() < 0.5:
            said.state, said.reason = "removed", world.mark()
            permit = permits.on_note(world.moderator, Action.MODERATE, said.id, said.author)
            await moderation.remove(tx, permit, said.reason)
            said.plea = world.mark()
            terms = msgspec.structs.replace(permit.terms, state="removed")
            await moderation.appeal(tx, Permit(said.author, Action.APPEAL, terms), said.plea)
        else:
            said.state = "deleted"
            await notes.delete(tx, permits.on_note(said.author, Action.DELETE, said.id, said.author))
    for reply in world.chance.sample(list(world.comments.values()), 6):
        comment = (await comments.by_ids(tx, [reply.id]))[reply.id]
        owner = world.notes[reply.note].author
        if world.chance.random() < 0.5:
            reply.state = "removed"
            permit = permits.on_comment(world.moderator, Action.MODERATE, comment, owner)
            await moderation.remove(tx, permit, "for a reason")
        else:
            reply.state = "deleted"
            await comments.delete(tx, permits.on_comment(reply.author, Action.DELETE, comment, owner))


async def _odds(world: World, tx: Tx) -> None:
    """Blocks end follows both ways; mutes do not."""
    for _ in range(4):
        one, other = world.one(), world.one()
        if one == other:
            continue
        if world.chance.random() < 0.6:
            await relations.block(tx, one, other)
            world.people[one].blocks.add(other)
            world.people[one].follows.discard(other)
            world.people[other].follows.discard(one)
        else:
            await relations.mute(tx, one, other)
            world.people[one].mutes.add(other)


async def _states(world: World, tx: Tx) -> None:
    """One is suspended, one is leaving, one has left; the others stay."""
    chosen = world.chance.sample(list(world.people)[1:], 3)
    for who, state in zip(chosen, ("suspended", "closing", "closed"), strict=True):
        world.people[who].state = state
        if state == "suspended":
            await accounts.set_state(tx, who, "suspended")
        else:
            await accounts.ask_to_close(tx, who, 0 if state == "closed" else 10**12)
    await accounts.close_due(tx)
