"""Foreign texts in a browser: translated at a tap or at once, side by side, the original always one tap away."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter, publish_words

HOTPOT, HOTPOT_EN = "成都人吃火锅到底点什么", "What a Chengdu table really orders at hotpot"

# As Chrome has it, but loud.
TRANSLATOR = """
globalThis.Translator = {
  availability: async () => "available",
  create: async ({sourceLanguage, targetLanguage}) => ({
    translate: async (text) => `${sourceLanguage}>${targetLanguage} ${text.toUpperCase()}`,
  }),
};
"""

# The first time it fetches a model: as far as the test says.
FETCHING = """
globalThis.fetching = new EventTarget();
globalThis.Translator = {
  availability: async () => "downloadable",
  create: async ({monitor}) => {
    monitor(fetching);
    await new Promise((ready) => fetching.addEventListener("ready", ready));
    return { translate: async (text) => text.toUpperCase() };
  },
};
"""


def open_note(page: Page, title: str) -> None:
    page.goto(f"/search?q={title}")
    page.locator(".card__title a").first.click()
    page.locator(".note .note__title").wait_for()


def test_a_tap_translates_and_another_shows_the_original(enter: Enter, size: str) -> None:
    page = enter(size)
    open_note(page, HOTPOT)
    words = page.locator(".note__words")
    expect(words).to_contain_text(HOTPOT)
    words.get_by_role("button", name="Translate", exact=True).click()
    expect(words.locator(".note__title .pair__target")).to_have_text(HOTPOT_EN)
    expect(words.locator(".translated__label")).to_contain_text("Translated from Chinese")
    expect(words.locator(".translated")).to_have_attribute("data-kind", "person")
    original = words.locator(".note__body .pair__source").first
    expect(original).to_be_hidden()
    words.locator("label", has_text="Side by side").click()
    expect(original).to_be_visible()
    expect(words.locator(".note__body .pair__target").first).to_be_visible()
    words.locator("label", has_text="中文").click()
    expect(words.locator(".note__body .pair__target").first).to_be_hidden()
    expect(original).to_be_visible()


def test_the_switch_translates_titles_comments_and_notes_at_once(enter: Enter, size: str) -> None:
    page = enter(size)
    page.goto("/")
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("button", name="Translating into English")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".card__title a[data-source]").first).to_be_visible()
    open_note(page, HOTPOT)
    expect(page.locator(".note__title .pair__target")).to_have_text(HOTPOT_EN)
    comment = page.locator(".comment:has(.words__target)").first
    comment.scroll_into_view_if_needed()
    expect(comment.locator(".words__target").first).to_be_visible()
    expect(comment.locator(".words__source").first).to_be_hidden()
    comment.locator(".translate-line__switch").first.click()
    expect(comment.locator(".words__source").first).to_be_visible()
    expect(comment.locator(".words__target").first).to_be_hidden()


def test_languages_one_reads_are_left_alone(enter: Enter, size: str) -> None:
    page = enter(size, "xiaoman")
    open_note(page, HOTPOT)
    expect(page.locator(".note__words")).to_contain_text(HOTPOT)
    expect(page.locator(".note__words .translate-line")).to_have_count(0)


def test_without_an_engine_the_browsers_own_may_help(enter: Enter, size: str) -> None:
    written = publish_words(enter(size, "maya"), "今天没有人翻译这句话", "")
    page = enter(size, "imani")
    page.add_init_script(TRANSLATOR)
    page.goto(written)
    line = page.locator(".note__words .translate-line")
    expect(line).to_contain_text("Not translated yet")
    line.get_by_text("Add a translation").click()
    expect(line).to_contain_text("Your profile does not say that you read Chinese.")
    line.get_by_role("button", name="Translate in this browser").click()
    expect(page.locator(".note__title")).to_have_text("zh>en 今天没有人翻译这句话")
    line.get_by_role("button", name="Original").click()
    expect(page.locator(".note__title")).to_have_text("今天没有人翻译这句话")


def test_the_browsers_own_says_how_far_it_is(enter: Enter) -> None:
    written = publish_words(enter("phone", "maya"), "今天也没有人翻译这句 ok", "")
    page = enter("phone", "imani")
    page.add_init_script(FETCHING)
    page.goto(written)
    button = page.locator(".note__words .translate-line button")
    button.click()
    expect(button).to_contain_text("wakes its translator")
    page.evaluate("fetching.dispatchEvent(new ProgressEvent('downloadprogress', {loaded: 0.42, total: 1}))")
    expect(button).to_contain_text("42%")
    expect(button).to_be_disabled()
    page.evaluate("fetching.dispatchEvent(new Event('ready'))")
    expect(page.locator(".note__title")).to_have_text("今天也没有人翻译这句 OK")
    expect(button).to_contain_text("Original")
