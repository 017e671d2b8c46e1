"""axe-core finds no serious fault on the main pages, in both themes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.conftest import Enter

PAGES = (
    "/",
    "/topics",
    "/topics/TikTokRefugee",
    "/people/tiantian",
    "/people/maya?tab=collections",
    "/search?q=cat",
    "/publish",
    "/inbox",
    "/inbox?tab=comments",
    "/settings",
    "/settings/reading",
    "/rules",
)
VISITOR = ("/", "/sign-in", "/sign-up", "/notes/1")
DESK = ("/desk", "/desk/people", "/desk/topics", "/desk/glossary", "/desk/translation", "/desk/log")
GRAVE = {"serious", "critical"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_fault(enter: Enter, size: str, theme: str) -> None:
    found = []
    for handle, paths in (("maya", PAGES), ("", VISITOR), ("town", DESK)):
        page = enter(size, handle, color_scheme=theme, reduced_motion="reduce", bypass_csp=True)
        notes = []
        for path in paths:
            page.goto(path)
            if path == "/":
                notes = page.locator(".card__title a").evaluate_all("links => links.slice(0, 2).map(link => link.href)")
            found += faults(page, path)
        for note in notes:
            page.goto(note)
            stretch(page)
            found += faults(page, note)
    assert found == []


def stretch(page: Page) -> None:
    """Make the window as tall as the page: what the bar that stays in sight covers can be scrolled to, which axe cannot
    know, wherever a script or an anchor has scrolled to."""
    for _ in range(5):
        page.wait_for_load_state("networkidle")  # what moves the page has done so, what came into sight is there
        size, height = page.viewport_size, page.evaluate("document.documentElement.scrollHeight")
        assert size is not None
        if height <= size["height"]:
            return
        page.set_viewport_size({"width": size["width"], "height": height})
    raise AssertionError(f"{page.url} grows with its window")


def faults(page: Page, path: str) -> list[str]:
    violations = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{path}: {fault['id']} {fault['impact']}: {fault['nodes'][0]['html'][:160]} ({len(fault['nodes'])})"
        for fault in violations
        if fault["impact"] in GRAVE
    ]
