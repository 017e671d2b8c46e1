"""Takes a text apart: what an engine is to translate, sentence by sentence and language by language, and what stays."""

from vermilion.translation.parting.initials import source_of
from vermilion.translation.parting.models import Part, Words
from vermilion.translation.parting.taking_apart import take_apart

__all__ = ["Part", "Words", "source_of", "take_apart"]
