"""What a member does without scripts: forms, redirects, pages."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator

import pyvips
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import counters, feeds, media
from vermilion.infra import jobs
from vermilion.infra.db import Db
from vermilion.infra.jobs import JobContext
from vermilion.infra.outbox import drain
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage

PASSWORD = "a long sentence"
JOIN: dict[str, str | list[str]] = {
    "name": "Dana 达娜",
    "handle": "dana",
    "email": "dana@example.com",
    "password": PASSWORD,
    "region": "SG",
    "first_language": "zh-Hans",
    "languages": ["en"],
}


async def test_join_sign_out_and_in_again(browsers: Browsers) -> None:
    dana = browsers.visitor
    answer = await dana.send("/sign-up", JOIN | {"handle": "a!"})
    assert answer.status_code == 422
    assert 'value="Dana 达娜"' in answer.text
    assert 'id="handle-error"' in answer.text
    assert PASSWORD not in answer.text
    answer = await dana.send("/sign-up", JOIN)
    assert (answer.status_code, answer.url.path) == (200, "/")
    assert "Welcome. Look around, then say something." in answer.text
    page = await dana.get("/people/dana")
    assert "Dana 达娜" in page.text
    assert page.text.index("Simplified Chinese, first") < page.text.index(">English<")
    await dana.send("/sign-out")
    assert (await dana.get("/inbox")).url.path == "/sign-in"
    refused = await dana.send("/sign-in", {"login": "dana", "password": "another", "next": "/inbox"})
    assert refused.status_code == 422
    assert 'name="next" value="/inbox"' in refused.text
    await dana.get("/sign-in")
    answer = await dana.send("/sign-in", {"login": "@Dana", "password": PASSWORD, "next": "/inbox"})
    assert answer.url.path == "/inbox"
    await dana.send("/sign-out")
    away = await dana.send("/sign-in", {"login": "dana", "password": PASSWORD, "next": "//evil.example"})
    assert (away.url.host, away.url.path) == ("test", "/")


async def test_a_form_without_its_token_changes_nothing(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.alice.account, "Quiet.")
    for token in ({}, {"_csrf": "0" * 40}):
        answer = await browsers.bob.client.post(f"/notes/{note.id}/like", data={"on": "1", **token})
        assert answer.status_code == 403
    assert (await counters.load(db.read, "note", [note.id]))[note.id].likes == 0


async def test_publish_edit_and_delete(browsers: Browsers, db: Db) -> None:
    alice = browsers.alice
    empty = await alice.send("/publish", {"title": "", "text": " ", "category": "food", "visibility": "everyone"})
    assert empty.status_code == 422
    assert "Write something or add a picture." in empty.text
    form = {"title": "Soup", "text": "Thin, with an egg. #breakfast", "category": "food", "visibility": "everyone"}
    answer = await alice.send("/publish", form)
    path = answer.url.path
    assert re.fullmatch(r"/notes/\d+", path)
    assert 'property="og:title" content="Soup"' in answer.text
    assert '<a class="link" href="/topics/breakfast">#breakfast</a>' in answer.text
    answer = await alice.send(f"{path}/edit", form | {"title": "Soup, thin", "visibility": "followers"})
    assert "edited" in answer.text
    assert (await browsers.visitor.get(path)).status_code == 404
    assert (await browsers.bob.get(path)).status_code == 200
    assert (await browsers.bob.get(f"{path}/edit")).status_code == 404
    assert (await alice.send(f"{path}/delete")).url.path == "/people/alice"
    assert (await alice.get(path)).status_code == 404
    assert await counters.verify(db.read) == []


async def test_a_double_tap_publishes_once(browsers: Browsers) -> None:
    form = {"title": "Soup", "text": "Once.", "category": "food", "visibility": "everyone", "once": "abc"}
    first, again = await browsers.alice.send("/publish", form), await browsers.alice.send("/publish", form)
    assert first.url.path == again.url.path
    other = await browsers.alice.send("/publish", form | {"once": "def"})
    assert other.url.path != first.url.path


async def test_a_picture_comes_with_the_form(browsers: Browsers, db: Db, settings: Settings) -> None:
    png = pyvips.Image.black(640, 480).write_to_buffer(".png")
    async with worker(db, settings):
        sent = {"title": "Night", "text": "", "category": "city", "visibility": "everyone"}
        answer = await browsers.alice.send("/publish", sent, [("files", ("night.png", png, "image/png"))])
        assert re.fullmatch(r"/notes/\d+", answer.url.path), answer.text
        large = re.search(r'property="og:image" content="http://[^/]+(/media/[^"]+)"', answer.text)
        assert large
        file = await browsers.visitor.client.get(large[1])
        assert (file.status_code, file.headers["content-type"]) == (200, "image/webp")
        part = await browsers.visitor.client.get(large[1], headers={"Range": "bytes=0-9"})
        assert (part.status_code, len(part.content)) == (206, 10)
        broken = [("files", ("night.png", png[:300], "image/png"))]
        refused = await browsers.alice.send("/publish", sent | {"title": "Kept words"}, broken)
        assert refused.status_code == 422
        assert 'value="Kept words"' in refused.text


async def test_files_of_strangers_are_not_even_read(browsers: Browsers) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 50_000_000:
            read += 100_000
            yield b"x" * 100_000

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await browsers.visitor.client.post("/publish", content=endless(), headers=headers)
    assert answer.status_code == 401
    assert "Sign in first" in answer.text
    assert read < 1_000_000


async def test_drafts_are_kept_and_taken_up_again(browsers: Browsers) -> None:
    form = {"title": "Half a thought", "text": "", "category": "daily", "visibility": "self", "keep": "draft"}
    answer = await browsers.alice.send("/publish", form)
    assert answer.url.path == "/drafts"
    found = re.search(r'href="(/publish\?draft=\d+)"', answer.text)
    assert found
    assert 'value="Half a thought"' in (await browsers.alice.get(found[1])).text
    assert (await browsers.bob.get(found[1])).status_code == 404


async def test_like_collect_comment_follow_and_the_inbox(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.alice.account, "A bench with a view.")
    path, charlie = f"/notes/{note.id}", browsers.charlie
    await charlie.get(path)
    liked = await charlie.send(f"{path}/like", {"on": "1"}, referer=f"http://test{path}")
    assert liked.url.path == path
    assert 'aria-pressed="true" aria-label="Like"' in liked.text
    await charlie.send(f"{path}/collect", {"on": "1"})
    fresh = {"collection": "new", "name": "Benches", "visibility": "everyone"}
    picked = await charlie.send(f"{path}/collections", fresh)
    assert picked.url.path == path
    assert "Benches" in (await browsers.bob.get("/people/charlie?tab=collections")).text
    said = await charlie.send(f"{path}/comments", {"text": "座りたい。"}, [("picture", ("", b"", "image/png"))])
    assert "座りたい。" in said.text
    empty = await charlie.send(f"{path}/comments", {"text": ""})
    assert empty.status_code == 422
    comment_id = re.findall(r'id="comment-(\d+)"', said.text)[0]
    answered = await browsers.alice.send(f"{path}/comments", {"text": "Do!", "parent_id": comment_id})
    assert f'id="replies-{comment_id}"' in answered.text
    await charlie.send("/people/alice/follow", {"on": "1"})
    await drain(db)
    assert "liked your note" in (await browsers.alice.get("/inbox?tab=likes")).text
    assert "commented on your note" in (await browsers.alice.get("/inbox?tab=comments")).text
    assert "</b></a> follow you" in (await browsers.alice.get("/inbox?tab=followers")).text
    assert "replied to you" in (await charlie.get("/inbox?tab=comments")).text
    await charlie.send(f"{path}/like", {"on": "0"})
    assert await counters.verify(db.read) == []


async def test_block_hides_and_settings_undo_it(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.bob.account, "Here.")
    await browsers.alice.send("/people/bob/block", {"on": "1"})
    assert (await browsers.alice.get(f"/notes/{note.id}")).status_code == 404
    assert (await browsers.bob.get("/people/alice")).status_code == 404
    assert "Bob" in (await browsers.alice.get("/settings/privacy")).text
    await browsers.alice.send("/people/bob/block", {"on": "0", "next": "/settings/privacy"})
    assert (await browsers.alice.get(f"/notes/{note.id}")).status_code == 200


async def test_a_report_reaches_the_moderators(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.bob.account, "Buy gold.")
    assert (await browsers.alice.send("/reports/new", {"kind": "note", "id": str(note.id)})).status_code == 422
    sent = {"kind": "note", "id": str(note.id), "reason": "spam", "details": "Everywhere."}
    assert (await browsers.alice.send("/reports/new", sent)).url.path == f"/notes/{note.id}"
    assert await db.read.value("SELECT COUNT(*) FROM reports WHERE subject_id = ?", note.id) == 1


async def test_scripts_get_the_parts_they_ask_for(browsers: Browsers, db: Db) -> None:
    for number in range(30):
        author = (browsers.alice, browsers.bob, browsers.charlie)[number % 3].account
        await publish(db, author, f"Note {number} #walks")
    await drain(db)
    await feeds.refresh(db)
    first = await browsers.bob.get("/")
    onward = re.search(r'data-more href="([^"]+)"', first.text)
    assert onward
    more = await browsers.bob.get(onward[1].replace("&amp;", "&"), **asking("more"))
    assert more.text.lstrip().startswith("<li>")
    shown = re.findall(r'data-view="(\d+)"', first.text + more.text)
    assert len(shown) == len(set(shown)) == 30
    dialog = await browsers.bob.get(f"/notes/{shown[0]}", **asking("note-dialog"))
    assert dialog.text.lstrip().startswith(f'<template data-note="{shown[0]}"')
    pressed = await browsers.bob.send(f"/notes/{shown[0]}/like", {"on": "1"}, **asking("toggle"))
    assert pressed.status_code == 204
    sheet = await browsers.bob.get(f"/reports/new?kind=note&id={shown[0]}", **asking("sheet"))
    assert sheet.text.lstrip().startswith('<form class="sheet__body"')
    refused = await browsers.visitor.send(f"/notes/{shown[0]}/like", {"on": "1"}, **asking("toggle"))
    assert (refused.status_code, 'data-toast="alert"' in refused.text) == (401, True)


async def test_tokens_sign_ins_and_leaving(browsers: Browsers) -> None:
    dana = browsers.visitor
    await dana.send("/sign-up", JOIN)
    made = await dana.send("/settings/tokens", {"name": "my script", "scopes": ["read"]})
    secret = re.search(r"<code>([^<]+)</code>", made.text)
    assert secret
    headers = {"Authorization": f"Bearer {secret[1]}", "Cookie": ""}
    assert (await dana.client.get("/v1/me/tokens", headers=headers)).status_code == 403
    assert secret[1] not in (await dana.get("/settings/tokens")).text
    assert (await dana.get("/settings/sign-ins")).text.count('class="row"') == 1
    wrong = await dana.send("/settings/delete", {"confirm_password": "no"})
    assert (wrong.status_code, "This is not your password." in wrong.text) == (422, True)
    await dana.send("/settings/delete", {"confirm_password": PASSWORD})
    assert (await browsers.alice.get("/people/dana")).status_code == 404
    back = await dana.send("/sign-in", {"login": "dana", "password": PASSWORD})
    assert "Your account is open again." in back.text
    assert (await browsers.alice.get("/people/dana")).status_code == 200


def asking(place: str) -> dict[str, str]:
    """The headers of a script that will put the answer into `place`."""
    return {"HX-Request": "true", "HX-Target": place}


@contextlib.asynccontextmanager
async def worker(db: Db, settings: Settings):  # type: ignore[no-untyped-def]  # an async context manager's type says nothing here
    """Someone who prepares uploads meanwhile, as the media process does."""
    context = JobContext(db, open_storage(settings.media), settings)

    async def work() -> None:
        while True:
            for queue in media.QUEUES:
                await jobs.run_due(context, queue)
            await asyncio.sleep(0.05)

    task = asyncio.create_task(work())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
