"""Which answers a browser may keep for the way back."""

from __future__ import annotations

import pytest
from tests.web.conftest import Browser, Browsers

NEVER = (
    "/settings",
    "/settings/tokens",
    "/settings/sign-ins",
    "/settings/account",
    "/reset/abc",
    "/confirm/abc",
    "/publish",
    "/v1/me",
    "/v1/notes",
)


async def kept(browser: Browser, path: str, **headers: str) -> str:
    return (await browser.client.get(path, headers=headers)).headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/topics", "/people/bob", "/inbox", "/notes/1"])
async def test_pages_may_be_gone_back_to(browsers: Browsers, path: str) -> None:
    assert await kept(browsers.alice, path) == "private, no-cache"
    assert await kept(browsers.alice, path, **{"HX-Request": "true"}) == "private, no-store"


@pytest.mark.parametrize("path", NEVER)
async def test_secrets_data_and_forms_for_once_are_not_kept(browsers: Browsers, path: str) -> None:
    assert await kept(browsers.alice, path) == "private, no-store"


async def test_the_desk_is_not_kept(browsers: Browsers) -> None:
    assert await kept(browsers.mo, "/desk") == "private, no-store"


async def test_signing_out_forgets_the_pages(browsers: Browsers) -> None:
    assert "clear-site-data" not in (await browsers.alice.get("/")).headers
    answer = await browsers.alice.send("/sign-out")
    assert [step.headers.get("clear-site-data") for step in answer.history] == ['"cache"']
