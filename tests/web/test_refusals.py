"""A refusal as a page: its status, a title, what happened, and where to go from there."""

from __future__ import annotations

import pytest
from tests.web.conftest import Browsers

from vermilion import topics
from vermilion.infra.errors import TooMany, Unavailable

SIGN_IN = 'class="button button--red" href="/sign-in?next='


async def test_nothing_here(browsers: Browsers) -> None:
    told = await browsers.visitor.get("/notes/1?x=1")
    assert told.status_code == 404
    assert "<title>There is no page here · " in told.text
    assert SIGN_IN + "/notes/1%3Fx%3D1" in told.text  # it may be meant for those who are signed in
    assert SIGN_IN not in (await browsers.alice.get("/notes/1")).text


async def test_an_expired_form_leads_back_to_itself(browsers: Browsers) -> None:
    sent_from = {"host": "test", "referer": "http://test/settings/display"}
    told = await browsers.alice.client.post("/settings/display", data={"_csrf": "00"}, headers=sent_from)
    assert told.status_code == 403
    assert "<title>This page was open for too long · " in told.text
    assert 'class="button button--red" href="/settings/display">Load it again' in told.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("staged"), 500),
        (Unavailable("staged", "Files cannot be reached right now."), 503),
        (TooMany("rate_limit", "That was a lot at once. Wait {seconds} seconds.", retry_after=9, seconds=9), 429),
    ],
)
async def test_what_may_pass_can_be_tried_again(
    browsers: Browsers, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    async def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(topics, "hot", fail)
    told = await browsers.alice.get("/topics?x=1")
    assert told.status_code == status
    assert 'class="button button--red" href="/topics?x=1"' in told.text
    numbered = f"Number: {told.headers['x-request-id']}" in told.text
    assert numbered is (status >= 500)


async def test_the_frameworks_own_refusals_are_told_in_words(browsers: Browsers) -> None:
    told = await browsers.alice.send("/rules")
    assert told.status_code == 405
    assert "The request could not be understood." not in told.text
