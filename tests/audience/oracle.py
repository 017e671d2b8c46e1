"""The rules of the house once more, in plain words and apart from the code that keeps them: which marker may a viewer
ever be shown, and which must they find?"""

from __future__ import annotations

from tests.audience.things import Help, Person, Reply, Said, Shelf, World

VISITOR = 0


def hidden_marks(world: World, viewer: int) -> set[str]:
    """Every marker that no answer to this viewer may contain."""
    hidden: set[str] = set()
    staff = is_staff(world, viewer)
    for identifier, person in world.people.items():
        if not sees_person(world, viewer, identifier):
            hidden.update(person.marks)
        if identifier != viewer:
            hidden.update(person.private)
    for note in world.notes.values():
        seen = sees_note(world, viewer, note)
        for version in note.versions:
            if not seen or not sees_under(world, viewer, note.author, version.visibility):
                hidden.add(version.mark)
        if note.reason and not staff and viewer != note.author:
            hidden.update({note.reason, note.plea})
    hidden |= {reply.mark for reply in world.comments.values() if not sees_comment(world, viewer, reply)}
    hidden |= {one.mark for one in world.translations.values() if not sees_translation(world, viewer, one)}
    hidden |= {one.mark for one in world.corrections.values() if not sees_correction(world, viewer, one)}
    hidden |= {shelf.mark for shelf in world.shelves.values() if not sees_shelf(world, viewer, shelf)}
    return hidden if staff else hidden | set(world.report_marks)


def is_staff(world: World, viewer: int) -> bool:
    return viewer == world.moderator


def sees_note(world: World, viewer: int, note: Said) -> bool:
    """The note itself, as it stands now."""
    if note.state == "deleted" or state_of(world, note.author) == "closed":
        return False
    if viewer == note.author:
        return True
    out_of_sight = note.state == "removed" or state_of(world, note.author) != "active"
    if not is_staff(world, viewer) and (out_of_sight or at_odds(world, viewer, note.author)):
        return False
    return sees_under(world, viewer, note.author, note.visibility)


def sees_under(world: World, viewer: int, author: int, visibility: str) -> bool:
    """What was said under a visibility stays under it, whatever the note is now."""
    if viewer == author or visibility == "everyone":
        return True
    if visibility == "self":
        return False
    return is_staff(world, viewer) or (viewer != VISITOR and author in world.people[viewer].follows)


def sees_comment(world: World, viewer: int, reply: Reply) -> bool:
    if reply.state == "deleted" or not sees_note(world, viewer, world.notes[reply.note]):
        return False
    if state_of(world, reply.author) == "closed":
        return False
    if viewer == reply.author or is_staff(world, viewer):
        return True
    return (
        reply.state == "published"
        and state_of(world, reply.author) == "active"
        and not at_odds(world, viewer, reply.author)
    )


def sees_translation(world: World, viewer: int, one: Help) -> bool:
    """Words that stand are read beside the text, whoever wrote them; the others only with their translator."""
    if not _sees_text(world, viewer, one.about):
        return False
    if one.state == "accepted":
        return True
    concerned = viewer in {one.by, one.about.author} or is_staff(world, viewer)
    return in_sight(world, viewer, one.by) and (one.state == "offered" or concerned)


def sees_correction(world: World, viewer: int, one: Help) -> bool:
    """What was taken over is what the text says now."""
    if not _sees_text(world, viewer, one.about):
        return False
    concerned = viewer in {one.by, one.about.author} or is_staff(world, viewer)
    return one.state == "accepted" or (concerned and in_sight(world, viewer, one.by))


def in_sight(world: World, viewer: int, other: int) -> bool:
    """Whose contributions a reader is shown by name."""
    if is_staff(world, viewer) or viewer == other:
        return sees_person(world, viewer, other)
    at_peace = not at_odds(world, viewer, other) and hears(world, viewer, other)
    return at_peace and sees_person(world, viewer, other)


def _sees_text(world: World, viewer: int, about: Said | Reply) -> bool:
    return sees_note(world, viewer, about) if isinstance(about, Said) else sees_comment(world, viewer, about)


def sees_shelf(world: World, viewer: int, shelf: Shelf) -> bool:
    if state_of(world, shelf.owner) == "closed":
        return False
    if viewer == shelf.owner:
        return True
    if shelf.visibility == "self":
        return False
    return is_staff(world, viewer) or (
        state_of(world, shelf.owner) == "active" and not at_odds(world, viewer, shelf.owner)
    )


def sees_person(world: World, viewer: int, other: int) -> bool:
    """Whom one blocks oneself one still sees, to take it back; whom one is blocked by, never."""
    state = state_of(world, other)
    if state == "closed":
        return False
    if viewer == other or is_staff(world, viewer):
        return True
    return state == "active" and (viewer == VISITOR or viewer not in world.people[other].blocks)


def hears(world: World, viewer: int, other: int) -> bool:
    return viewer == VISITOR or other not in world.people[viewer].mutes


def at_odds(world: World, viewer: int, other: int) -> bool:
    """Either blocks the other."""
    return viewer != VISITOR and (other in world.people[viewer].blocks or viewer in world.people[other].blocks)


def state_of(world: World, person: int) -> str:
    found: Person = world.people[person]
    return found.state
