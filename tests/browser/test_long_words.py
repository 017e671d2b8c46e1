"""A word of a hundred letters, wherever it may be written, makes no page wider than its window."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter, publish_words

WORD = "W" * 100
NAME = "W" * 40  # as long as a name may be
TOPIC = "W" * 40


def test_no_page_scrolls_sideways(enter: Enter, size: str) -> None:
    page = enter(size)
    handle = f"long_{size}"
    join(page, handle)
    page.goto("/settings")
    page.fill("#bio", WORD)
    page.get_by_role("button", name="Save").click()
    note = publish_words(page, WORD, f"{WORD}\n\nand #{TOPIC} and {WORD}")
    page.get_by_placeholder("Say something").fill(WORD)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".comment")).to_have_count(1)
    assert too_wide(page) == []
    for path in (note, f"{note}?reply=1", f"/people/{handle}", f"/topics/{TOPIC}", f"/search?q={TOPIC}", "/settings"):
        page.goto(path)
        assert too_wide(page) == []
    page.goto(f"/people/{handle}")
    page.locator(".card__title a").click()
    expect(page.locator("#note-dialog .comment")).to_have_count(1)
    assert too_wide(page) == []
    for path in (f"{note}/edit", f"{note}/delete", f"/reports/new?kind=note&id={note.rpartition('/')[2]}"):
        page.goto(path)
        assert too_wide(page) == []


def join(page: Page, handle: str) -> None:
    page.goto("/sign-up#you")
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("E-mail").fill(f"{handle}@example.com")
    page.get_by_label("Password", exact=True).fill("a long enough sentence")
    page.get_by_label("Country or region").select_option("US")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/")


def too_wide(page: Page) -> list[str]:
    """What reaches beyond its page, or is cut off by a box that cannot be scrolled. A line that ends in an ellipsis is
    no fault: it is meant to."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = [];
          for (const box of document.querySelectorAll("html, body *")) {
            const style = getComputedStyle(box);
            if (box.scrollWidth <= box.clientWidth + 1 || box.clientWidth === 0) continue;
            if (style.overflowX === "visible" && box !== document.documentElement) continue;
            if (box.matches(".hidden-visually, .tabs, .settings__nav, .topic__also, input, select")) continue;
            if (style.textOverflow === "ellipsis") continue;
            wide.push(`${location.pathname}: ${box.tagName}.${box.className} ${box.scrollWidth} > ${box.clientWidth}`);
          }
          return wide;
        }"""
    )
    return found
