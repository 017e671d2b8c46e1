"""The desk: open cases as a queue, one case with all that is known of it, the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from vermilion import accounts, audience, comments, counters, moderation
from vermilion.audience import Action, Permit, Terms, Viewer
from vermilion.cards import comments as comment_cards
from vermilion.cards import desk_words, feeds, people, permits, profiles, translating, whole_notes
from vermilion.cards import notes as note_cards
from vermilion.cards.desk_views import ActView, AskedView, AuthorView, CaseView, QueuedView, ReportView
from vermilion.cards.translatable import of_appeal, of_report
from vermilion.cards.translating import Thing
from vermilion.cards.views import CardTranslationView, PersonView
from vermilion.infra import clock, subject
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Slice
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE, Subject
from vermilion.moderation import Case, LogEntry

HISTORY = 20
LATEST = 6  # notes of a person


async def queue(reader: Reader, viewer: Viewer, before: int | None, limit: int) -> Slice[QueuedView]:
    """Open cases, the one reported or asked about last first."""
    found = await moderation.cases(reader, before, limit)
    return Slice(await _queued(reader, _unmuted(viewer), found.items), found.next)


async def case(reader: Reader, viewer: Viewer, kind: str, identifier: int, locale: str = "") -> CaseView:
    """Everything about a thing, reported or not. What its author deleted or keeps to themself since is `gone`: its
    reports and appeal can still be closed. NotFound for what never was. For `locale` see `whole_notes.note`."""
    about = await _subject(reader, kind, identifier)
    reports = await moderation.reports_of(reader, about)
    log = await moderation.log_of(reader, about, HISTORY)
    try:
        view = await _thing(reader, _unmuted(viewer), about, locale)
    except NotFound:
        if not reports and not log:
            raise
        view = CaseView(kind=kind, id=str(identifier), state="gone")
    named = await _named(reader, [report.reporter_id for report in reports])
    read = await desk_words.read(reader, viewer, map(of_report, reports), locale)
    told = [
        ReportView(
            reporter=named[report.reporter_id],
            reason=report.reason,
            details=report.details,
            created_at=clock.rfc3339(report.created_at),
            translation=said.translation,
            translation_state=said.state,
        )
        for report, said in zip(reports, read, strict=True)
    ]
    return msgspec.structs.replace(
        view, reports=told, appeal=await _asked(reader, viewer, about, locale), history=await acts(reader, log)
    )


async def told_by_members(reader: Reader, kind: str, identifier: int) -> list[Thing]:
    """What the open reports and the appeal of a thing say, to be translated for whoever decides."""
    about = await _subject(reader, kind, identifier)
    measure = (await moderation.measures(reader, about.kind, [about.id])).get(about.id)
    said = [of_report(report) for report in await moderation.reports_of(reader, about)]
    said += [of_appeal(measure.open_appeal)] if measure and measure.open_appeal else []
    return [(one, True) for one in said]


async def permit(reader: Reader, viewer: Viewer, kind: str, identifier: int, *, closing: bool = False) -> Permit:
    """For staff to act on a thing; with `closing` only to close its reports or appeal, which also goes for what is
    gone."""
    if closing:
        about = await _subject(reader, kind, identifier)
        return audience.permit(viewer, Action.MODERATE, Terms(subject=about, author_id=0))
    return await permits.permit_of(reader, viewer, kind, identifier, Action.MODERATE)


async def log(reader: Reader, before: int | None, limit: int) -> Slice[ActView]:
    """What staff did, latest first."""
    found = await moderation.log_page(reader, before, limit)
    return Slice(await acts(reader, found.items), found.next)


async def acts(reader: Reader, entries: Sequence[LogEntry]) -> list[ActView]:
    """Lines of the log with who acted and where the thing is on the desk."""
    persons = [entry.subject_id for entry in entries if entry.subject_kind == ACCOUNT]
    named = await _named(reader, [entry.actor_id for entry in entries] + persons)
    return [
        ActView(
            id=str(entry.id),
            actor=named.get(entry.actor_id),
            action=entry.action,
            kind=entry.subject_kind,
            subject_id=str(entry.subject_id),
            person=named[entry.subject_id] if entry.subject_kind == ACCOUNT else None,
            reason=entry.reason,
            created_at=clock.rfc3339(entry.created_at),
            ends_at=clock.rfc3339(entry.ends_at) if entry.ends_at else None,
        )
        for entry in entries
    ]


async def _asked(reader: Reader, viewer: Viewer, about: Subject, locale: str) -> AskedView | None:
    measure = (await moderation.measures(reader, about.kind, [about.id])).get(about.id)
    said = measure.open_appeal if measure else None
    if measure is None or said is None:
        return None
    staff = await accounts.staff(reader)
    named = await _named(reader, [said.account_id, measure.actor_id])
    [read] = await desk_words.read(reader, viewer, [of_appeal(said)], locale)
    ways = {"restore": True, "keep": False}
    return AskedView(
        person=named[said.account_id],
        details=said.details,
        created_at=clock.rfc3339(said.created_at),
        removed_by=named[measure.actor_id],
        removed_at=clock.rfc3339(measure.created_at),
        reason=measure.reason,
        may=[way for way, back in ways.items() if moderation.may_answer(measure, viewer.id, staff, restoring=back)],
        translation=read.translation,
        translation_state=read.state,
    )


async def _subject(reader: Reader, kind: str, identifier: int) -> Subject:
    if kind not in permits.KINDS:
        raise NotFound
    if kind != COMMENT:
        return Subject(kind, identifier, identifier)
    found = (await comments.by_ids(reader, [identifier])).get(identifier)
    if found is None:
        raise NotFound
    return subject.comment(identifier, found.note_id)


async def _queued(reader: Reader, viewer: Viewer, cases: Sequence[Case]) -> list[QueuedView]:
    wanted = {kind: [item.subject.id for item in cases if item.subject.kind == kind] for kind in permits.KINDS}
    notes = {card.id: card for card in await note_cards.cards(reader, viewer, wanted[NOTE])}
    said = await comment_cards.by_ids(reader, viewer, wanted[COMMENT])
    named = {person.id: person for person in await people.visible(reader, viewer, wanted[ACCOUNT])}

    def words(item: Case) -> tuple[str, str, CardTranslationView | None]:
        """Of the thing, their language and translation; empty for what is gone."""
        if card := notes.get(str(item.subject.id)):
            return card.title or card.excerpt, card.language, card.translation
        if comment := said.get(item.subject.id):
            return comment.text, comment.language, translating.short(comment.translation)
        person = named.get(str(item.subject.id))
        return (person.name, person.language, None) if person else ("", "und", None)

    return [
        QueuedView(
            kind=item.subject.kind,
            id=str(item.subject.id),
            words=words(item)[0],
            language=words(item)[1],
            translation=words(item)[2],
            reports=item.reports,
            reasons=list(item.reasons),
            first_at=clock.rfc3339(item.first_at),
            appeal=item.appeal,
        )
        for item in cases
    ]


async def _thing(reader: Reader, viewer: Viewer, about: Subject, locale: str) -> CaseView:
    view = CaseView(kind=about.kind, id=str(about.id), state="published")
    if about.kind == NOTE:
        note = await whole_notes.note(reader, viewer, about.id, locale)
        author = await _author(reader, viewer, int(note.author.id))
        return msgspec.structs.replace(view, state=note.state, note=note, author=author)
    if about.kind == COMMENT:
        comment = (await comment_cards.by_ids(reader, viewer, [about.id], locale)).get(about.id)
        if comment is None or comment.state == "deleted":
            raise NotFound
        under = (await note_cards.cards(reader, viewer, [about.home]))[0]
        author = await _author(reader, viewer, int(comment.author.id))
        return msgspec.structs.replace(view, state=comment.state, comment=comment, under=under, author=author)
    person = await _author(reader, viewer, about.id)
    account = (await people.load(reader, [about.id]))[about.id]
    state, translation = await profiles.bio(reader, viewer, account, set(), locale)
    author = msgspec.structs.replace(person, translation=translation, translation_state=state)
    latest, _ = await feeds.by_author(reader, viewer, about.id, None, LATEST)
    standing = "removed" if person.state == "suspended" else "published"
    return msgspec.structs.replace(view, state=standing, author=author, notes=latest)


async def _author(reader: Reader, viewer: Viewer, account_id: int) -> AuthorView:
    await permits.person_permit(reader, viewer, account_id, Action.SEE)
    person = (await people.load(reader, [account_id]))[account_id]
    counts = (await counters.load(reader, "account", [account_id]))[account_id]
    until = await accounts.suspended_until(reader, account_id)
    return AuthorView(
        person=(await people.views(reader, [person]))[account_id],
        bio=person.bio,
        languages=list(person.languages),
        state=person.state,
        joined_at=clock.rfc3339(person.created_at),
        notes=counts.notes,
        followers=counts.followers,
        until=clock.rfc3339(until) if until else None,
    )


async def _named(reader: Reader, account_ids: Iterable[int]) -> dict[int, PersonView]:
    return await people.views(reader, (await people.load(reader, account_ids)).values())


def _unmuted(viewer: Viewer) -> Viewer:
    """Whom moderators mute as readers, they still have to judge."""
    return msgspec.structs.replace(viewer, mutes=frozenset())
