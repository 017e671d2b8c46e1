"""Homework comes back in red, and a translation is offered, voted on and accepted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter, publish_words, reload_until
from tests.browser.test_access import faults, stretch

WRITER = {"phone": "imani", "desktop": "hank"}
HELPER = {"phone": "wren", "desktop": "jiahui"}
VOTER = {"phone": "jiahui", "desktop": "wren"}
CHINESE = "只有面包师和我，我想。"


def test_red_ink(enter: Enter, size: str) -> None:
    writing = enter(size, WRITER[size])
    path = publish_words(writing, f"Homework, {size}", "Be kind to my grammar.")
    writing.get_by_placeholder("Say something").fill("Yesterday I has eat hotpot.")
    writing.get_by_title("Ask for corrections").click()
    writing.get_by_role("button", name="Send").click()
    expect(writing.locator(".comment", has_text="Correct my English")).to_be_visible()

    helping = enter(size, HELPER[size])
    helping.goto(path)
    helping.get_by_role("link", name="Correct this").click()
    sheet = helping.get_by_role("dialog", name="Correct this")
    words = sheet.get_by_label("Text")
    expect(words).to_have_value("Yesterday I has eat hotpot.")
    sheet.get_by_role("button", name="Send").click()
    expect(sheet).to_contain_text("Change something in the text.")
    words.fill("Yesterday I ate hotpot.")
    sheet.get_by_label("Why, if you like").fill("To eat, ate, eaten.")
    sheet.get_by_role("button", name="Send").click()
    expect(helping.locator(".toast")).to_contain_text("Its author is told")

    writing.goto("/inbox?tab=comments")
    news = writing.locator(".event", has_text="corrected your comment").first
    reload_until(writing, lambda: news.count() == 1)
    news.get_by_role("link", name="Look at it").click()
    red = writing.locator("figure.correction")
    expect(red.locator("del").first).to_contain_text("has")
    expect(red.locator("ins").first).to_contain_text("ate")
    expect(red).to_contain_text("To eat, ate, eaten.")
    red.get_by_role("button", name="Accept all").click()
    expect(writing.locator(".comment__text")).to_have_text("Yesterday I ate hotpot.")
    writing.get_by_role("button", name="Say thanks").click()
    expect(writing.get_by_role("button", name="Say thanks")).to_have_count(0)
    helping.goto(f"/people/{HELPER[size]}/help?kind=corrections")
    expect(helping.locator(".helped-with", has_text="Yesterday I ate hotpot.").first).to_contain_text("Thanked")


def test_a_translation(enter: Enter, size: str) -> None:
    writing = enter(size, WRITER[size])
    path = publish_words(writing, f"Awake, {size}", "Only the baker and me, I think.")

    helping = enter(size, HELPER[size])
    helping.goto(path)
    helping.locator(".note__bar summary").click()
    helping.get_by_role("link", name="Translations").click()
    helping.get_by_label("Title").fill(f"醒着，{size}")
    helping.get_by_label("Text").fill(f"{CHINESE} https://evil.example")
    helping.get_by_role("button", name="Offer it").click()
    expect(helping.locator(".translating")).to_contain_text("Links and @names must be those of the original.")
    helping.get_by_label("Text").fill(CHINESE)
    helping.get_by_role("button", name="Offer it").click()
    offer = helping.locator(".offer", has_text=CHINESE)
    expect(offer.get_by_role("button", name="Well translated", exact=True)).to_be_disabled()

    voting = enter(size, VOTER[size])
    voting.goto(f"{path}/translations?language=zh-Hans")
    voting.get_by_label("Text").fill("我还在写自己的译文。")
    up = voting.get_by_role("button", name="Well translated", exact=True)
    up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(voting.locator(".votes__score")).to_have_text("+1")
    expect(voting.get_by_label("Text")).to_have_value("我还在写自己的译文。")  # the page was not left
    up.click()
    expect(voting.locator(".votes__score")).to_have_text("0")

    writing.goto("/inbox?tab=comments")
    news = writing.locator(".event", has_text="translated your note").first
    reload_until(writing, lambda: news.count() == 1)
    news.get_by_role("link", name="Look at it").click()
    writing.get_by_role("button", name="Accept").click()
    expect(writing.locator(".beside")).to_contain_text(CHINESE)
    visitor = enter(size)
    visitor.goto(f"{path}/translations?language=zh-Hans")
    expect(visitor.locator(".beside .pair__target").last).to_have_text(CHINESE)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_fault(enter: Enter, size: str, theme: str) -> None:
    page = enter(size, "wren", color_scheme=theme, reduced_motion="reduce", bypass_csp=True)
    page.goto("/people/wren/help")
    found = faults(page, "help")
    page.locator(".helped-with a").first.click()
    page.wait_for_url("**/translations**")
    stretch(page)
    found += faults(page, "translations")
    dez = enter(size, "dez", color_scheme=theme, reduced_motion="reduce", bypass_csp=True)
    dez.goto("/people/tiantian/help?kind=corrections")
    link = dez.locator(".helped-with a").first
    link.click()
    dez.locator("figure.correction").first.wait_for()
    stretch(dez)
    found += faults(dez, "red ink")
    assert found == []
