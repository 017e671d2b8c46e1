"""What votes make of a translation."""

from __future__ import annotations

from vermilion.contributions.models import ACCEPTED, DECLINED, Translation

# Votes accept an offer from this score on (above that of the one that stands) and take one down again.
ACCEPT_AT = 3
TAKE_DOWN_AT = -3


def by_votes(found: Translation, former: Translation | None) -> str:
    """What the state of a translation becomes by its score. Votes let one stand that has more of them than the one
    that stands; whom the author or a moderator chose, they do not replace, but they take anything down."""
    if found.state == ACCEPTED:
        return DECLINED if found.score <= TAKE_DOWN_AT else ACCEPTED
    beaten = former is not None and (former.decided_by != 0 or former.score >= found.score)
    return ACCEPTED if found.score >= ACCEPT_AT and not beaten else found.state
