"""What somebody who has left had written and shown goes for good, chunk by chunk: a job may be cut off and run again.

Likes and shares stay: they are numbers under other people's things, and say nothing without a name.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from vermilion import comments, contributions, media, moderation, notes, relations, translation
from vermilion.audience import Action, Permit
from vermilion.infra import jobs
from vermilion.infra.db import Tx
from vermilion.infra.jobs import JobContext, job

CHUNK = 20
# What moves numbers that others move too: who holds several of those waits for others in a circle (PostgreSQL).
ONE = 1


async def erase_later(tx: Tx, account_id: int) -> None:
    """In the transaction that closes the account, so that neither happens without the other."""
    await jobs.enqueue(tx, "accounts.erase", account_id=account_id)


@job("accounts.erase", max_attempts=20)
async def erase(ctx: JobContext, account_id: int) -> None:
    words = (_notes, _comments, _contributions, translation.forget_person, moderation.forget_person, _drafts)
    for some in (*words, _following, _followers, media.remove_some_of):
        await _all(ctx, some, account_id)


async def _all(ctx: JobContext, some: Callable[[Tx, int], Awaitable[int]], account_id: int) -> None:
    """Until none is left."""
    while await ctx.db.write(lambda tx: some(tx, account_id)):
        pass


async def _notes(tx: Tx, account_id: int) -> int:
    found = await notes.by_ids(tx, await notes.all_by_author(tx, account_id, ONE))
    for note in found.values():
        await notes.delete(tx, Permit(account_id, Action.DELETE, notes.terms_of(note, "closed")))
    return len(found)


async def _comments(tx: Tx, account_id: int) -> int:
    found = await comments.all_by_author(tx, account_id, ONE)
    homes = await notes.by_ids(tx, [comment.note_id for comment in found])
    for comment in found:
        terms = comments.terms_of(comment, notes.terms_of(homes[comment.note_id]), "closed")
        await comments.delete(tx, Permit(account_id, Action.DELETE, terms))
    return len(found)


async def _contributions(tx: Tx, account_id: int) -> int:
    return await contributions.erase_some_of(tx, account_id, CHUNK)


async def _drafts(tx: Tx, account_id: int) -> int:
    kept = await notes.drafts(tx, account_id)
    for draft in kept:
        await notes.delete_draft(tx, account_id, draft.id)
    return len(kept)


async def _following(tx: Tx, account_id: int) -> int:
    others = (await relations.following_page(tx, account_id, None, ONE)).items
    for other in others:
        await relations.unfollow(tx, account_id, other)
    return len(others)


async def _followers(tx: Tx, account_id: int) -> int:
    others = (await relations.followers_page(tx, account_id, None, ONE)).items
    for other in others:
        await relations.unfollow(tx, other, account_id)
    return len(others)
