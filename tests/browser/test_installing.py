"""Among one's apps: by a press where the browser offers it, else told how."""

from __future__ import annotations

from tests.browser.conftest import Enter

OFFER = """() => {
  const offer = new Event("beforeinstallprompt");
  offer.prompt = () => { window.asked = true; };
  dispatchEvent(offer);
}"""


def test_how_it_is_told_until_the_browser_offers_it(enter: Enter) -> None:
    # Before this browser offers it of its own.
    page = enter("phone", "maya")
    page.add_init_script(
        "addEventListener('beforeinstallprompt', e => e.isTrusted && e.stopImmediatePropagation(), true)"
    )
    page.goto("/settings/display")
    place = page.locator("#install")
    assert place.get_by_text("Share, then Add to Home Screen").is_visible()
    assert not place.get_by_role("button").is_visible()
    page.evaluate(OFFER)
    assert not place.get_by_text("Share, then Add to Home Screen").is_visible()
    place.get_by_role("button", name="Install").click()
    assert page.evaluate("window.asked")
