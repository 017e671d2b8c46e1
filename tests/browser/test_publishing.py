"""A member publishes what a phone took, finds it again, changes it and takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
import pyvips
from playwright.sync_api import Locator, Page, Route, expect
from tests.browser.conftest import Enter, reload_until
from tests.media import making_pictures

WRITER = {"phone": "theo", "desktop": "bea"}
IN_SIGHT = """
element => {
  const label = element.closest("label");
  const { left, top, width, height } = label.getBoundingClientRect();
  return label.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Upright only by its orientation, with a place in it, and large enough to be seen travelling."""
    noise = pyvips.Image.gaussnoise(1600, 1200, mean=128, sigma=60).cast("uchar")
    path = tmp_path / "IMG_2041.JPG"
    path.write_bytes(making_pictures.jpeg(noise.bandjoin([noise, noise]).copy(interpretation="srgb"), orientation=6))
    return path


def slow_down(page: Page) -> None:
    """A phone at the edge of the network: about 200 KB/s."""
    session = page.context.new_cdp_session(page)
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 400_000},
    )


def watch_progress(page: Page) -> list[float]:
    """What the bar of the one file shows while it is sent."""
    tile = page.locator("[data-uploads] li[data-state]").first
    look = "tile => tile.dataset.state === 'sending' ? tile.querySelector('progress').value : null"
    seen: list[float] = []
    while (value := tile.evaluate(look)) is not None:
        if value not in seen:
            seen.append(value)
        page.wait_for_timeout(50)
    return seen


def scrolled_to(page: Page, card: Locator) -> bool:
    """Scroll on, as far as a patient reader would."""
    for _ in range(12):
        if card.count():
            return True
        page.keyboard.press("End")
        page.wait_for_timeout(300)
    return False


def test_from_the_photo_to_the_end_of_the_note(enter: Enter, size: str, photo: Path) -> None:
    page = enter(size, WRITER[size])
    page.goto("/publish")
    slow_down(page)
    page.locator("input[name=files]").set_input_files(photo)
    expect(page.locator("[data-state-text]").first).to_contain_text("MB")
    seen = watch_progress(page)
    assert len(seen) >= 3
    assert seen == sorted(seen)
    page.fill("#title", f"Fog over the quincunx, {size}")
    page.fill("#text", "Nothing to see, and all of it. #fogwatch")
    expect(page.locator("[data-uploads] li[data-state=ready]")).to_have_count(1)
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/notes/*")
    expect(page.locator("#note-title")).to_have_text(f"Fog over the quincunx, {size}")
    box = page.locator(".carousel img").first
    assert box.evaluate("picture => picture.width < picture.height")
    note = page.url

    page.goto("/")
    card = page.locator(f'.card__title a[href="/notes/{note.rpartition("/")[2]}"]')
    reload_until(page, lambda: scrolled_to(page, card))
    search = page.get_by_role("searchbox")
    search.fill("quincunx")
    search.press("Enter")
    reload_until(page, lambda: card.count() == 1)

    card.click()
    expect(page).to_have_url(note)
    page.locator("#note-dialog .note__bar .menu summary").click()
    page.get_by_role("link", name="Edit").click()
    edit = page.url
    page.fill("#title", f"Mist over the quincunx, {size}")
    page.wait_for_timeout(2_000)
    assert page.url == edit, "what is published already is not kept as a draft"
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/notes/*")
    expect(page.locator("#note-title")).to_have_text(f"Mist over the quincunx, {size}")
    expect(page.locator(".note__meta")).to_contain_text("edited")
    expect(page.locator(".carousel img").first).to_be_visible()

    page.locator(".note__bar .menu summary").click()
    page.get_by_role("link", name="Delete").click()
    page.locator("dialog.sheet").get_by_role("button", name="Delete").click()
    page.wait_for_url(lambda url: url != note)
    answer = page.goto(note)
    assert answer
    assert answer.status == 404


def test_a_file_that_is_no_picture_says_so_and_spoils_nothing(enter: Enter, size: str, tmp_path: Path) -> None:
    page = enter(size, WRITER[size])
    page.goto("/publish")
    page.fill("#title", "Kept all the same")
    broken = tmp_path / "broken.png"
    broken.write_bytes(making_pictures.png()[:2000])
    page.locator("input[name=files]").set_input_files(broken)
    tile = page.locator("[data-uploads] li[data-state=failed]")
    expect(tile).to_have_count(1)
    expect(tile.locator("[data-state-text]")).to_contain_text("too early")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.url.endswith("/publish") or "draft" in page.url
    tile.locator("[data-remove]").click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/notes/*")
    expect(page.locator("#note-title")).to_have_text("Kept all the same")


def test_cropping_and_describing(enter: Enter, size: str, tmp_path: Path) -> None:
    page = enter(size, WRITER[size])
    page.goto("/publish")
    picture = tmp_path / "wide.png"
    picture.write_bytes(making_pictures.png(making_pictures.pattern(1200, 600)))
    page.locator("input[name=files]").set_input_files(picture)
    tile = page.locator("[data-uploads] li[data-state=ready]")
    expect(tile).to_have_count(1)
    before = tile.get_attribute("data-media") or ""
    tile.locator("[data-edit]").click()
    page.wait_for_timeout(500)
    chosen, whole = (page.locator(name).bounding_box() for name in ("cropper-selection", "cropper-image"))
    assert chosen
    assert whole
    assert all(abs(chosen[side] - whole[side]) < 2 for side in ("x", "y", "width", "height"))
    page.locator("#tile-dialog").get_by_text("1:1").click()
    page.locator("#tile-alt").fill("A square of stripes")
    cover = page.locator("#tile-dialog [data-cover]")
    cover.scroll_into_view_if_needed()
    assert cover.evaluate(IN_SIGHT), "it lies under the foot of the sheet"
    page.get_by_role("button", name="Done").click()
    cut = page.locator(f"[data-uploads] li[data-state=ready]:not([data-media='{before}'])")
    expect(cut).to_have_count(1)
    page.fill("#title", f"Cut to a square, {size}")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/notes/*")
    shown = page.locator(".carousel img").first
    expect(shown).to_have_attribute("alt", "A square of stripes")
    assert shown.evaluate("picture => picture.getAttribute('width') === picture.getAttribute('height')")


def test_what_is_wrong_is_in_sight(enter: Enter, size: str) -> None:
    page = enter(size, WRITER[size])
    page.goto("/publish")
    page.get_by_role("button", name="Publish").click()
    why = page.locator("#text-error")
    expect(page.locator("#text")).to_be_focused()
    expect(why).to_be_in_viewport(ratio=1)
    bar = page.locator(".publish__foot").bounding_box()
    line = why.bounding_box()
    assert bar
    assert line
    assert line["y"] + line["height"] <= bar["y"] or size == "desktop"


def test_a_picture_chosen_before_the_script_is_there_is_not_lost(enter: Enter, size: str, tmp_path: Path) -> None:
    page = enter(size, WRITER[size])
    held: list[Route] = []
    page.route("**/assets/publish-*.js", lambda route: held.append(route))
    page.goto("/publish")
    picture = tmp_path / "early.png"
    picture.write_bytes(making_pictures.png(making_pictures.pattern(300, 200)))
    page.locator("input[name=files]").set_input_files(picture)
    tile = page.locator("[data-uploads] li[data-state]")
    expect(tile).to_have_count(0)
    assert held
    held[0].continue_()
    expect(tile).to_have_attribute("data-state", "ready")
    assert page.locator("input[name=files]").input_value() == ""


def test_a_picture_put_off_goes_on_by_itself(enter: Enter, size: str, tmp_path: Path) -> None:
    page = enter(size, WRITER[size])
    page.goto("/publish")
    refused: list[Route] = []

    def refuse(route: Route) -> None:
        if len(refused) == 2:
            return route.continue_()
        refused.append(route)
        wait = "3" if len(refused) == 1 else "600"
        return route.fulfill(status=429, headers={"Retry-After": wait}, json={"detail": f"Wait {wait} seconds."})

    page.route("**/v1/media?*", refuse)
    picture = tmp_path / "wide.png"
    picture.write_bytes(making_pictures.png(making_pictures.pattern(300, 200)))
    page.locator("input[name=files]").set_input_files(picture)
    tile = page.locator("[data-uploads] li[data-state]")
    expect(tile.locator("[data-state-text]")).to_contain_text("0:03")
    expect(tile.locator("[data-state-text]")).to_contain_text("0:01")
    expect(tile.locator("[data-state-text]")).to_contain_text("9:5")  # refused again, for longer
    tile.get_by_role("button", name="Try again").click()
    expect(tile).to_have_attribute("data-state", "ready")
    assert len(refused) == 2
