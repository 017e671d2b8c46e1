"""Whatever people do in whatever order: scores equal votes, one translation stands at most, and readers are shown what
stands and nothing else."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable

import pytest
from tests.contributions.conftest import Workshop

from vermilion import comments, contributions, moderation, notes, translation
from vermilion.accounts import Account
from vermilion.audience import Action, Permit
from vermilion.cards import permits
from vermilion.comments import NewComment
from vermilion.contributions import NewCorrection, Offer, Translation
from vermilion.edge.context import viewer_of
from vermilion.infra import subject
from vermilion.infra.db import Tx
from vermilion.infra.errors import Problem
from vermilion.infra.outbox import drain
from vermilion.infra.subject import Subject
from vermilion.notes import Publication

STEPS = {"sqlite": 500, "postgres": 200}
SCORES = """
SELECT t.id FROM contributed_translations t LEFT JOIN translation_votes v ON v.translation_id = t.id
GROUP BY t.id, t.score HAVING t.score <> COALESCE(sum(v.value), 0)
"""
STANDING = """
SELECT subject_kind, subject_id FROM contributed_translations WHERE state = 'accepted'
GROUP BY subject_kind, subject_id, target HAVING count(*) > 1
"""
LOST_VOTES = """
SELECT 1 FROM translation_votes v
WHERE NOT EXISTS (SELECT 1 FROM contributed_translations t WHERE t.id = v.translation_id)
"""
SHOWN = "SELECT text_key, target, text, translator_id FROM translations WHERE engine = 'human'"
ALL = "SELECT id FROM contributed_translations"
LATE = """
SELECT c.id FROM corrections c JOIN notes n ON n.id = c.subject_id
WHERE c.subject_kind = 'note' AND c.state = 'offered' AND c.created_at < n.edited_at
"""


class History:
    """Three notes whose audience changes, one that stays public, and a talk under it."""

    def __init__(self, shop: Workshop, seed: int) -> None:
        self.shop = shop
        self.chance = random.Random(seed)
        self.people = [shop.cast.alice, shop.cast.alice, shop.cast.bob, shop.cast.mo, *shop.voters]
        self.notes: list[int] = []
        self.comments: list[int] = []
        self.translations: list[int] = [1]
        self.corrections: list[int] = [1]
        self.done: set[str] = set()

    def words(self) -> str:
        return f"hello {self.chance.random()} all of you"

    def about(self) -> Subject:
        if self.chance.random() < 0.6:
            return subject.note(self.chance.choice([*self.notes, self.shop.note.id]))
        return subject.comment(self.chance.choice([*self.comments, 1]), self.shop.note.id)

    async def step(self) -> None:
        act, who, about = self.chance.choice(ACTS), self.chance.choice(self.people), self.about()
        viewer = await viewer_of(self.shop.db, who)

        async def work(tx: Tx) -> None:
            async def permit(action: Action) -> Permit:
                return await permits.permit_of(tx, viewer, about.kind, about.id, action)

            await act(self, tx, who, permit)

        try:
            await self.shop.db.write(work)
            self.done.add(act.__name__)
        except Problem:
            pass


Permits = Callable[[Action], Awaitable[Permit]]


async def publish(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    if len(h.notes) < 8:
        given = Publication(title=h.words(), text=h.words(), language="en", wants_correction=True)
        h.notes.append((await notes.publish(tx, who, given)).id)


async def say(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    under = h.shop.permit(who, Action.COMMENT)
    h.comments.append((await comments.write(tx, under, NewComment(text=h.words(), wants_correction=True))).id)


async def edit(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    allowed = await permit(Action.EDIT)
    if allowed.subject.kind == "comment":
        await comments.edit(tx, allowed, NewComment(text=h.words(), wants_correction=True))
        return
    note = (await notes.by_ids(tx, [allowed.subject.id]))[allowed.subject.id]
    text = h.chance.choice((note.text, h.words()))
    visibility = h.chance.choice(("everyone", "everyone", "self")) if note.id != h.shop.note.id else "everyone"
    given = Publication(title=note.title, text=text, language="en", visibility=visibility, wants_correction=True)
    await notes.edit(tx, allowed, given)


async def offer(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    given = Offer(target="zh-Hans", source="en", title=f"你好 {h.chance.random()}", text=f"大家好 {h.chance.random()}")
    h.translations.append((await contributions.offer(tx, await permit(Action.TRANSLATE), given)).id)


async def vote(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    allowed = await permit(Action.TRANSLATE)
    for found in await contributions.of_subject(tx, allowed.subject):
        await contributions.vote(tx, allowed, found.id, h.chance.choice((1, 1, 1, 0, -1)))


async def decide(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    allowed = await permit(h.chance.choice((Action.EDIT, Action.MODERATE)))
    found = h.chance.choice(await contributions.of_subject(tx, allowed.subject) or [None])
    if found:
        await h.chance.choice((contributions.accept, contributions.decline, contributions.remove))(
            tx, allowed, found.id, "because"
        )


async def withdraw(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    if h.chance.random() < 0.3:
        await contributions.withdraw(tx, who.id, h.chance.choice(h.translations))


async def correct(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    allowed = await permit(Action.CORRECT)
    h.corrections.append((await contributions.correct(tx, allowed, NewCorrection(text=h.words()))).id)


async def settle(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    verb = h.chance.choice((contributions.accept_correction, contributions.decline_correction, contributions.thank))
    allowed = await permit(Action.EDIT)
    for found in await contributions.corrections_of(tx, allowed.subject):
        if found.state == "offered":
            await verb(tx, allowed, found.id)
            return


async def judge(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    allowed = await permit(Action.MODERATE)
    if allowed.subject.id != h.shop.note.id:
        await h.chance.choice((moderation.remove, moderation.restore, moderation.restore))(tx, allowed, "because")


async def delete(h: History, tx: Tx, who: Account, permit: Permits) -> None:
    allowed = await permit(Action.DELETE)
    if allowed.subject.id != h.shop.note.id and h.chance.random() < 0.3:
        await (notes.delete if allowed.subject.kind == "note" else comments.delete)(tx, allowed)


ACTS = (publish, say, edit, offer, offer, vote, vote, decide, withdraw, correct, settle, judge, delete)


@pytest.mark.parametrize("seed", range(3))
async def test_readers_are_shown_what_stands(shop: Workshop, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vermilion.contributions.voters.OLD_ENOUGH", 0)
    history = History(shop, seed)
    for _ in range(STEPS[shop.db.dialect]):
        await history.step()
    await drain(shop.db)
    for sql in (SCORES, STANDING, LOST_VOTES, LATE):
        assert await shop.db.read.all(sql) == []
    kept = await contributions.by_ids(shop.db.read, [row[0] for row in await shop.db.read.all(ALL)])
    expected: dict[tuple[str, str], tuple[str, int]] = {}
    for found in kept.values():
        expected |= await shown_of(history, found)
    assert {tuple(row[:2]): tuple(row[2:]) for row in await shop.db.read.all(SHOWN)} == expected
    assert {"offer", "vote", "edit", "correct", "delete"} <= history.done
    assert len(kept) > 3


async def shown_of(history: History, found: Translation) -> dict[tuple[str, str], tuple[str, int]]:
    """What readers are shown of a translation: its parts, if it stands and its text is on show for everyone."""
    read = history.shop.db.read
    note = (await notes.by_ids(read, [found.subject.home]))[found.subject.home]
    assert note.state != "deleted"
    parts, public, author = (note.title, note.text), note.public, note.author_id
    if found.subject.kind == "comment":
        comment = (await comments.by_ids(read, [found.subject.id]))[found.subject.id]
        assert comment.state != "deleted"
        parts, public, author = ("", comment.text), public and comment.state == "published", comment.author_id
    if found.state != "accepted" or not public:
        return {}
    pairs = zip(parts, (found.title, found.text), strict=True)
    return {
        (translation.key_of(part, author), found.target): (said, found.translator_id) for part, said in pairs if part
    }
