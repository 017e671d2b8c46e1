"""A person's page."""

from __future__ import annotations

from vermilion import accounts, audience, counters, relations
from vermilion.accounts import Account
from vermilion.audience import Action, Viewer
from vermilion.cards import people, texts, translating
from vermilion.cards.reading import OWN, reading_of
from vermilion.cards.translatable import of_person
from vermilion.cards.views import ProfileView, TranslationView
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound


async def account(reader: Reader, viewer: Viewer, handle: str) -> Account:
    """The account behind a handle, if the viewer may see it. Raises NotFound else."""
    found = await accounts.by_handle(reader, handle)
    if found is None:
        raise NotFound
    audience.permit(viewer, Action.SEE, people.terms_of(found))
    return found


async def profile(reader: Reader, viewer: Viewer, person: Account, locale: str = "") -> ProfileView:
    """The head of a profile; `person` was found by `account`. For `locale` see `whole_notes.note`."""
    counts = (await counters.load(reader, "account", [person.id]))[person.id]
    named = await people.views(reader, [person])
    known = await texts.known_handles(reader, [person.bio])
    state, translated = await bio(reader, viewer, person, known, locale)
    return ProfileView(
        person=named[person.id],
        bio=person.bio,
        paragraphs=texts.paragraphs(person.bio, known),
        languages=list(person.languages),
        joined_at=clock.rfc3339(person.created_at),
        notes=counts.notes,
        following=counts.following,
        followers=counts.followers,
        likes_and_collects=counts.likes + counts.collects,
        relation=await _relation(reader, viewer, person),
        translation=translated,
        translation_state=state,
    )


async def bio(
    reader: Reader, viewer: Viewer, person: Account, known: set[str], locale: str
) -> tuple[str, TranslationView | None]:
    """How a person's words about themself stand with the viewer, and their translation; `known` handles in them."""
    reading = reading_of(viewer, locale)
    if reading is None or viewer.leaves_alone(person.id):
        return OWN, None
    [standing] = await translating.standing(reader, reading, [(of_person(person), person.translatable)])
    translators = await translating.named(reader, viewer, [standing])
    return standing.state, translating.view(standing, reading, translators, known, text=person.bio)


async def _relation(reader: Reader, viewer: Viewer, person: Account) -> list[str]:
    if not viewer.signed_in:
        return []
    if viewer.id == person.id:
        return ["self"]
    holds = {
        "following": bool(await relations.following_among(reader, viewer.id, [person.id])),
        "followed_by": bool(await relations.followers_among(reader, viewer.id, [person.id])),
        "blocking": person.id in viewer.blocks,
        "muting": person.id in viewer.mutes,
    }
    return [name for name, so in holds.items() if so]
