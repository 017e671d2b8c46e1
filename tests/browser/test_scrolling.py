"""The waterfall goes on without repeating itself, and a note that is closed leaves one where one was."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter

SEEN = "cards => cards.map(card => card.dataset.view)"


def shown(page: Page) -> list[str]:
    ids: list[str] = page.locator(".waterfall .card").evaluate_all(SEEN)
    return ids


def scroll_to_the_end(page: Page, tries: int = 80) -> None:
    for _ in range(tries):
        if page.locator("[data-more]").count() == 0:
            return
        page.keyboard.press("End")
        page.wait_for_timeout(150)
    raise AssertionError("there is always more")


def test_all_of_explore_without_a_repeat(enter: Enter, size: str) -> None:
    page = enter(size)
    page.goto("/")
    first = shown(page)
    scroll_to_the_end(page)
    ids = shown(page)
    assert len(first) >= 20
    assert ids[: len(first)] == first
    assert len(ids) >= 160
    assert len(set(ids)) == len(ids)


def test_back_to_the_same_spot(enter: Enter, size: str) -> None:
    page = enter(size)
    page.goto("/")
    for _ in range(4):
        page.keyboard.press("End")
        page.wait_for_timeout(500)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.wait_for_timeout(500)
    before = page.evaluate("scrollY")
    assert before > 1000
    titles = page.locator(".card__title a")
    place = titles.evaluate_all("links => links.findIndex(link => link.getBoundingClientRect().top > innerHeight / 3)")
    title, path = titles.nth(place).inner_text(), titles.nth(place).get_attribute("href")
    count = len(shown(page))

    titles.nth(place).click()
    expect(page.locator("#note-dialog #note-title")).to_have_text(title)
    assert page.url.endswith(path or "?")
    page.go_back()
    expect(page.locator("#note-dialog")).to_be_hidden()
    assert page.url.endswith("/")
    assert page.evaluate("scrollY") == before
    assert len(shown(page)) == count

    titles.nth(place).click()
    expect(page.locator("#note-dialog #note-title")).to_have_text(title)
    page.locator("#note-dialog [data-close]:visible").first.click()
    expect(page.locator("#note-dialog")).to_be_hidden()
    assert page.evaluate("scrollY") == before

    titles.nth(place).click()
    expect(page.locator("#note-dialog #note-title")).to_have_text(title)
    page.keyboard.press("Escape")
    expect(page.locator("#note-dialog")).to_be_hidden()
    assert page.url.endswith("/")
    assert page.evaluate("scrollY") == before
