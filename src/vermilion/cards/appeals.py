"""Second looks as those see them who ask: what they may ask, what they asked, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import moderation
from vermilion.audience import Action, Viewer
from vermilion.cards import permits
from vermilion.cards.views import AppealView
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.moderation import Measure


async def appeal(reader: Reader, viewer: Viewer, kind: str, identifier: int) -> AppealView:
    """How it stands with a thing of the viewer's own. NotFound for anybody else's, and where there is nothing to look
    at again."""
    permit = await permits.permit_of(reader, viewer, kind, identifier, Action.APPEAL)
    measure = (await moderation.measures(reader, kind, [identifier])).get(identifier)
    if measure is None or not (measure.appeal or moderation.stands(permit.terms)):
        raise NotFound
    return view(measure)


async def of_own(reader: Reader, kind: str, identifiers: Sequence[int]) -> dict[int, AppealView]:
    """The same of some things of a kind that the caller knows to be the viewer's and removed."""
    found = await moderation.measures(reader, kind, identifiers)
    return {subject_id: view(measure) for subject_id, measure in found.items()}


def view(measure: Measure) -> AppealView:
    said = measure.appeal
    ends_at = clock.rfc3339(measure.ends_at) if measure.ends_at else None
    if said is None:
        state = "over" if clock.now() > measure.open_until else "offered"
        until = clock.rfc3339(measure.open_until)
        return AppealView(reason=measure.reason, state=state, until=until, ends_at=ends_at)
    return AppealView(
        reason=measure.reason,
        state=said.state,
        details=said.details,
        answer=said.answer,
        created_at=clock.rfc3339(said.created_at),
        until=clock.rfc3339(measure.open_until),
        ends_at=ends_at,
    )
