"""Collections with their covers."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import audience, collections, counters
from vermilion.audience import Action, Permit, Viewer, decide
from vermilion.cards import notes as note_cards
from vermilion.cards import people
from vermilion.cards.views import CollectionView
from vermilion.collections import Collection
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound

COVERS = 4


async def permit(reader: Reader, viewer: Viewer, collection_id: int, action: Action) -> Permit:
    """Raises NotFound, Unauthenticated or Forbidden."""
    found = (await collections.by_ids(reader, [collection_id])).get(collection_id)
    owner = (await people.load(reader, [found.owner_id])).get(found.owner_id) if found else None
    if found is None or owner is None:
        raise NotFound
    return audience.permit(viewer, action, collections.terms_of(found, owner.state))


async def one(reader: Reader, viewer: Viewer, collection_id: int) -> CollectionView:
    """NotFound where the viewer may not see it."""
    await permit(reader, viewer, collection_id, Action.SEE)
    return (await views(reader, viewer, list((await collections.by_ids(reader, [collection_id])).values())))[0]


async def of_owner(reader: Reader, viewer: Viewer, owner_id: int) -> list[CollectionView]:
    """Those of someone's collections that the viewer may see."""
    return await views(reader, viewer, await collections.of_owner(reader, owner_id))


async def views(reader: Reader, viewer: Viewer, listed: Sequence[Collection]) -> list[CollectionView]:
    """In the order given, without those that the viewer may not see. Covers are of notes that they may see."""
    owners = await people.load(reader, (collection.owner_id for collection in listed))
    shown = [
        collection
        for collection in listed
        if decide(viewer, Action.SEE, collections.terms_of(collection, owners[collection.owner_id].state)).allowed
    ]
    ids = [collection.id for collection in shown]
    latest = await collections.latest_of(reader, ids, COVERS)
    cards = await note_cards.cards(reader, viewer, list({note_id for held in latest.values() for note_id in held}))
    covers = {card.id: card.cover for card in cards if card.cover}
    counts = await counters.load(reader, "collection", ids)
    followed = await collections.followed_among(reader, viewer.id, ids)
    named = await people.views(reader, owners.values())
    return [
        CollectionView(
            id=str(collection.id),
            url=f"/collections/{collection.id}",
            name=collection.name,
            visibility=collection.visibility,
            owner=named[collection.owner_id],
            notes=counts[collection.id].notes,
            followers=counts[collection.id].followers,
            covers=[cover for note_id in latest[collection.id] if (cover := covers.get(str(note_id)))],
            followed=collection.id in followed,
            mine=collection.owner_id == viewer.id,
        )
        for collection in shown
    ]
