"""A note with many comments by keyboard: past them in two steps, and by letters where nobody writes."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter

LIKE = ".note .composer form[data-toggle=like] button"
BOX = ".note .composer textarea[name=text]"


def focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def most_discussed(page: Page) -> str:
    """The path of a note with comments that can be answered."""
    page.goto("/")
    paths = page.locator(".card__title a").evaluate_all("links => links.slice(0, 12).map(link => link.pathname)")
    counts = [page.request.get(f"/v1{path}").json()["numbers"]["comments"] for path in paths]
    assert max(counts) > 1
    return str(paths[counts.index(max(counts))])


def test_what_one_came_for_is_two_steps_from_the_top(enter: Enter) -> None:
    page = enter("desktop", "maya")
    path = most_discussed(page)
    page.goto(path)
    page.keyboard.press("Tab")
    assert focused(page, ".frame > .skip")
    page.keyboard.press("Enter")
    for link in ("#comment", "#note-actions"):
        page.keyboard.press("Tab")
        assert focused(page, f'.note .skip[href="{link}"]')
        box = page.locator(f'.note .skip[href="{link}"]').bounding_box()
        assert box is not None
        assert box["y"] >= 0  # seen while it has the focus
    page.keyboard.press("Enter")
    expect(page.locator(LIKE)).to_be_focused()
    assert page.url.endswith(path) or page.url.endswith(f"{path}#main")  # the way back is not longer for it
    page.goto("/")
    page.locator(f'.card__title a[href="{path}"]').click()
    expect(page.locator("#note-dialog .composer textarea")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#note-dialog .composer textarea")).to_be_focused()


def test_letters_like_and_answer_where_nobody_writes(enter: Enter) -> None:
    page = enter("desktop", "tiantian")
    page.goto(most_discussed(page))
    was = page.locator(LIKE).get_attribute("aria-pressed")
    now = "false" if was == "true" else "true"
    page.keyboard.press("l")
    expect(page.locator(LIKE)).to_have_attribute("aria-pressed", now)
    expect(page.locator(".toast")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("cl/lc")
    expect(page.locator(BOX)).to_have_value("cl/lc")
    expect(page.locator(LIKE)).to_have_attribute("aria-pressed", now)
    page.locator(BOX).fill("")
    page.locator(BOX).blur()
    page.keyboard.press("Control+l")
    expect(page.locator(LIKE)).to_have_attribute("aria-pressed", now)

    here = page.url
    page.goto("/settings/display")
    switch = page.locator("input[name=keys]")
    expect(switch).to_be_checked()
    switch.uncheck()
    page.goto(here)
    for key in ("l", "c", "/"):
        page.keyboard.press(key)
    expect(page.locator(LIKE)).to_have_attribute("aria-pressed", now)
    assert focused(page, "body")
