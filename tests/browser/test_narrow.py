"""What a phone's width leaves room for."""

from __future__ import annotations

from playwright.sync_api import FloatRect, Locator, expect
from tests.browser.conftest import Enter


def box_of(place: Locator) -> FloatRect:
    box = place.bounding_box()
    assert box
    return box


def test_suggestions_have_the_width_of_the_page(enter: Enter) -> None:
    page = enter("phone")
    page.goto("/")
    page.get_by_role("searchbox").press_sequentially("TikTok")
    line = page.locator(".search .suggest li", has_text="#TikTokRefugee").first
    expect(line).to_be_visible()
    assert box_of(page.locator(".search .suggest"))["width"] > 350
    assert box_of(line)["height"] < 60  # one line


def test_a_slip_does_not_lie_on_what_is_being_written(enter: Enter) -> None:
    page = enter("phone", "maya")
    page.goto("/")
    page.goto(page.locator(".card__title a").nth(5).get_attribute("href") or "")
    page.locator(".composer").get_by_role("button", name="Collect").click()
    slip, form = page.locator(".toast"), page.locator(".composer__form")
    page.get_by_placeholder("Say something").fill("one\ntwo\nthree")
    page.get_by_placeholder("Say something").focus()
    expect(slip).to_be_visible()
    above = box_of(slip)
    assert above["y"] + above["height"] < box_of(form)["y"]


def test_no_line_of_figures_begins_with_a_dot(enter: Enter) -> None:
    """Each has its dot before it, in a column that is cut off."""
    page = enter("phone")
    page.goto("/")
    page.goto(page.locator(".card__title a").first.get_attribute("href") or "")
    line = page.locator(".note__meta")
    line.evaluate("line => (line.style.maxInlineSize = '12rem')")
    tops = line.locator("> *").evaluate_all("all => all.map(one => [one.offsetTop, one.offsetLeft])")
    firsts = [left for place, (top, left) in enumerate(tops) if place == 0 or tops[place - 1][0] < top]
    assert len(firsts) > 1
    dot = line.locator("> *").first.evaluate("one => parseFloat(getComputedStyle(one, '::before').inlineSize)")
    cut = line.evaluate("line => parseFloat(getComputedStyle(line).clipPath.match(/([\\d.]+)px\\)/)[1])")
    assert dot == cut
    assert {left - line.evaluate("line => line.offsetLeft") for left in firsts} == {0}


def test_every_place_in_the_list_of_topics_is_one_number(enter: Enter) -> None:
    page = enter("phone", "xiaoman")
    page.goto("/topics")
    assert page.locator("main").evaluate("main => main.closest('[lang]').lang").startswith("zh")
    heights = page.locator(".topics__place").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(heights) >= 22
    assert len(set(heights)) == 1


def test_the_menu_of_a_comment_opens_in_sight(enter: Enter, size: str) -> None:
    page = enter(size, "maya")
    page.goto("/search?q=homework in red ink")
    page.locator(".card__title a").first.click()
    asked = page.locator(".comment", has_text="Correct my Chinese").first
    asked.locator(".menu summary").first.click()
    menu = asked.locator(".menu__list").first
    expect(menu).to_be_visible()
    expect(menu.get_by_role("link", name="Report")).to_be_in_viewport(ratio=1)


def test_the_dots_of_a_comment_end_the_line_of_what_one_can_do(enter: Enter) -> None:
    page = enter("phone", "maya")
    page.goto("/")
    # The row of a comment of somebody else who asks for corrections, from a country with a long name.
    notes = page.locator(".card__title a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for note in notes:
        page.goto(note)
        if page.locator(".comment__meta a[href$='/corrections']").count():
            break
    falls = page.locator(".comment__meta").evaluate_all(
        """rows => rows.map(row => {
          const last = [...row.querySelectorAll("a:not(.menu a)")].pop(), dots = row.querySelector(".menu");
          return last && dots ? Math.abs(dots.getBoundingClientRect().top - last.getBoundingClientRect().top) : 0;
        })"""
    )
    assert falls
    assert max(falls) < 4
