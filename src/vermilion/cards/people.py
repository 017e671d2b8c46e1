"""People as names under cards, and as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vermilion import accounts
from vermilion.accounts import Account
from vermilion.audience import Action, Terms, Viewer, decide
from vermilion.cards import pictures
from vermilion.cards.caching import Versioned
from vermilion.cards.views import PersonView
from vermilion.infra import subject
from vermilion.infra.db import Reader

CACHED = 20_000
_accounts = Versioned[Account](accounts.versions, accounts.by_ids, lambda account: account.version, CACHED)
GONE = PersonView(id="0", handle="", name="", language="und", region="", avatar=None, role="", url="")


async def load(reader: Reader, ids: Iterable[int]) -> dict[int, Account]:
    """Accounts of any state."""
    return await _accounts.get(reader, list(dict.fromkeys(ids)))


async def views(reader: Reader, people: Iterable[Account]) -> dict[int, PersonView]:
    """How each is named; one batch for their pictures."""
    listed = list(people)
    avatars = await pictures.load(reader, [person.avatar_id for person in listed if person.avatar_id])
    return {person.id: view(person, avatars) for person in listed}


def view(person: Account, avatars: pictures.Loaded) -> PersonView:
    """A closed account keeps its place in a conversation, without a name."""
    if person.state == "closed":
        return GONE
    return PersonView(
        id=str(person.id),
        handle=person.handle,
        name=person.name,
        language=person.language,
        region=person.region,
        avatar=pictures.picture(avatars, person.avatar_id) if person.avatar_id else None,
        role=person.role,
        url=f"/people/{person.handle}",
    )


async def visible(reader: Reader, viewer: Viewer, ids: Sequence[int]) -> list[PersonView]:
    """Those of a list of people whom the viewer may see, in the list's order."""
    found = await load(reader, ids)
    shown = [found[i] for i in ids if i in found and decide(viewer, Action.SEE, terms_of(found[i])).allowed]
    named = await views(reader, shown)
    return [named[person.id] for person in shown]


def terms_of(person: Account) -> Terms:
    """On what terms a person is shown: they are their own author."""
    return Terms(subject=subject.account(person.id), author_id=person.id, author_state=person.state)
