"""The built-in dictionaries and the community's terms, put together for looking up."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable

from vermilion.translation.glossary import data
from vermilion.translation.glossary.folding import folded
from vermilion.translation.glossary.models import Term
from vermilion.translation.glossary.phrases import Phrases
from vermilion.translation.glossary.topics import Topics
from vermilion.translation.glossary.words import Words

# Raised when this code says something else for the same dictionaries.
VERSION = 1


@functools.cache
def built_in() -> Words:
    """The words that come with the program."""
    return with_terms(())


def with_terms(community: Iterable[Term]) -> Words:
    """The built-in words and the community's, which go before."""
    dictionaries = {pair: dict(values) for pair, values in data.phrases().items()}
    added: dict[tuple[str, str], dict[str, str]] = {}
    revision = hashlib.blake2b(f"{VERSION} {data.version()}".encode(), digest_size=6)
    for term in sorted(community, key=lambda term: (term.source, term.target, term.term)):
        added.setdefault((term.source, term.target), {})[folded(term.term, term.source)] = term.translation
        revision.update(f"\0{term.source}\0{term.target}\0{term.term}\0{term.translation}".encode())
    for (source, target), terms in added.items():
        dictionaries.setdefault((source, target), {}).update(terms)
        if source != target:
            # Said in plain words a term would not be found any more.
            slang = dictionaries.get((source, source), {})
            dictionaries[source, source] = {word: slang[word] for word in slang if word not in terms}
    # Whoever writes Cantonese also uses the slang of all Chinese.
    dictionaries["yue", "yue"] = dictionaries["zh", "zh"] | dictionaries["yue", "yue"]
    phrases = {pair: Phrases(values) for pair, values in dictionaries.items()}
    return Words(revision.hexdigest(), phrases, added, _topics())


@functools.cache
def _topics() -> Topics:
    return Topics(data.topics())
