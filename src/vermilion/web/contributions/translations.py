"""/notes/{id}/translations and /comments/{id}/translations: what stands, what is offered, and a form to do better."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import get, post

from vermilion import contributions, translation
from vermilion.audience import Action
from vermilion.cards import contributions as cards
from vermilion.cards import permits, translating
from vermilion.cards.contribution_views import ContributedTranslationView
from vermilion.cards.reading import Reading
from vermilion.cards.views import TranslationView
from vermilion.contributions import ACCEPTED, LONGER, MAX_ALT, OFFERED, Offer
from vermilion.edge import Context, context
from vermilion.edge.frame import page
from vermilion.edge.languages import LANGUAGES
from vermilion.edge.problems import told
from vermilion.infra import ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Forbidden, NotFound, Problem
from vermilion.infra.subject import COMMENT, NOTE
from vermilion.infra.text import cleaning
from vermilion.web.common import Asked, InPath, Page, done, number, query, signed_in
from vermilion.web.contributions.originals import Original, original
from vermilion.web.contributions.pairing import pairs
from vermilion.web.forms import REFUSALS, Form, form, wrong


@get("/notes/{note_id:str}/translations")
async def of_note(request: Asked, note_id: InPath) -> Page:
    return await _shown(request, NOTE, number(note_id))


@get("/comments/{comment_id:str}/translations")
async def of_comment(request: Asked, comment_id: InPath) -> Page:
    return await _shown(request, COMMENT, number(comment_id))


@post("/notes/{note_id:str}/translations")
async def offer_for_note(request: Asked, note_id: InPath) -> Page:
    return await _offer(request, NOTE, number(note_id))


@post("/comments/{comment_id:str}/translations")
async def offer_for_comment(request: Asked, comment_id: InPath) -> Page:
    return await _offer(request, COMMENT, number(comment_id))


async def _offer(request: Asked, kind: str, identifier: int) -> Page:
    asked, given = signed_in(request), await form(request)
    about = await original(asked, kind, identifier)
    offered = _offered(given, about)

    async def work(tx: Tx) -> None:
        permit = await permits.permit_of(tx, asked.viewer, kind, identifier, Action.TRANSLATE)
        await contributions.offer(tx, permit, offered)

    try:
        await asked.db.write(work)
    except REFUSALS as problem:
        return await _shown(request, kind, identifier, offered, problem)
    said = "saved" if asked.viewer.id == about.author_id else "translation_offered"
    return await done(request, said, f"{about.url}/translations?language={offered.target}")


async def _shown(
    request: Asked, kind: str, identifier: int, typed: Offer | None = None, problem: Problem | None = None
) -> Page:
    """The page; with a `problem`, what was `typed` stands in the form again."""
    asked = context(request)
    about = await original(asked, kind, identifier)
    open_ones = await contributions.of_subject(asked.db.read, about.subject)
    languages = _languages(asked, about, [found.target for found in open_ones])
    waiting = [found.target for found in open_ones if found.state == OFFERED]
    preferred = waiting if about.author_id == asked.viewer.id else []
    target = _target(asked, about, typed.target if typed else query(request, "language", 35), preferred or languages)
    offers = await cards.of_text(asked.db.read, asked.viewer, kind, identifier, target)
    stands = next((view for view in offers if view.state == ACCEPTED), None)
    shown = stands or await _by_machine(asked, about, target)
    refusals = {str(found.id): contributions.why_not_vote(found, asked.viewer) for found in open_ones}
    return await page(
        request,
        "contributions/translations.html",
        status=problem.status if problem else 200,
        original=about,
        target=target,
        languages=languages if target in languages else [*languages, target],
        stands=shown,
        by_person=stands,
        pairs=pairs(about.paragraphs, shown.paragraphs) if shown else [],
        offers=offers,
        why_not_vote={key: told(asked.locale.gettext, found) for key, found in refusals.items() if found},
        why_not=await _why_not(asked, about),
        unread=[tag for tag in (about.language, target) if not translation.reads(tag, asked.viewer.languages)],
        values=typed or _prefilled(about, target, shown, int(stands.id) if stands else 0),
        accept_at=contributions.ACCEPT_AT,
        most={"title": LONGER * cleaning.MAX_TITLE, "text": LONGER * about.most, "alt": LONGER * MAX_ALT},
        errors=wrong(asked, problem) if problem else {},
    )


def _offered(given: Form, about: Original) -> Offer:
    """What the form says; its language is that of the address the form stood on."""
    return Offer(
        target=translation.normal(given.text("language")),
        source=about.language if about.language != "und" else None,
        title=given.text("title"),
        text=given.text("text"),
        alts=given.texts("alt"),
        based_on=ids.parse(given.text("based_on")) or 0,
        version=ids.parse(given.text("version")) or 0,
    )


def _prefilled(
    about: Original, target: str, shown: ContributedTranslationView | TranslationView | None, based_on: int
) -> Offer:
    """Nobody begins with an empty page where there is something to improve."""
    if shown is None:
        return Offer(target=target)
    title = shown.title if about.title else ""
    return Offer(target=target, title=title, text=shown.text, alts=shown.alts, based_on=based_on)


async def _by_machine(asked: Context, about: Original, target: str) -> TranslationView | None:
    """What stands where no member's translation does."""
    reader, viewer = asked.db.read, asked.viewer
    if about.subject.kind == NOTE:
        things = [await translating.note(reader, viewer, about.subject.id)]
    else:
        things = await translating.thread(reader, viewer, [about.subject.id])
    reading = Reading(target, (target,))
    found = await translating.standing(reader, reading, things)
    named = await translating.named(reader, viewer, found)
    return next(
        (
            translating.view(standing, reading, named, set(), title=about.title, text=about.text, alts=about.alts)
            for standing in found
        ),
        None,
    )


def _languages(asked: Context, about: Original, offered: Sequence[str]) -> list[str]:
    """Into which languages this reader would look for a translation: theirs, and those that are offered."""
    tags = [*asked.viewer.languages, asked.locale.tag, *offered]
    other = [tag for tag in map(translation.normal, tags) if not translation.same_language(tag, about.language)]
    return list(dict.fromkeys(other))


def _target(asked: Context, about: Original, wanted: str, languages: Sequence[str]) -> str:
    """The language of the page: the one asked for, else the reader's best."""
    tag = translation.normal(wanted)
    if tag not in {*LANGUAGES, *languages} or translation.same_language(tag, about.language):
        best = translation.best_target(languages, asked.locale.tag) if languages else "en"
        return best if not translation.same_language(best, about.language) else "zh-Hans"
    return tag


async def _why_not(asked: Context, about: Original) -> str:
    """Why this member may not offer one, in their language; empty where they may, or are not signed in."""
    if not asked.viewer.signed_in:
        return ""
    gettext = asked.locale.gettext
    if not about.translatable and about.author_id != asked.viewer.id:
        return gettext("The author does not want this to be translated.")
    try:
        await permits.permit_of(asked.db.read, asked.viewer, about.subject.kind, about.subject.id, Action.TRANSLATE)
    except (Forbidden, NotFound) as problem:
        return told(gettext, problem)
    return ""


handlers = [of_note, of_comment, offer_for_note, offer_for_comment]
