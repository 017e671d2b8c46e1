"""The community's terms: added, taken away, listed, and loaded beside the built-in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from vermilion.infra import clock, generations, ids, paging
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Invalid, NotFound
from vermilion.infra.paging import Cursor, Slice
from vermilion.translation.glossary import queries
from vermilion.translation.glossary.assembling import built_in, with_terms
from vermilion.translation.glossary.checking import checked
from vermilion.translation.glossary.folding import base
from vermilion.translation.glossary.models import MOST_TERMS, GlossaryTerm, Term
from vermilion.translation.glossary.words import Words

GENERATION = "glossary"  # moves with every change: whoever holds Words loads them anew


async def load(reader: Reader) -> Words:
    """The built-in words and the community's."""
    return assembled(await all_terms(reader))


def assembled(terms: Sequence[Term]) -> Words:
    """The same of the community's terms. Takes a tenth of a second where there are some."""
    return with_terms(terms) if terms else built_in()


async def add_term(tx: Tx, source: str, target: str, term: str, translation: str, account_id: int = 0) -> None:
    """Check a term and put it into the glossary."""
    await add_terms(tx, [checked(source, target, term, translation)], account_id)


async def add_terms(tx: Tx, terms: Sequence[Term], account_id: int = 0) -> None:
    """Put checked terms into the glossary, all or none; one that is there already gets the new translation. Invalid
    when the glossary would become too large. `account_id` 0 is the operator."""
    if not terms:
        return
    now = clock.now()
    rows = [(ids.new_id(), term.source, term.target, term.term, term.translation, account_id, now) for term in terms]
    await tx.many(queries.PUT, rows)
    if await tx.value(queries.COUNT) > MOST_TERMS:
        raise Invalid("glossary_full", "The glossary holds at most {limit} terms.", limit=MOST_TERMS)
    await generations.bump(tx, GENERATION)


async def remove_term(tx: Tx, source: str, target: str, term: str) -> None:
    """Take a term out. NotFound if it is not there."""
    if not await tx.run(queries.REMOVE, base(source), base(target), unicodedata.normalize("NFC", term)):
        raise NotFound
    await generations.bump(tx, GENERATION)


async def all_terms(reader: Reader) -> list[Term]:
    """Every term of the community's, oldest first."""
    return [Term(*row) for row in await reader.all(queries.ALL)]


async def search(reader: Reader, words: str, limit: int) -> list[GlossaryTerm]:
    """The community's terms that have these words in them or in their translation, newest first. The glossary is small
    enough to be read whole, and capitals and width are the same to Python everywhere."""
    wanted = _plain(words)
    terms = [GlossaryTerm(*row) for row in await reader.all(queries.PAGE, ids.LARGEST, MOST_TERMS)]
    return [found for found in terms if wanted in _plain(found.term) or wanted in _plain(found.translation)][:limit]


async def terms_page(reader: Reader, cursor: Cursor | None, limit: int) -> Slice[GlossaryTerm]:
    """The community's terms, newest first."""
    rows = await reader.all(queries.PAGE, *paging.start(cursor, 1), limit + 1)
    return paging.cut(rows, limit, 1, lambda row: GlossaryTerm(*row))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
