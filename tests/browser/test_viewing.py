"""A picture as large as the screen: on and back, nearer, and out again to where one was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter
from tests.browser.test_access import faults

SHOWN = "slides => slides.findIndex(slide => Math.abs(slide.getBoundingClientRect().left) < 2)"


def open_note_with_pictures(page: Page) -> None:
    page.goto("/people/yihe")
    several = page.locator(".card", has=page.locator(".card__mark", has_text=re.compile(r"^\s*[3-9]\s*$")))
    several.first.locator(".card__title a").click()
    expect(page.locator("#note-dialog .carousel__track img").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_looking_closely(enter: Enter, size: str, theme: str) -> None:
    page = enter(size, "maya", color_scheme=theme, reduced_motion="reduce", bypass_csp=True)
    open_note_with_pictures(page)
    pictures = page.locator("#note-dialog .carousel__track img")
    alts = [picture.get_attribute("alt") for picture in pictures.all()]
    pictures.first.click()
    viewer = page.locator("dialog.viewer")
    slides = viewer.locator(".viewer__slide")
    expect(viewer).to_be_visible()
    assert [picture.get_attribute("alt") for picture in slides.locator("img").all()] == alts
    assert faults(page, "viewer") == []

    page.keyboard.press("ArrowRight")
    expect(viewer.locator(".viewer__count")).to_have_text(f"2/{len(alts)}")
    assert slides.evaluate_all(SHOWN) == 1
    picture = slides.nth(1).locator("img")
    fits = picture.bounding_box()
    page.mouse.dblclick(150, 300)
    larger = picture.bounding_box()
    assert fits
    assert larger
    assert larger["width"] > 2 * fits["width"]
    page.mouse.dblclick(150, 300)
    assert picture.bounding_box() == fits
    page.keyboard.press("+")
    assert (picture.bounding_box() or fits)["width"] > fits["width"]
    page.keyboard.press("0")
    assert picture.bounding_box() == fits

    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(page.locator("#note-dialog")).to_be_visible()
    expect(page.locator("#note-dialog .carousel__count")).to_have_text(f"2/{len(alts)}")
    expect(page.locator("#note-dialog .carousel__track")).to_be_focused()

    button = page.locator("#note-dialog").get_by_role("button", name="Full screen")
    button.focus()
    page.keyboard.press("Enter")
    expect(viewer.locator(".viewer__count")).to_have_text(f"2/{len(alts)}")
    viewer.get_by_role("button", name="Close").click()
    expect(viewer).to_have_count(0)
    expect(button).to_be_focused()


def test_two_fingers(enter: Enter) -> None:
    page = enter("phone", "maya")
    open_note_with_pictures(page)
    page.locator("#note-dialog .carousel__track img").first.tap()
    picture = page.locator(".viewer__slide img").first
    expect(picture).to_be_visible()
    before = picture.bounding_box()
    session = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 80)):
        points = [{"x": 195 - apart, "y": 400, "id": 1}, {"x": 195 + apart, "y": 400, "id": 2}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    after = picture.bounding_box()
    assert before
    assert after
    assert abs(after["width"] / before["width"] - 2) < 0.05
