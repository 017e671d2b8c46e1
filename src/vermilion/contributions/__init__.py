"""What members add to other members' texts: translations, votes on them, and corrections."""

from vermilion.contributions.correcting import correct, withdraw_correction
from vermilion.contributions.deciding import accept, decline, remove, remove_correction
from vermilion.contributions.differing import Change, differences
from vermilion.contributions.keeping_up import (
    comment_changed,
    comment_erased,
    erase_some_of,
    note_changed,
    note_deleted,
)
from vermilion.contributions.models import (
    ACCEPTED,
    DECLINED,
    OFFERED,
    ContributionModerated,
    Correction,
    CorrectionAccepted,
    CorrectionOffered,
    CorrectionThanked,
    Helped,
    NewCorrection,
    Offer,
    Translation,
    TranslationAccepted,
    TranslationOffered,
)
from vermilion.contributions.offering import offer, withdraw
from vermilion.contributions.reading import (
    by_corrector_page,
    by_ids,
    by_translator_page,
    corrections_by_ids,
    corrections_of,
    helped,
    of_subject,
    votes_among,
)
from vermilion.contributions.rules import ACCEPT_AT, TAKE_DOWN_AT
from vermilion.contributions.settling import accept_correction, decline_correction, thank
from vermilion.contributions.voting import vote, why_not_vote

__all__ = [
    "ACCEPTED",
    "ACCEPT_AT",
    "DECLINED",
    "OFFERED",
    "TAKE_DOWN_AT",
    "Change",
    "ContributionModerated",
    "Correction",
    "CorrectionAccepted",
    "CorrectionOffered",
    "CorrectionThanked",
    "Helped",
    "NewCorrection",
    "Offer",
    "Translation",
    "TranslationAccepted",
    "TranslationOffered",
    "accept",
    "accept_correction",
    "by_corrector_page",
    "by_ids",
    "by_translator_page",
    "comment_changed",
    "comment_erased",
    "correct",
    "corrections_by_ids",
    "corrections_of",
    "decline",
    "decline_correction",
    "differences",
    "erase_some_of",
    "helped",
    "note_changed",
    "note_deleted",
    "of_subject",
    "offer",
    "remove",
    "remove_correction",
    "thank",
    "vote",
    "votes_among",
    "why_not_vote",
    "withdraw",
    "withdraw_correction",
]
