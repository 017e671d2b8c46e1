"""What one searched for of late: in this browser alone, and gone when one signs out."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter

from vermilion.demo import PASSWORD

LINES = ".search .recent li"


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/search?q=*")


def opened(page: Page, path: str = "/") -> list[str]:
    page.goto(path)
    page.get_by_role("searchbox").focus()
    return page.locator(LINES).all_inner_texts()


def test_they_stand_under_the_empty_field_and_can_be_taken_out(enter: Enter, size: str) -> None:
    page = enter(size, "maya")
    assert opened(page) == []
    for number in range(9):
        search(page, f"word {number}")
    search(page, "word 5")
    expected = [f"word {number}" for number in (5, 8, 7, 6, 4, 3, 2, 1)]
    assert opened(page) == expected
    field = page.get_by_role("searchbox")
    field.press_sequentially("w")
    expect(page.locator(".recent")).to_be_hidden()
    field.press("Backspace")
    expect(page.locator(LINES)).to_have_count(8)
    remove = page.get_by_role("button", name="Forget “word 8”")
    box = remove.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    remove.click()
    expect(page.locator(LINES)).to_have_count(7)
    assert opened(page) == [words for words in expected if words != "word 8"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=word%207")
    page.goto("/")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".recent")).to_be_hidden()


def test_nobody_else_sees_them(enter: Enter) -> None:
    page = enter("desktop")  # a sign-in of its own: it ends here
    page.goto("/sign-in")
    page.fill("#login", "june")
    page.fill("#password", PASSWORD)
    page.locator("form.entry button.button--red").click()
    page.wait_for_url("**/")
    search(page, "a secret")
    assert opened(page) == ["a secret"]
    page.goto("/settings/sign-ins")
    page.locator('form[action="/sign-out"] button').first.click()
    page.wait_for_url("**/")
    assert opened(page) == []
    assert "a secret" not in page.evaluate("JSON.stringify(localStorage)")
    search(page, "as a visitor")
    assert opened(page) == ["as a visitor"]


def test_nothing_of_it_without_scripts(enter: Enter) -> None:
    page = enter("desktop", java_script_enabled=False)
    page.goto("/search?q=cat")
    expect(page.locator(".recent")).to_have_count(0)
