"""What members add to other members' texts: translations, votes on them, and corrections."""

from vermilion.contributions.changes import Change
from vermilion.contributions.correcting import correct, withdraw_correction
from vermilion.contributions.deciding import accept, decline, remove, remove_correction
from vermilion.contributions.differing import differences
from vermilion.contributions.erasing import comment_erased, erase_some_of, note_deleted, withdraw
from vermilion.contributions.events import (
    ContributionModerated,
    CorrectionAccepted,
    CorrectionOffered,
    CorrectionThanked,
    TranslationAccepted,
    TranslationOffered,
)
from vermilion.contributions.fit_corrections import MAX_REMARK
from vermilion.contributions.fit_offers import LONGER, MAX_ALT
from vermilion.contributions.given import NewCorrection, Offer
from vermilion.contributions.keeping_up import comment_changed, note_changed
from vermilion.contributions.models import ACCEPTED, DECLINED, OFFERED, Correction, Helped, Translation
from vermilion.contributions.offering import adopt, offer
from vermilion.contributions.reading import (
    by_corrector_page,
    by_ids,
    by_translator_page,
    corrections_among,
    corrections_by_ids,
    corrections_of,
    counted,
    helped,
    of_subject,
    votes_among,
)
from vermilion.contributions.rules import ACCEPT_AT, TAKE_DOWN_AT
from vermilion.contributions.settling import accept_correction, decline_correction, thank
from vermilion.contributions.voters import why_not_vote
from vermilion.contributions.voting import vote

__all__ = [
    "ACCEPTED",
    "ACCEPT_AT",
    "DECLINED",
    "LONGER",
    "MAX_ALT",
    "MAX_REMARK",
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
    "adopt",
    "by_corrector_page",
    "by_ids",
    "by_translator_page",
    "comment_changed",
    "comment_erased",
    "correct",
    "corrections_among",
    "corrections_by_ids",
    "corrections_of",
    "counted",
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
