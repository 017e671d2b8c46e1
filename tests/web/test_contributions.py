"""Translating, voting and correcting as a browser without scripts does it."""

from __future__ import annotations

import re

import httpx
import pytest
from tests.town import publish
from tests.web.conftest import Browser, Browsers

from vermilion import accounts, comments, contributions, notes
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain
from vermilion.infra.subject import note as about_note
from vermilion.notes import Note

TEXT = "Fresh peaches at the gate, come early."
ZH = "门口有新鲜的桃子，早点来。"


@pytest.fixture
async def note(db: Db, browsers: Browsers) -> Note:
    """Alice's, in English. Bob and mo read both languages and have been here for long enough to vote."""
    grown = [browsers.bob.account.id, browsers.mo.account.id]
    since = clock.now() - 9 * clock.DAY
    await db.write(lambda tx: tx.run("UPDATE accounts SET created_at = ? WHERE id IN ids(?)", since, grown))
    await db.write(lambda tx: accounts.touch_viewers(tx, grown))  # who signed in before is read again
    return await publish(db, browsers.alice.account, TEXT)


def place(note: Note) -> str:
    return f"/notes/{note.id}/translations"


async def offer(who: Browser, note: Note, text: str = ZH, version: int = 0) -> httpx.Response:
    return await who.send(place(note), {"language": "zh-Hans", "text": text, "version": str(version or note.version)})


async def the_offer(db: Db, note: Note) -> int:
    [found] = await contributions.of_subject(db.read, about_note(note.id))
    return found.id


async def test_an_offer_is_accepted_and_read(browsers: Browsers, db: Db, note: Note) -> None:
    empty = await browsers.bob.get(f"{place(note)}?language=zh-Hans")
    assert "there is no Chinese yet" in empty.text
    assert TEXT in empty.text
    answer = await offer(browsers.bob, note)
    assert (answer.status_code, answer.url.path) == (200, place(note))
    assert "Thank you. Its author and other readers decide now." in answer.text
    found = await the_offer(db, note)
    await drain(db)
    assert f'href="{place(note)}"' in (await browsers.alice.get("/inbox?tab=comments")).text
    shown = (await browsers.alice.get(place(note))).text  # in the language that waits for her
    assert ZH in shown
    assert f'action="/translations/{found}/accept"' in shown
    assert f'action="/translations/{found}/accept"' not in (await browsers.bob.get(place(note))).text
    answer = await browsers.alice.send(f"/translations/{found}/accept")
    assert "Accepted." in answer.text
    assert "by <a" in (await browsers.visitor.get(f"{place(note)}?language=zh-Hans")).text
    profile = (await browsers.visitor.get("/people/bob")).text
    assert 'href="/people/bob/help"' in profile
    assert ZH in (await browsers.visitor.get("/people/bob/help")).text


async def test_a_better_one_is_compared_word_by_word(browsers: Browsers, db: Db, note: Note) -> None:
    await offer(browsers.bob, note)
    await browsers.alice.send(f"/translations/{await the_offer(db, note)}/accept")
    form = (await browsers.mo.get(f"{place(note)}?language=zh-Hans")).text
    assert f">{ZH}</textarea>" in form  # nobody begins with an empty page
    answer = await offer(browsers.mo, note, ZH.replace("新鲜", "刚摘"))
    spoken = r"<span[^>]*>{}</span>".format
    assert re.search(f"<del>{spoken('taken out:')}新鲜</del><ins>{spoken('put in:')}刚摘</ins>", answer.text)


async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browsers: Browsers, db: Db, note: Note) -> None:
    answer = await offer(browsers.bob, note, f"{ZH} https://evil.example")
    assert answer.status_code == 422
    assert "Links and @names must be those of the original." in answer.text
    assert f">{ZH} https://evil.example</textarea>" in answer.text
    edited = {"text": f"{TEXT} Bring a bag.", "category": "daily", "visibility": "everyone"}
    await browsers.alice.send(f"/notes/{note.id}/edit", edited)
    answer = await offer(browsers.bob, note)
    assert answer.status_code == 409
    assert "The text has changed meanwhile. Look at it again." in answer.text
    assert f">{ZH}</textarea>" in answer.text
    fresh = (await notes.by_ids(db.read, [note.id]))[note.id].version
    assert f'name="version" value="{fresh}"' in answer.text
    assert (await offer(browsers.bob, note, version=fresh)).status_code == 200
    again = await offer(browsers.mo, note, version=fresh)
    assert "These very words were offered before. Vote for them." in again.text


async def test_who_may_not_translate_is_told_why(browsers: Browsers, db: Db, note: Note) -> None:
    path = f"{place(note)}?language=zh-Hans"
    visitor = (await browsers.visitor.get(path)).text
    assert f'href="/sign-in?next={place(note)}' in visitor
    assert "<textarea" not in visitor
    charlie = (await browsers.charlie.get(path)).text
    assert "Your profile names neither." in charlie
    assert '<a class="link" href="/settings">Add it to your profile</a>' in charlie
    alice = (await browsers.alice.get(path)).text
    assert "Your profile does not say that you read Chinese." in alice
    hidden = await publish(db, browsers.alice.account, TEXT, visibility="followers")
    assert (await browsers.charlie.get(place(hidden))).status_code == 404
    assert "Only what everyone may read is translated by members." in (await browsers.bob.get(place(hidden))).text


async def test_votes_are_given_and_taken_back(browsers: Browsers, db: Db, note: Note) -> None:
    await offer(browsers.bob, note)
    found = await the_offer(db, note)
    own = (await browsers.bob.get(place(note))).text
    assert "Others judge your translation." in own
    assert own.count(f'disabled aria-describedby="why-{found}"') == 2
    assert "Sign in to vote" in (await browsers.visitor.get(f"{place(note)}?language=zh-Hans")).text
    answer = await browsers.mo.send(f"/translations/{found}/vote", {"value": "1"})
    assert re.search(r'name="value" value="0" aria-pressed="true"', answer.text)
    assert ">+1</b>" in answer.text
    answer = await browsers.mo.send(f"/translations/{found}/vote", {"value": "0"})
    assert ">0</b>" in answer.text
    assert (await browsers.charlie.send(f"/translations/{found}/vote", {"value": "1"})).status_code == 403


async def test_moderators_say_why(browsers: Browsers, db: Db, note: Note) -> None:
    await offer(browsers.bob, note)
    found = await the_offer(db, note)
    assert (await browsers.charlie.get(f"/translations/{found}/moderate")).status_code == 404
    answer = await browsers.mo.send(f"/translations/{found}/moderate", {"do": "accept", "reason": " "})
    assert answer.status_code == 422
    assert "Say why, in a sentence." in answer.text
    await browsers.mo.send(f"/translations/{found}/moderate", {"do": "accept", "reason": "Well said."})
    assert (await contributions.by_ids(db.read, [found]))[found].state == "accepted"
    await browsers.mo.send(f"/translations/{found}/moderate", {"do": "remove", "reason": "A joke."})
    assert await contributions.by_ids(db.read, [found]) == {}


async def test_its_translator_takes_it_back(browsers: Browsers, db: Db, note: Note) -> None:
    await offer(browsers.bob, note)
    found = await the_offer(db, note)
    assert (await browsers.alice.get(f"/translations/{found}/withdraw")).status_code == 404
    assert "Take this back?" in (await browsers.bob.get(f"/translations/{found}/withdraw")).text
    await browsers.bob.send(f"/translations/{found}/withdraw")
    assert await contributions.by_ids(db.read, [found]) == {}


async def test_homework_comes_back_in_red(browsers: Browsers, db: Db, note: Note) -> None:
    asked = {"text": "I has three peach.", "wants_correction": "1"}
    await browsers.alice.send(f"/notes/{note.id}/comments", asked)
    [comment] = (await comments.page(db.read, note.id, "new", None, 5)).items
    place = f"/comments/{comment.id}/corrections"
    seen = (await browsers.bob.get(f"/notes/{note.id}")).text
    assert "Correct my English" in seen
    assert f'href="{place}"' in seen
    assert "Correct this" not in (await browsers.alice.get(f"/notes/{note.id}")).text
    form = await browsers.bob.get(place)
    assert ">I has three peach.</textarea>" in form.text
    answer = await browsers.bob.send(place, {"text": "I has three peach."})
    assert answer.status_code == 422
    assert "Change something in the text." in answer.text
    answer = await browsers.bob.send(place, {"text": "I have three peaches.", "remark": "More than one."})
    assert "Thank you. Its author is told." in answer.text

    red = (await browsers.alice.get(f"/notes/{note.id}")).text
    assert re.search(r"<del><span[^>]*>taken out:</span>has</del><ins><span[^>]*>put in:</span>have</ins> three", red)
    assert "2 marks" in red
    assert "More than one." in red
    received = (await browsers.alice.get(place)).text
    assert "correction__text" in received
    assert "<textarea" not in received
    await drain(db)
    assert f'href="{place}"' in (await browsers.alice.get("/inbox?tab=comments")).text
    assert "correction__text" not in (await browsers.visitor.get(f"/notes/{note.id}")).text
    found = re.search(r'action="(/corrections/\d+)/accept"', red)
    assert found is not None
    assert (await browsers.charlie.send(f"{found[1]}/accept")).status_code == 404
    answer = await browsers.alice.send(f"{found[1]}/accept")
    assert "I have three peaches." in answer.text
    assert "Well done" in answer.text
    answer = await browsers.alice.send(f"{found[1]}/thank")
    assert "They are told of your thanks." in answer.text
    folded = (await browsers.visitor.get(f"/notes/{note.id}")).text
    assert re.search(r"<del><span[^>]*>taken out:</span>has</del>", folded)
    assert re.search(r'<details class="corrected[^>]*><summary.*?Corrected by <span[^>]*>Bob</span>', folded, re.DOTALL)
    helped = (await browsers.visitor.get("/people/bob/help?kind=corrections")).text
    assert "I have three peaches." in helped
    assert "Thanked" in helped


async def test_what_is_right_is_said_to_be(browsers: Browsers, db: Db, note: Note) -> None:
    asked = {"text": "I have three peaches.", "wants_correction": "1"}
    await browsers.alice.send(f"/notes/{note.id}/comments", asked)
    [comment] = (await comments.page(db.read, note.id, "new", None, 5)).items
    place = f"/comments/{comment.id}/corrections"
    assert "Nothing to correct</button>" in (await browsers.bob.get(place)).text
    answer = await browsers.bob.send(place, {"text": "I have three peaches", "is_right": "1"})
    assert "Its author will be glad to hear it." in answer.text
    praise = (await browsers.alice.get(f"/notes/{note.id}")).text
    assert "found nothing to correct" in praise
    assert "Accept all" not in praise
    assert "found nothing to correct" not in (await browsers.visitor.get(f"/notes/{note.id}")).text
    await drain(db)
    assert "found nothing to correct in your comment" in (await browsers.alice.get("/inbox?tab=comments")).text
    found = re.search(r'action="(/corrections/\d+)/thank"', praise)
    assert found is not None
    await browsers.alice.send(f"{found[1]}/thank")
    assert "found nothing to correct" in (await browsers.visitor.get(f"/notes/{note.id}")).text


async def test_a_title_comes_back_in_red_too(browsers: Browsers, note: Note) -> None:
    edited = {"title": "Three peach", "text": TEXT, "category": "daily", "visibility": "everyone"}
    await browsers.alice.send(f"/notes/{note.id}/edit", edited | {"wants_correction": "1"})
    place = f"/notes/{note.id}/corrections"
    assert re.search(r'name="title"[^>]* value="Three peach"', (await browsers.bob.get(place)).text)
    refused = await browsers.bob.send(place, {"title": "Buy followers for a fair price today", "text": TEXT})
    assert re.search(r'id="title-error"[^>]*>.*?This is another text', refused.text, re.DOTALL)
    await browsers.bob.send(place, {"title": "Three peaches", "text": TEXT})
    assert re.search(r'name="title"[^>]* value="Three peaches"', (await browsers.bob.get(place)).text)
    red = (await browsers.alice.get(f"/notes/{note.id}")).text
    assert re.search(r"<del>.{0,60}peach</del><ins.{0,80}peaches</ins>", red)
    assert "1 mark" in red
    found = re.search(r'action="(/corrections/\d+)/accept"', red)
    assert found is not None
    assert re.search(r"<h1[^>]*>Three peaches", (await browsers.alice.send(f"{found[1]}/accept")).text)
    assert "Three peaches</p>" in (await browsers.visitor.get("/people/bob/help?kind=corrections")).text


async def test_a_note_asks_by_its_form(browsers: Browsers, db: Db, note: Note) -> None:
    edited = {"text": "Fresh peach at gate, come early.", "category": "daily", "visibility": "everyone"}
    await browsers.alice.send(f"/notes/{note.id}/edit", edited | {"wants_correction": "1"})
    form = (await browsers.alice.get(f"/notes/{note.id}/edit")).text
    assert re.search(r'name="wants_correction" value="1" checked', form)
    answer = await browsers.bob.send(f"/notes/{note.id}/corrections", {"text": TEXT})
    assert answer.status_code == 200
    red = (await browsers.alice.get(f"/notes/{note.id}")).text
    found = re.search(r'action="(/corrections/\d+)/decline"', red)
    assert found is not None
    await browsers.alice.send(f"{found[1]}/decline")
    assert "correction__text" not in (await browsers.alice.get(f"/notes/{note.id}")).text
    await browsers.alice.send(f"/notes/{note.id}/edit", edited)  # enough now
    assert (await browsers.bob.send(f"/notes/{note.id}/corrections", {"text": TEXT})).status_code == 422
