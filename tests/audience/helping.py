"""What people of a random world add to each other's texts: translations and corrections in every state."""

from __future__ import annotations

from tests import permits
from tests.audience.things import Help, Reply, Said, World

from vermilion import comments, contributions, notes
from vermilion.audience import Action, Permit
from vermilion.contributions import NewCorrection, Offer
from vermilion.infra.db import Tx

TRANSLATED = "今天早上在集市上看到的"


async def translations(world: World, tx: Tx) -> None:
    """Of some of what everybody may read, by those who read both languages; half of them stand."""
    for about in _public(world):
        by = _helper(world, about)
        if world.chance.random() < 0.3:
            continue
        mark, own = world.mark(), mark_of(about)
        title = f"{own} {mark} 集市" if isinstance(about, Said) else ""
        given = Offer(target="zh-Hans", source="en", title=title, text=f"{own} {mark} {TRANSLATED}")
        made = await contributions.offer(tx, await _permit(world, tx, by, Action.TRANSLATE, about), given)
        made_of = Help(made.id, by, about, mark)
        world.translations[made.id] = made_of
        permit = await _permit(world, tx, about.author, Action.EDIT, about)
        match world.chance.random():
            case chance if chance < 0.5:
                made_of.state = (await contributions.accept(tx, permit, made.id)).state
            case chance if chance < 0.7:
                made_of.state = (await contributions.decline(tx, permit, made.id)).state


async def corrections(world: World, tx: Tx) -> None:
    """Of all that everybody may read; what is taken over is what a comment says from then on."""
    for about in _public(world):
        by, mark = _helper(world, about), world.mark()
        said = comments.by_ids if isinstance(about, Reply) else notes.by_ids
        text = (await said(tx, [about.id]))[about.id].text
        given = NewCorrection(text=f"{text} {mark}", remark=mark)
        made = await contributions.correct(tx, await _permit(world, tx, by, Action.CORRECT, about), given)
        made_of = Help(made.id, by, about, mark)
        world.corrections[made.id] = made_of
        if isinstance(about, Reply) and world.chance.random() < 0.3:
            permit = await _permit(world, tx, about.author, Action.EDIT, about)
            await contributions.accept_correction(tx, permit, made.id)
            made_of.state = "accepted"
            for other in world.translations.values():
                if other.about is about:
                    other.state = "outdated"


def mark_of(about: Said | Reply) -> str:
    return about.versions[-1].mark if isinstance(about, Said) else about.mark


def _helper(world: World, about: Said | Reply) -> int:
    return world.one([who for who, person in world.people.items() if person.bilingual and who != about.author])


def _public(world: World) -> list[Said | Reply]:
    public = {note.id: note for note in world.notes.values() if note.visibility == "everyone"}
    return [*public.values(), *(reply for reply in world.comments.values() if reply.note in public)]


async def _permit(world: World, tx: Tx, who: int, action: Action, about: Said | Reply) -> Permit:
    if isinstance(about, Said):
        return permits.on_note(who, action, about.id, about.author)
    comment = (await comments.by_ids(tx, [about.id]))[about.id]
    return permits.on_comment(who, action, comment, world.notes[about.note].author)
