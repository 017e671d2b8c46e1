"""Two members meet under a note: like, collect, comment, reply, follow; and the one learns what the other did."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.browser.conftest import Enter, publish_words, reload_until

from vermilion.demo import town

WRITER = {"phone": "theo", "desktop": "bea"}
READER = {"phone": "callum", "desktop": "jiahui"}


def test_two_people_under_a_note(enter: Enter, size: str) -> None:
    writing = enter(size, WRITER[size])
    path = publish_words(writing, f"Who else wakes at four, {size}?", "Only the baker and me, I think.")

    reading = enter(size, READER[size])
    reading.goto(path)
    bar = reading.locator(".composer")
    for name in ("Like", "Collect"):
        button = bar.get_by_role("button", name=name)
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_contain_text("1")
    expect(reading.locator("[data-toast], .toast").first).to_be_visible()
    box = reading.get_by_placeholder("Say something")
    box.fill("Four fifteen, with the gulls. 早安。")
    reading.get_by_role("button", name="Send").click()
    said = reading.locator(".comment", has_text="with the gulls").first
    expect(said).to_be_visible()
    expect(reading.locator("#comments-count")).to_contain_text("1 comment")
    expect(box).to_have_value("")
    expect(said).to_be_in_viewport()
    expect(bar.get_by_role("button", name="Like")).to_be_visible()  # the counts have their room again
    reading.reload()
    expect(bar.get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")
    expect(bar.get_by_role("button", name="Collect")).to_have_attribute("aria-pressed", "true")
    expect(said).to_be_visible()

    writing.goto("/inbox?tab=comments")
    line = writing.locator(".event", has_text="with the gulls")
    reload_until(writing, lambda: line.count() == 1)
    line.get_by_role("link", name="Reply").click()
    answer = writing.get_by_placeholder("Say something")
    answer.fill("Then we are three.")
    writing.get_by_role("button", name="Send").click()
    expect(writing.locator(".comment__replies", has_text="we are three")).to_be_visible()

    reading.goto(f"/people/{WRITER[size]}")
    button = reading.locator(f'form[action="/people/{WRITER[size]}/follow"] button').first
    if button.get_attribute("aria-pressed") == "true":  # the town's people know one another
        with reading.expect_response(lambda answer: answer.url.endswith("/follow")):
            button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
    with reading.expect_response(lambda answer: answer.url.endswith("/follow")):
        button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    reading.goto("/?channel=following")
    expect(reading.locator(f'.card__title a[href="{path}"]')).to_have_count(1)

    name = next(person.name for person in town.people() if person.handle == READER[size])
    for tab, words in (("followers", re.compile("follows? you")), ("likes", re.compile("liked your note"))):
        writing.goto(f"/inbox?tab={tab}")
        news = writing.locator(".event", has_text=words).filter(has_text=name).first
        reload_until(writing, lambda news=news: news.count() == 1)  # type: ignore[misc]  # called at once
    reading.goto("/inbox?tab=comments")
    reload_until(reading, lambda: reading.locator(".event", has_text="we are three").count() == 1)


def test_search_offers_people_with_their_faces(enter: Enter, size: str) -> None:
    page = enter(size, "xiaoman")
    page.goto("/")
    page.locator("form.search input[name=q]").press_sequentially("maya")
    found = page.get_by_role("option").filter(has_text="Maya Ortiz")
    expect(found.locator("img.avatar")).to_be_visible()
    found.click()
    page.wait_for_url("**/people/maya")
