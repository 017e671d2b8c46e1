"""Without scripts: joining, publishing with a picture, liking and commenting are plain forms."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from tests.browser.conftest import Enter, reload_until
from tests.media import making_pictures


def test_everything_that_matters(enter: Enter, size: str, tmp_path: Path) -> None:
    page = enter(size, java_script_enabled=False)
    page.goto("/sign-up")
    page.get_by_role("link", name="Continue").click()
    page.get_by_label("Name", exact=True).fill("Plain Paul")
    page.get_by_label("Handle").fill(f"plain_{size}")
    page.get_by_label("E-mail").fill(f"plain.{size}@example.com")
    page.get_by_label("Password", exact=True).fill("a long enough sentence")
    page.get_by_label("Country or region").select_option("NZ")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/")
    assert page.locator(".card").count() >= 20
    page.get_by_role("link", name="More", exact=True).click()
    assert page.locator(".card").count() >= 20

    picture = tmp_path / "IMG_7.JPG"
    picture.write_bytes(making_pictures.jpeg(orientation=6))
    page.goto("/publish")
    page.locator("input[name=files]").set_input_files(picture)
    page.get_by_label("Title").fill(f"By hand, {size}")
    page.get_by_label("Text", exact=True).fill("Nothing but forms. #plainpaper")
    page.get_by_role("button", name="Publish").click()
    if "/publish" in page.url or "/drafts" in page.url:  # it is still being prepared; the draft holds everything
        reload_until(page, lambda: page.locator("li[data-state=ready]").count() == 1)
        expect(page.get_by_label("Title")).to_have_value(f"By hand, {size}")
        page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/notes/*")
    expect(page.locator("#note-title")).to_have_text(f"By hand, {size}")
    assert page.locator(".carousel img").first.evaluate("picture => picture.naturalWidth > 0")

    page.goto("/topics/TikTokRefugee")
    page.locator(".card__title a").first.click()
    path = page.url
    like = page.locator(".composer").get_by_role("button", name="Like")
    before = int((like.get_attribute("title") or "").replace(",", ""))
    like.click()
    page.goto(path)
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_have_attribute("title", str(before + 1))
    page.get_by_label("Comment", exact=True).fill("Said without a script.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Said without a script.")
