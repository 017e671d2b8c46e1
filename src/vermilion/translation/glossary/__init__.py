"""The words of the community and its slang: what they mean, and what they become in another language."""

from vermilion.translation.glossary.assembling import built_in, with_terms
from vermilion.translation.glossary.checking import checked
from vermilion.translation.glossary.csv_files import read_csv, write_csv
from vermilion.translation.glossary.models import GlossaryTerm, Term
from vermilion.translation.glossary.reading import Fault, Reading
from vermilion.translation.glossary.storing import (
    GENERATION,
    add_term,
    add_terms,
    all_terms,
    assembled,
    load,
    remove_term,
    search,
    terms_page,
)
from vermilion.translation.glossary.tbx_reading import read_tbx
from vermilion.translation.glossary.tbx_writing import write_tbx
from vermilion.translation.glossary.words import Words

__all__ = [
    "GENERATION",
    "Fault",
    "GlossaryTerm",
    "Reading",
    "Term",
    "Words",
    "add_term",
    "add_terms",
    "all_terms",
    "assembled",
    "built_in",
    "checked",
    "load",
    "read_csv",
    "read_tbx",
    "remove_term",
    "search",
    "terms_page",
    "with_terms",
    "write_csv",
    "write_tbx",
]
