"""Back leads to the same cards at the same spot, with and without a browser that keeps whole pages; and to nothing of
somebody who has signed out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CHROMIUM, FLAGS, SIZES, Enter

from vermilion.demo import PASSWORD

TOP = "() => [scrollY, document.querySelectorAll('.card').length]"
VIEWER = "() => document.querySelector('meta[name=viewer]').content"


def deep_in_explore(page: Page) -> tuple[list[int], int]:
    """Scroll until far more is there than the page came with. Returns the spot, and which title stands in sight."""
    page.goto("/")
    for _ in range(20):
        page.keyboard.press("End")
        page.wait_for_timeout(150)
        if page.locator(".card").count() > 90:
            break
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight - 3000)")
    page.wait_for_timeout(500)
    spot: list[int] = page.evaluate(TOP)
    assert spot[0] > 1000
    in_sight = "links => links.findIndex(link => link.getBoundingClientRect().top > innerHeight / 3)"
    return spot, page.locator(".card__title a").evaluate_all(in_sight)


def at(page: Page, spot: list[int]) -> None:
    page.wait_for_function(f"spot => String(({TOP})()) === String(spot)", arg=spot)


def test_from_another_page(enter: Enter, size: str) -> None:
    page = enter(size, "maya")
    spot, place = deep_in_explore(page)
    page.get_by_role("link", name="Topics").locator("visible=true").first.click()
    page.wait_for_url("**/topics")
    page.go_back()
    at(page, spot)

    page.locator(".card__title a").nth(place).click()
    expect(page.locator("#note-dialog #note-title")).to_be_visible()
    page.locator("#note-dialog .byline__name").click()
    page.wait_for_url("**/people/*")
    page.go_back()
    page.wait_for_url("**/notes/*")
    page.go_back()
    page.wait_for_url("**/")
    at(page, spot)
    ids = page.locator(".card").evaluate_all("cards => cards.map(card => card.dataset.view)")
    assert len(set(ids)) == len(ids)

    page.goto("/")  # come anew, it begins anew
    assert page.evaluate("scrollY") == 0
    assert page.locator(".card").count() < spot[1]


@pytest.mark.parametrize("keeps_pages", [True, False])
def test_after_signing_out(browser: Browser, origin: str, keeps_pages: bool) -> None:
    options = {"ignore_default_args": ["--disable-back-forward-cache"]} if keeps_pages else {}
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=FLAGS, **options)  # type: ignore[arg-type]
    page = chromium.new_context(base_url=origin, locale="en-US", **SIZES["phone"]).new_page()
    page.goto("/sign-in")
    page.fill("#login", "bea")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    page.evaluate("window.kept = true")
    page.goto("/people/bea")
    back(page)
    assert page.evaluate("window.kept === true") == keeps_pages
    assert page.evaluate(VIEWER)
    page.goto("/people/bea")
    page.locator(".profile details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    page.wait_for_function("() => sessionStorage.getItem('spots') === null")
    for _ in range(2):
        back(page)
        assert page.evaluate(VIEWER) == ""
    chromium.close()


def back(page: Page) -> None:
    """`go_back` waits for a page to load, which a kept one does not."""
    page.evaluate("history.back()")
    page.wait_for_timeout(1500)
