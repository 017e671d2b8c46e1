"""A member offers a translation of somebody's text, perhaps better than another, and may take it back."""

from __future__ import annotations

from vermilion import accounts
from vermilion.accounts import Account
from vermilion.audience import Permit
from vermilion.contributions import queries
from vermilion.contributions.models import OFFERED, Offer, Original, Translation, TranslationOffered
from vermilion.contributions.originals import hold, load, lock
from vermilion.contributions.reading import of_subject, translation_of, values_of
from vermilion.contributions.rules import cleaned
from vermilion.contributions.standing import forget, make_stand
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from vermilion.translation import reads

# Offers a day, by age of the account, and how many may wait for one text and language at once.
FIRST_DAY_OFFERS = 10
DAILY_OFFERS = 200
MOST_OPEN = 20


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
    await _check_allowance(tx, translator)
    await _make_room(tx, original, translator.id, given)
    made = await _write(tx, original, translator.id, given)
    if own:
        return await make_stand(tx, made, original, decided_by=translator.id)
    await tx.emit(TranslationOffered(made.id, made.subject, translator.id, author.id))
    return made


async def withdraw(tx: Tx, account_id: int, translation_id: int) -> None:
    """Take one's own translation back, in any state; its words and votes are erased. NotFound for anybody else's."""
    found = await translation_of(tx, translation_id)
    if found.translator_id != account_id:
        raise NotFound
    await erase(tx, found)


async def erase(tx: Tx, found: Translation) -> None:
    """Words, votes and the memory's copy."""
    await lock(tx, found.subject)
    await forget(tx, found, await load(tx, found.subject))
    await tx.run(queries.DELETE_VOTES, [found.id])
    await tx.run(queries.DELETE, [found.id])


def _check_languages(translator: Account, given: Offer) -> None:
    if not all(reads(tag, translator.languages) for tag in (given.source or "", given.target)):
        raise Invalid(
            "not_your_language", "Translate between languages that your profile says you read.", field="target"
        )


async def _check_allowance(tx: Tx, translator: Account) -> None:
    now = clock.now()
    allowance = FIRST_DAY_OFFERS if now - translator.created_at < clock.DAY else DAILY_OFFERS
    if await tx.value(queries.COUNT_SINCE, translator.id, ids.id_at(now - clock.DAY, 0)) >= allowance:
        raise TooMany(
            "translations_a_day",
            "That is {count} translations in a day. Offer the next one tomorrow.",
            retry_after=clock.DAY // clock.SECOND,
            count=allowance,
        )


async def _make_room(tx: Tx, original: Original, translator_id: int, given: Offer) -> None:
    """Nobody has two open offers for one text and language, and nobody repeats what another one said."""
    others = []
    for found in await of_subject(tx, original.subject, given.target):
        if found.translator_id == translator_id and found.state == OFFERED:
            await erase(tx, found)
        else:
            others.append(found)
    if any(found.parts == (given.title, given.text, *given.alts) for found in others):
        raise Conflict("same_translation", "These very words were offered before. Vote for them.")
    if len(others) >= MOST_OPEN:
        raise Conflict("many_translations", "Many translations wait here already. Vote for the best one.")


async def _write(tx: Tx, original: Original, translator_id: int, given: Offer) -> Translation:
    now = clock.now()
    made = Translation(
        id=ids.new_id(),
        subject=original.subject,
        translator_id=translator_id,
        source=given.source or original.language,
        target=given.target,
        title=given.title,
        text=given.text,
        alts=tuple(given.alts),
        source_keys=original.keys,
        based_on=await _improved(tx, original, given),
        version=original.version,
        state=OFFERED,
        score=0,
        decided_by=0,
        created_at=now,
        updated_at=now,
    )
    await tx.run(queries.INSERT, *values_of(made))
    return made


async def _improved(tx: Tx, original: Original, given: Offer) -> int:
    """NotFound for a translation of another text or into another language."""
    if not given.based_on:
        return 0
    found = await translation_of(tx, given.based_on, original.subject)
    if found.target != given.target:
        raise NotFound
    return found.id
