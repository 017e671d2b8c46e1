"""Finds what must survive a translation exactly, hides it behind masks, and puts it back."""

from vermilion.translation.protecting.counting import keeps_pieces, pieces, pieces_of
from vermilion.translation.protecting.cutting import PICTURES, Kind, Span, cut
from vermilion.translation.protecting.joining import join
from vermilion.translation.protecting.masking import mask, mask_letters, restore

__all__ = [
    "PICTURES",
    "Kind",
    "Span",
    "cut",
    "join",
    "keeps_pieces",
    "mask",
    "mask_letters",
    "pieces",
    "pieces_of",
    "restore",
]
