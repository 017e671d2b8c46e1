"""Alice's note in English, people who read it in Chinese, and some who have been here for long enough to vote."""

from __future__ import annotations

import pytest
from tests.conftest import PASSWORD_HASH, Cast
from tests.permits import on_comment, on_note

from vermilion import accounts, comments, contributions, notes, translation
from vermilion.accounts import Account, SignUp
from vermilion.audience import Action, Permit
from vermilion.comments import Comment, NewComment
from vermilion.contributions import Correction, NewCorrection, Offer, Translation
from vermilion.infra import clock, ids
from vermilion.infra.db import Db, Tx
from vermilion.notes import Note, Publication

TITLE, TEXT = "Morning market", "Fresh peaches at the gate. #market https://example.org/peaches"
ZH_TITLE, ZH_TEXT = "早市", "门口有新鲜的桃子。#早市 https://example.org/peaches"


class Workshop:
    """What people do about the note, a transaction each."""

    def __init__(self, db: Db, cast: Cast, voters: list[Account], note: Note) -> None:
        self.db = db
        self.cast = cast
        self.voters = voters
        self.note = note

    def permit(self, who: Account, action: Action, comment: Comment | None = None) -> Permit:
        author = self.note.author_id
        return on_comment(who.id, action, comment, author) if comment else on_note(who.id, action, self.note.id, author)

    async def offer(self, who: Account, title: str = ZH_TITLE, text: str = ZH_TEXT, **more: object) -> Translation:
        given = Offer(**{"target": "zh-Hans", "title": title, "text": text, **more})  # type: ignore[arg-type]  # tests
        return await self.db.write(lambda tx: contributions.offer(tx, self.permit(who, Action.TRANSLATE), given))

    async def vote(self, who: Account, found: Translation, value: int = 1) -> Translation:
        permit = self.permit(who, Action.TRANSLATE)
        return await self.db.write(lambda tx: contributions.vote(tx, permit, found.id, value))

    async def accept(self, found: Translation, who: Account | None = None, action: Action = Action.EDIT) -> Translation:
        permit = self.permit(who or self.cast.alice, action)
        return await self.db.write(lambda tx: contributions.accept(tx, permit, found.id, "well said"))

    async def decline(self, found: Translation) -> Translation:
        permit = self.permit(self.cast.alice, Action.EDIT)
        return await self.db.write(lambda tx: contributions.decline(tx, permit, found.id))

    async def edit(self, **changes: object) -> Note:
        given = Publication(**{"title": TITLE, "text": TEXT, **changes})  # type: ignore[arg-type]  # tests
        permit = self.permit(self.cast.alice, Action.EDIT)
        return await self.db.write(lambda tx: notes.edit(tx, permit, given))

    async def say(self, who: Account, text: str, wants_correction: bool = False) -> Comment:
        permit, given = self.permit(who, Action.COMMENT), NewComment(text=text, wants_correction=wants_correction)
        return await self.db.write(lambda tx: comments.write(tx, permit, given))

    async def correct(self, who: Account, text: str, comment: Comment | None = None, remark: str = "") -> Correction:
        permit, given = self.permit(who, Action.CORRECT, comment), NewCorrection(text=text, remark=remark)
        return await self.db.write(lambda tx: contributions.correct(tx, permit, given))

    async def right(self, who: Account, remark: str = "") -> Correction:
        permit, given = self.permit(who, Action.CORRECT), NewCorrection(remark=remark, is_right=True)
        return await self.db.write(lambda tx: contributions.correct(tx, permit, given))

    async def states(self) -> dict[int, str]:
        """Of all translations that were ever made and are still there, whoever made them."""
        found = []
        for person in [self.cast.alice, self.cast.bob, self.cast.mo, *self.voters]:
            found += (await contributions.by_translator_page(self.db.read, person.id, None, 50)).items
        return {one.id: one.state for one in found}

    async def remembered(self, part: str = TEXT, target: str = "zh-Hans") -> str | None:
        """What readers are shown for a part of the note."""
        key = translation.key_of(part, self.note.author_id)
        found = (await translation.best(self.db.read, [key], target)).get(key)
        return found.text if found else None


@pytest.fixture
async def shop(db: Db, cast: Cast) -> Workshop:
    async def work(tx: Tx) -> tuple[list[Account], Note]:
        voters = []
        for number in range(4):
            form = SignUp(
                handle=f"reader{number}",
                name=f"Reader {number}",
                email=f"reader{number}@example.com",
                region="CN",
                languages=["zh-Hans", "en"],
            )
            made = ids.id_at(clock.now() - 40 * clock.DAY, number)
            voters.append(await accounts.sign_up(tx, form, PASSWORD_HASH, account_id=made))
        return voters, await notes.publish(tx, cast.alice, Publication(title=TITLE, text=TEXT, language="en"))

    voters, note = await db.write(work)
    return Workshop(db, cast, voters, note)
