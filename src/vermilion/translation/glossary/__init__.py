"""The words of the community and its slang: what they mean, and what they become in another language."""

from vermilion.translation.glossary.models import GlossaryTerm, Term, checked
from vermilion.translation.glossary.storing import GENERATION, add_term, add_terms, load, remove_term, terms_page
from vermilion.translation.glossary.words import Words, built_in, with_terms

__all__ = [
    "GENERATION",
    "GlossaryTerm",
    "Term",
    "Words",
    "add_term",
    "add_terms",
    "built_in",
    "checked",
    "load",
    "remove_term",
    "terms_page",
    "with_terms",
]
