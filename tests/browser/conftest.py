"""A demo town that is served by real processes, and a Chromium that visits it, as a phone and as a desktop."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright
from tests.demo_town import demo_town
from tests.processes.house import running_house

from vermilion.demo import PASSWORD

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
}
PATIENCE = 20_000  # milliseconds; machines that run tests are busy

Enter = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = pytest.mark.skip(reason="no Chromium: put one in the path or in CHROMIUM")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a town that is served."""
    folder = tmp_path_factory.mktemp("house")
    demo_town(tmp_path_factory, folder / "data")
    with running_house(folder, workers=1, rate_limits="false") as house:
        yield f"http://127.0.0.1:{house.port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For the tests of one file: while it is there, a loop runs in this thread, and no async test could."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    """Every test that asks for it runs on a phone and on a desktop."""
    chosen: str = request.param
    return chosen


_signed_in: dict[str, StorageState] = {}


@pytest.fixture
def enter(browser: Browser, origin: str) -> Iterator[Enter]:
    """Open a window: `enter("phone", "maya")`. Without a handle it is a visitor's. No page may report an error."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def open_window(size: str, handle: str = "", **options: Any) -> Page:
        if handle and handle not in _signed_in:
            _signed_in[handle] = _sign_in(browser, origin, handle)
        context = browser.new_context(
            base_url=origin, locale="en-US", storage_state=_signed_in.get(handle), **{**SIZES[size], **options}
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        return page

    yield open_window
    for context in opened:
        context.close()
    assert not wrong


def _sign_in(browser: Browser, origin: str, handle: str) -> StorageState:
    context = browser.new_context(base_url=origin, locale="en-US")
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#login", handle)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    state = context.storage_state()
    context.close()
    return state


def publish_words(page: Page, title: str, text: str) -> str:
    """Publish a note without pictures; returns its path."""
    page.goto("/publish")
    page.fill("#title", title)
    page.fill("#text", text)
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/notes/*")
    return page.url.removeprefix(page.url.split("/notes/")[0])


def reload_until(page: Page, wanted: Callable[[], bool], tries: int = 20) -> None:
    """Look again until the workers have done their part."""
    for _ in range(tries):
        with suppress(AssertionError):
            if wanted():
                return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("waited in vain")
