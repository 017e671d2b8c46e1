"""/v1/…/translations and /v1/translations: what members offer, votes on it, and who lets it stand."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import JSONBody, QueryParameter

from vermilion import contributions
from vermilion.api.common import PAGE, Asked, CursorText, InPath, Limit, create, created, number, page
from vermilion.api.shapes import OfferInput, VoteInput
from vermilion.audience import Action
from vermilion.cards import contributions as cards
from vermilion.cards import corrections, permits, profiles
from vermilion.cards.contribution_views import ContributedTranslationView, CorrectionView, HelpView
from vermilion.cards.views import Page
from vermilion.contributions import Offer, Translation
from vermilion.edge import Context, context, decode_cursor, encode_cursor
from vermilion.infra.db import Tx
from vermilion.infra.errors import Invalid
from vermilion.infra.paging import Cursor
from vermilion.infra.subject import COMMENT, NOTE

InLanguage = Annotated[
    str,
    QueryParameter(
        max_length=35, required=False, description="Only into this language (BCP 47), each compared with what stands."
    ),
]
Why = Annotated[
    str, QueryParameter(max_length=1200, required=False, description="A moderator's reason, which the log keeps.")
]


class VoteView(msgspec.Struct, frozen=True):
    """The vote as it stands now, and what has become of the translation: enough votes let it stand or take it down."""

    value: int
    score: int
    state: str


@get("/notes/{note_id:str}/translations", tags=["contributions"])
async def of_note(request: Asked, note_id: InPath, language: InLanguage = "") -> Page[ContributedTranslationView]:
    """Members' translations of a note: those that stand first, then by score."""
    return await _of(context(request), NOTE, note_id, language)


@get("/comments/{comment_id:str}/translations", tags=["contributions"])
async def of_comment(request: Asked, comment_id: InPath, language: InLanguage = "") -> Page[ContributedTranslationView]:
    """Members' translations of a comment."""
    return await _of(context(request), COMMENT, comment_id, language)


@post("/notes/{note_id:str}/translations", tags=["contributions"], responses=created(ContributedTranslationView))
async def offer_for_note(request: Asked, note_id: InPath, data: JSONBody[OfferInput]) -> Response[Any]:
    """Offer a translation of a note; it takes the place of one that you offered and nobody decided about. Of your own
    note it stands at once."""
    return await _offer(request, NOTE, note_id, data)


@post("/comments/{comment_id:str}/translations", tags=["contributions"], responses=created(ContributedTranslationView))
async def offer_for_comment(request: Asked, comment_id: InPath, data: JSONBody[OfferInput]) -> Response[Any]:
    """Offer a translation of a comment."""
    return await _offer(request, COMMENT, comment_id, data)


@get("/translations/{translation_id:str}", tags=["contributions"])
async def read(request: Asked, translation_id: InPath) -> ContributedTranslationView:
    """One translation, compared with what readers are shown now."""
    asked = context(request)
    return await cards.one(asked.db.read, asked.viewer, number(translation_id))


@delete("/translations/{translation_id:str}", tags=["contributions"])
async def withdraw(request: Asked, translation_id: InPath, reason: Why = "") -> None:
    """Take your translation back, with the votes on it; moderators remove anybody's, for a `reason`."""
    asked, identifier = context(request), number(translation_id)
    account = asked.require_account()

    async def work(tx: Tx) -> None:
        found = (await contributions.by_ids(tx, [identifier])).get(identifier)
        if found is not None and found.translator_id == account.id:
            await contributions.withdraw(tx, account.id, identifier)
        else:
            permit = await cards.permit(tx, asked.viewer, identifier, Action.MODERATE)
            asked.require_account("desk")
            await contributions.remove(tx, permit, identifier, reason)

    await asked.db.write(work)


@put("/translations/{translation_id:str}/vote", tags=["contributions"])
async def vote(request: Asked, translation_id: InPath, data: JSONBody[VoteInput]) -> VoteView:
    """Vote for or against a translation between languages that you read; 0 takes your vote back."""
    return await _vote(context(request), translation_id, data.value)


@delete("/translations/{translation_id:str}/vote", tags=["contributions"], status_code=200)
async def take_vote_back(request: Asked, translation_id: InPath) -> VoteView:
    """Take your vote back."""
    return await _vote(context(request), translation_id, 0)


@put("/translations/{translation_id:str}/acceptance", tags=["contributions"])
async def accept(request: Asked, translation_id: InPath, reason: Why = "") -> ContributedTranslationView:
    """Let a translation of your text stand, in the place of the one before; moderators do, for a `reason`."""
    return await _decide(context(request), translation_id, contributions.accept, reason)


@delete("/translations/{translation_id:str}/acceptance", tags=["contributions"], status_code=200)
async def decline(request: Asked, translation_id: InPath, reason: Why = "") -> ContributedTranslationView:
    """Decline a translation of your text, whether it was only offered or stood; moderators do, for a `reason`."""
    return await _decide(context(request), translation_id, contributions.decline, reason)


@get("/people/{handle:str}/help", tags=["contributions"])
async def help_of(request: Asked, handle: InPath, limit: Limit = PAGE, cursor: CursorText = None) -> HelpView:
    """What somebody has helped others with, and their translations, latest first."""
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    counts = await cards.helped(asked.db.read, person.id)
    found = await cards.by_person(asked.db.read, asked.viewer, person.id, decode_cursor(cursor, Cursor), limit)
    return HelpView(
        translations=counts.translations,
        corrections=counts.corrections,
        thanks=counts.thanks,
        items=found.items,
        next=encode_cursor(found.next),
    )


@get("/people/{handle:str}/help/corrections", tags=["contributions"])
async def corrections_of(
    request: Asked, handle: InPath, limit: Limit = PAGE, cursor: CursorText = None
) -> Page[CorrectionView]:
    """Somebody's corrections, latest first, as far as you may see them."""
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    found = await corrections.by_person(asked.db.read, asked.viewer, person.id, decode_cursor(cursor, Cursor), limit)
    return page(found.items, found.next)


async def _of(asked: Context, kind: str, identifier: str, language: str) -> Page[ContributedTranslationView]:
    return page(await cards.of_text(asked.db.read, asked.viewer, kind, number(identifier), language), None)


async def _offer(request: Asked, kind: str, identifier: str, data: OfferInput) -> Response[Any]:
    asked, about = context(request), number(identifier)
    asked.require_account()
    given = Offer(
        target=data.language,
        source=data.source,
        title=data.title,
        text=data.text,
        alts=list(data.alts),
        based_on=number(data.based_on) if data.based_on else 0,
        version=data.version,
    )

    async def work(tx: Tx) -> ContributedTranslationView:
        permit = await permits.permit_of(tx, asked.viewer, kind, about, Action.TRANSLATE)
        try:
            made = await contributions.offer(tx, permit, given)
        except Invalid as refused:
            if refused.field == "target":
                refused.field = "language"  # as programs know it
            raise
        return (await cards.by_ids(tx, asked.viewer, [made.id]))[made.id]

    return await create(request, work)


async def _vote(asked: Context, translation_id: str, value: int) -> VoteView:
    asked.require_account()
    identifier = number(translation_id)

    async def work(tx: Tx) -> Translation:
        permit = await cards.permit(tx, asked.viewer, identifier, Action.TRANSLATE)
        return await contributions.vote(tx, permit, identifier, value)

    found = await asked.db.write(work)
    return VoteView(value, found.score, found.state)


async def _decide(asked: Context, translation_id: str, verb: Any, reason: str) -> ContributedTranslationView:
    asked.require_account()
    identifier = number(translation_id)

    async def work(tx: Tx) -> None:
        permit = await cards.permit_to_decide(tx, asked.viewer, identifier)
        if permit.action is Action.MODERATE:
            asked.require_account("desk")
        await verb(tx, permit, identifier, reason)

    await asked.db.write(work)
    return await cards.one(asked.db.read, asked.viewer, identifier)


handlers = [
    of_note,
    of_comment,
    offer_for_note,
    offer_for_comment,
    read,
    withdraw,
    vote,
    take_vote_back,
    accept,
    decline,
    help_of,
    corrections_of,
]
