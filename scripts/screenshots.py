"""Pictures of every page, to be looked at: both languages, both themes, phone and desktop.

    scripts/screenshots.py http://127.0.0.1:8000 FOLDER [NAME…]

needs a demo town at that address, Playwright and a Chromium (CHROMIUM, by default /usr/bin/chromium).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = "vermilion-demo"  # noqa: S105 - of the demo town, which is public
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
GUESTS = {"en": "maya", "zh": "xiaoman"}
# Where a page is reached from another one: go there, then press what the selector finds.
PAGES: dict[str, tuple[str, str]] = {
    "explore": ("/", ""),
    "explore-food": ("/?channel=food", ""),
    "following": ("/?channel=following", ""),
    "note-pictures": ("/search?q=Biscuit", ".card__title a"),
    "note-video": ("/search?q=褶子", ".card__title a"),
    "note-text": ("/search?q=Eleven strangers", ".card__title a"),
    "translations": ("/people/wren/help", ".helped-with a"),
    "helped-with": ("/people/tiantian/help", ""),
    "topics": ("/topics", ""),
    "topic": ("/topics/TikTokRefugee", ""),
    "profile": ("/people/tiantian", ""),
    "profile-own": ("/people/{me}", ""),
    "profile-collections": ("/people/tiantian?tab=collections", ""),
    "profile-liked": ("/people/{me}?tab=liked", ""),
    "followers": ("/people/tiantian/followers", ""),
    "collection": ("/people/maya?tab=collections", ".collection a, .tile a"),
    "publish": ("/publish", ""),
    "drafts": ("/drafts", ""),
    "inbox-likes": ("/inbox", ""),
    "inbox-comments": ("/inbox?tab=comments", ""),
    "inbox-followers": ("/inbox?tab=followers", ""),
    "inbox-house": ("/inbox?tab=house", ""),
    "search-notes": ("/search?q=猫", ""),
    "search-people": ("/search?q=ma&kind=people", ""),
    "search-topics": ("/search?q=tik&kind=topics", ""),
    "search-nothing": ("/search?q=zzzzqq", ""),
    "settings-profile": ("/settings", ""),
    "settings-display": ("/settings/display", ""),
    "settings-account": ("/settings/account", ""),
    "settings-sign-ins": ("/settings/sign-ins", ""),
    "settings-tokens": ("/settings/tokens", ""),
    "settings-privacy": ("/settings/privacy", ""),
    "rules": ("/rules", ""),
    "not-found": ("/notes/1", ""),
}
VISITOR: dict[str, tuple[str, str]] = {
    "visitor-explore": ("/", ""),
    "visitor-following": ("/?channel=following", ""),
    "sign-up-languages": ("/sign-up", ""),
    "sign-up-you": ("/sign-up#you", ""),
    "sign-in": ("/sign-in", ""),
    "forgotten": ("/forgotten", ""),
    "offline": ("/offline", ""),
}
OWNER: dict[str, tuple[str, str]] = {
    "desk": ("/desk", ""),
    "desk-people": ("/desk/people", ""),
    "desk-log": ("/desk/log", ""),
}


def main(origin: str, folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for language in GUESTS:
            for size in SIZES:
                for theme in ("light", "dark"):
                    for name, page in _pages(browser, origin, language, size, theme, names):
                        page.screenshot(path=folder / f"{name}.{language}.{theme}.{size}.png")
        browser.close()


def _pages(
    browser: Browser, origin: str, language: str, size: str, theme: str, names: list[str]
) -> Iterator[tuple[str, Page]]:
    """Every page that is wanted, open."""
    width, height = SIZES[size]
    for who, places in (("", VISITOR), (GUESTS[language], PAGES), ("town", OWNER)):
        wanted = {name: place for name, place in places.items() if not names or name in names}
        if not wanted:
            continue
        context = browser.new_context(
            base_url=origin,
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            locale="zh-CN" if language == "zh" else "en-US",
            is_mobile=size == "phone",
            has_touch=size == "phone",
        )
        page = context.new_page()
        if who:
            _sign_in(page, who)
        if who == "town":
            page.goto("/language/" + ("zh-Hans" if language == "zh" else "en"))
        for name, (address, press) in wanted.items():
            page.goto(address.replace("{me}", who))
            if press:
                page.locator(press).first.click()
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(300)
            yield name, page
        context.close()


def _sign_in(page: Page, handle: str) -> None:
    page.goto("/sign-in")
    page.fill("#login", handle)
    page.fill("#password", PASSWORD)
    page.click("form.entry button.button--red")
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
