"""A member offers a translation of somebody's text, perhaps better than another."""

from __future__ import annotations

from vermilion import accounts
from vermilion.accounts import Account
from vermilion.audience import Permit
from vermilion.contributions.events import TranslationOffered
from vermilion.contributions.fit_offers import cleaned
from vermilion.contributions.given import Offer
from vermilion.contributions.models import Translation
from vermilion.contributions.offer_limits import check_allowance, make_room
from vermilion.contributions.offers import write
from vermilion.contributions.originals import hold
from vermilion.contributions.standing import let_stand, make_stand
from vermilion.infra.db import Tx
from vermilion.infra.errors import Forbidden, Invalid
from vermilion.translation import reads


async def offer(tx: Tx, permit: Permit, given: Offer) -> Translation:
    """Offer a translation of the permit's note or comment; it takes the place of an open one by the same member. One's
    own text is translated without asking anybody. Raises Invalid with the field, Forbidden where the author wants
    none, Conflict for words that are there already or when many wait, TooMany past the day's allowance."""
    original = await hold(tx, permit.subject, given.version)
    people = await accounts.by_ids(tx, [permit.account_id, original.author_id])
    translator, author = people[permit.account_id], people[original.author_id]
    own = translator.id == author.id
    if not original.public or not (author.translatable or own):
        raise Forbidden("not_translatable", "The author does not want this to be translated.")
    given = cleaned(given, original)
    _check_languages(translator, given)
    await check_allowance(tx, translator)
    await make_room(tx, original, translator.id, given)
    made = await write(tx, original, translator.id, given)
    if own:
        return await make_stand(tx, made, original, decided_by=translator.id)
    await tx.emit(TranslationOffered(made.id, made.subject, translator.id, author.id))
    return made


async def adopt(tx: Tx, permit: Permit, given: Offer) -> Translation:
    """Take over a translation that stands already, as imports do: nobody is asked, told or limited, and the text's
    author counts as who let it stand. Invalid as for an offer."""
    original = await hold(tx, permit.subject, given.version)
    made = await write(tx, original, permit.account_id, cleaned(given, original))
    return await let_stand(tx, made, original, decided_by=original.author_id)


def _check_languages(translator: Account, given: Offer) -> None:
    if not all(reads(tag, translator.languages) for tag in (given.source or "", given.target)):
        raise Invalid(
            "not_your_language", "Translate between languages that your profile says you read.", field="target"
        )
