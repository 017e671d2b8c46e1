"""Who may judge a translation."""

from __future__ import annotations

from vermilion.accounts import Account
from vermilion.audience import Viewer
from vermilion.contributions.models import Translation
from vermilion.infra import clock
from vermilion.infra.errors import Forbidden
from vermilion.translation import reads

# Votes of accounts that were just made would be no votes of people.
OLD_ENOUGH = clock.DAY


def why_not_vote(found: Translation, voter: Account | Viewer) -> Forbidden | None:
    """What keeps somebody from judging a translation, whatever its state; None when nothing does."""
    if voter.id == found.translator_id:
        return Forbidden("own_translation", "Others judge your translation.")
    if clock.now() - voter.created_at < OLD_ENOUGH:
        return Forbidden("too_new", "You can vote from your second day on.")
    if not all(reads(tag, voter.languages) for tag in (found.source, found.target)):
        return Forbidden("not_your_language", "Those who read both languages vote. Your profile says which you read.")
    return None
