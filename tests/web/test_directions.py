"""What is written from right to left is set from right to left, on pages whose own language is not."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.house.source import files, named
from tests.web.conftest import Browsers

from vermilion import feeds, notes
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain
from vermilion.notes import Publication

ARABIC = re.compile(r"[\u0600-\u06ff]")
VOID = {"br", "hr", "img", "input", "link", "meta", "source"}
TYPED = re.compile(r"<textarea\b[^>]*>|<input\b[^>]*\btype=\"search\"[^>]*>")


class Directions(HTMLParser):
    """Collects the right-to-left words of a page that no element around them lets choose their direction."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.stray: list[str] = []
        self.found = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, ("dir", "auto") in attrs))

    def handle_endtag(self, tag: str) -> None:
        while tag in [name for name, _ in self.open] and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if ARABIC.search(data) and all(name not in ("head", "script", "option") for name, _ in self.open):
            self.found += 1
            if not any(chooses for _, chooses in self.open):
                self.stray.append(f"{self.open[-1][0]}: {data.strip()}")


async def test_words_of_members_choose_their_direction(browsers: Browsers, db: Db) -> None:
    alice, bob = browsers.alice, browsers.bob
    await alice.send("/settings", {"name": "ليلى", "bio": "أكتب من اليمين", "region": "EG", "languages": ["ar", "en"]})
    given = Publication(title="صباح الخير", text="مرحبا @bob\nيوم جميل #قهوة")
    note = await db.write(lambda tx: notes.publish(tx, alice.account, given))
    await bob.send(f"/notes/{note.id}/comments", {"text": "كلام طيب"})
    await alice.send("/collections/new", {"name": "مفضلات", "visibility": "everyone"})
    await alice.send("/publish", {"title": "مسودة", "text": "لم تكتمل", "keep": "draft", "category": "life"})
    await drain(db)
    await feeds.refresh(db)
    own = ["/drafts", "/inbox?tab=comments", f"/notes/{note.id}/edit"]
    pages = [f"/notes/{note.id}", f"/notes/{note.id}/comments", f"/notes/{note.id}/translations", "/"]
    pages += ["/people/alice", "/people/alice?tab=collections", "/search?q=ليلى&kind=people"]
    for browser, paths in ((alice, pages + own), (bob, pages)):
        for path in paths:
            page = Directions()
            page.feed((await browser.get(path)).text)
            assert page.found, path
            assert page.stray == [], path


def test_what_is_typed_in_is_set_as_it_is_written() -> None:
    typed = [(path, field) for path in files(".html", below=("src",)) for field in fields(path)]
    assert len(typed) > 4
    assert [f"{named(path)}: {field}" for path, field in typed if 'dir="auto"' not in field] == []


def fields(path: Path) -> list[str]:
    return TYPED.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["title", "text"])
async def test_the_form_of_a_note_too(browsers: Browsers, name: str) -> None:
    page = (await browsers.alice.get("/publish")).text
    assert re.search(rf'<(input|textarea)[^>]* name="{name}" dir="auto"', page)
