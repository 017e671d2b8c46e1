"""What one person needs at once is allowed to a newcomer, too, whichever workers it comes to."""

from __future__ import annotations

import pytest

from vermilion.audience import Viewer
from vermilion.edge.limits import UPLOAD, WRITE, Limits, Rule
from vermilion.infra import clock
from vermilion.infra.errors import TooMany

NEWCOMER = Viewer(id=7, created_at=clock.now())


@pytest.mark.parametrize("workers", [1, 2, 4, 16])
def test_a_newcomer_sends_a_full_note_and_replaces_pictures(workers: int) -> None:
    one_worker = Limits(workers, enabled=True)
    for _ in range(18 + 6):
        one_worker.take_write(NEWCOMER, "192.0.2.0/24")
        one_worker.take_write(NEWCOMER, "192.0.2.0/24", UPLOAD)
    for _ in range(6 + 12 + 1):  # what was replaced is removed, the draft is kept now and then, the note is published
        one_worker.take_write(NEWCOMER, "192.0.2.0/24")
    for _ in range(18):  # and a second one
        one_worker.take_write(NEWCOMER, "192.0.2.0/24")
        one_worker.take_write(NEWCOMER, "192.0.2.0/24", UPLOAD)


@pytest.mark.parametrize(("rule", "most"), [(UPLOAD, 48), (WRITE, 72)], ids=["upload", "write"])
def test_a_newcomer_who_goes_on_and_on_waits(rule: Rule, most: int) -> None:
    one_worker = Limits(4, enabled=True)
    for _ in range(most):
        one_worker.take_write(NEWCOMER, "192.0.2.0/24", rule)
    with pytest.raises(TooMany) as refused:
        one_worker.take_write(NEWCOMER, "192.0.2.0/24", rule)
    assert refused.value.retry_after is not None
    assert refused.value.retry_after < 60
