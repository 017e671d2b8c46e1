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
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_label("Country or region").select_option("CZ")
    page.get_by_role("button", name="Join").click()
    assert not page.get_by_label("Password", exact=True).evaluate("field => field.validity.valid")
    page.get_by_label("Password", exact=True).fill("a long enough sentence")
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
    page.get_by_label("Password", exact=True).fill("a long enough sentence")
    page.get_by_label("Country or region").select_option("US")
    page.get_by_role("button", name="Join").click()
    expect(page.locator("#handle-error")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Another Maya")


def test_a_handle_is_told_free_or_taken_while_it_is_typed(enter: Enter, size: str) -> None:
    page = enter(size)
    page.goto("/sign-up#you")
    field, told = page.get_by_label("Handle"), page.locator("[data-told]")
    for typed, said in (("rnaya", "taken"), ("admln", "kept for the house"), ("2cool", "starts with a letter")):
        field.fill(typed)
        expect(told).to_contain_text(said)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_attribute("aria-describedby", "handle-hint handle-error")
    field.fill("somebody_new")
    expect(told).to_have_text("@somebody_new is free.")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(told).to_have_attribute("role", "status")  # polite
    field.fill("so")
    expect(told).to_be_empty()


def test_a_password_can_be_looked_at(enter: Enter, size: str) -> None:
    page = enter(size)
    page.goto("/sign-in")
    field, button = page.get_by_label("Password", exact=True), page.get_by_role("button", name="Show password")
    field.fill("a long enough sentence")
    expect(button).to_have_attribute("aria-pressed", "false")
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    button.click()
    expect(field).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.get_by_label("E-mail or handle").fill("nobody_at_all")
    page.evaluate("addEventListener('submit', (event) => { event.preventDefault(); window.sentAs = password.type })")
    page.get_by_role("button", name="Sign in").click()
    assert page.evaluate("window.sentAs") == "password"  # so that no browser keeps it as an ordinary word


def test_without_scripts_nothing_is_offered_to_press(enter: Enter, size: str) -> None:
    page = enter(size, java_script_enabled=False)
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Show password")).to_have_count(0)
    expect(page.locator("#password")).to_have_attribute("type", "password")
