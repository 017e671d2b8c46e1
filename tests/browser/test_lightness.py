"""Pages hold still while they load, and the first view of Explore is small."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Enter

LARGEST_SHIFT = 0.05
LARGEST_VIEW = 120_000  # bytes of HTML, CSS and scripts as they travel
WATCH = """
window.shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("handle", ["", "maya"])
def test_nothing_moves_while_it_loads(enter: Enter, size: str, handle: str) -> None:
    page = enter(size, handle)
    page.add_init_script(WATCH)
    page.goto("/")
    settle(page)
    assert page.evaluate("shift") <= LARGEST_SHIFT
    for _ in range(4):
        page.mouse.wheel(0, 1500)
        page.wait_for_timeout(400)
    settle(page)
    assert page.evaluate("shift") <= LARGEST_SHIFT
    for path in page.locator(".card__title a").evaluate_all("links => links.slice(0, 4).map(link => link.href)"):
        page.goto(path)
        settle(page)
        assert page.evaluate("shift") <= LARGEST_SHIFT, path


def settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def test_the_first_view_is_small(enter: Enter, size: str) -> None:
    page = enter(size)
    travelled: dict[str, float] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    session.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    session.on("Network.loadingFinished", lambda told: travelled.update({told["requestId"]: told["encodedDataLength"]}))
    page.goto("/")
    settle(page)
    counted = {name: kind for name, kind in kinds.items() if kind in {"Document", "Stylesheet", "Script"}}
    assert set(counted.values()) == {"Document", "Stylesheet", "Script"}
    assert sum(travelled[name] for name in counted) <= LARGEST_VIEW
