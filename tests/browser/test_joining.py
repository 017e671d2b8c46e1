"""A visitor becomes a member."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.browser.conftest import Enter


def test_from_the_door_to_ones_own_page(enter: Enter, size: str) -> None:
    page = enter(size)
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Join").click()
    expect(page.get_by_role("heading", name="Which languages do you read?")).to_be_visible()
    expect(page.locator("[data-order] li")).to_have_count(1)
    page.get_by_role("button", name="Français").click()
    expect(page.locator("[data-order] li")).to_have_count(2)
    page.get_by_role("link", name="Continue").click()
    page.get_by_label("Name", exact=True).fill("Petra 彼得拉")
    page.get_by_label("Handle").fill(f"petra_{size}")
    page.get_by_label("E-mail").fill(f"petra.{size}@example.com")
    page.get_by_label("Password").fill("short")
    page.get_by_label("Country or region").select_option("CZ")
    page.get_by_role("button", name="Join").click()
    assert not page.get_by_label("Password").evaluate("field => field.validity.valid")
    page.get_by_label("Password").fill("a long enough sentence")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/")
    page.goto(f"/people/petra_{size}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Petra 彼得拉")
    expect(page.locator("main")).to_contain_text("Czech")
    expect(page.locator("main")).to_contain_text("French")


def test_a_handle_that_is_taken_keeps_what_was_typed(enter: Enter, size: str) -> None:
    page = enter(size)
    page.goto("/sign-up#you")
    page.get_by_label("Name", exact=True).fill("Another Maya")
    page.get_by_label("Handle").fill("maya")
    page.get_by_label("E-mail").fill(f"other.{size}@example.com")
    page.get_by_label("Password").fill("a long enough sentence")
    page.get_by_label("Country or region").select_option("US")
    page.get_by_role("button", name="Join").click()
    expect(page.locator("#handle-error")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Another Maya")
