"""A note is reported, a moderator takes it away and gives it back, and everyone sees what concerns them."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter, publish_words

WRITER = {"phone": "callum", "desktop": "jiahui"}
REPORTER = {"phone": "jonas", "desktop": "nadia"}
REASON = "Rule 3: selling what is not yours."


def test_report_remove_and_restore(enter: Enter, size: str) -> None:
    writing = enter(size, WRITER[size])
    title = f"The bridge is for sale, {size}"
    path = publish_words(writing, title, "Cheap, with toll rights.")

    reporting = enter(size, REPORTER[size])
    reporting.goto(path)
    reporting.locator(".note__bar .menu summary").click()
    reporting.get_by_role("link", name="Report").click()
    sheet = reporting.locator("dialog.sheet")
    sheet.get_by_role("radio").first.check()
    sheet.get_by_role("textbox").fill("It is our bridge.")
    sheet.get_by_role("button", name="Send").click()
    expect(sheet).to_have_count(0)
    expect(reporting.get_by_role("status").first).to_be_visible()

    moderating = enter(size, "qingzhou")
    moderating.goto("/language/en")
    moderating.goto("/desk")
    moderating.get_by_role("link", name=title).first.click()
    expect(moderating.locator(".case__reports")).to_contain_text("It is our bridge.")
    decide(moderating, "Remove")

    for page in (reporting, enter(size)):
        answer = page.goto(path)
        assert answer
        assert answer.status == 404
    writing.goto(path)
    expect(writing.locator(".note__text")).to_contain_text("removed by a moderator")
    expect(writing.locator(".note__text")).to_contain_text(REASON)

    moderating.goto(f"/desk{path}")
    expect(moderating.locator(".case")).to_contain_text(REASON)
    decide(moderating, "Restore")
    answer = reporting.goto(path)
    assert answer
    assert answer.ok


def decide(page: Page, action: str) -> None:
    assert page.locator(".decide :checked").count() == 0  # nothing is chosen for anybody
    page.locator(".decide label", has_text=action).click()
    page.locator(".decide textarea").fill(REASON)
    page.locator(".decide").get_by_role("button", name=action, exact=True).click()
    page.wait_for_load_state()
