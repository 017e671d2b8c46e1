"""Who listens to what: the one table in which news travels up the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vermilion import (
    accounts,
    collections,
    comments,
    contributions,
    feeds,
    moderation,
    notes,
    notifications,
    reactions,
    relations,
    search,
    topics,
    translation,
    upkeep,
)
from vermilion.infra import subject
from vermilion.infra.db import Tx
from vermilion.infra.events import Listener, Together, Wiring
from vermilion.infra.subject import COMMENT, NOTE

Reaction = reactions.Liked | reactions.Unliked
Note = notes.NoteEdited | notes.NoteDeleted | notes.NoteRemoved
Move = Reaction | reactions.Shared | collections.Collected | collections.Uncollected | comments.CommentEvent


def in_topics(column: str, change: int = 1) -> Together:
    """Topics' totals follow their notes' numbers."""

    async def listener(tx: Tx, events: Sequence[Move]) -> None:
        moved = Counter(filter(None, map(_note_of, events)))
        if moved:
            await topics.add_to_note_topics(tx, column, {note_id: change * times for note_id, times in moved.items()})

    return Together(listener)


def warmed(change: int) -> Listener:
    """A liked comment moves up among the hot ones."""

    async def listener(tx: Tx, event: Reaction) -> None:
        if event.subject.kind == COMMENT:
            await comments.warm(tx, event.subject.id, change)

    return listener


async def _moved(tx: Tx, events: Sequence[Move]) -> None:
    await feeds.mark_moved(tx, filter(None, map(_note_of, events)))


moved = Together(_moved)  # notes whose numbers moved are scored anew


async def note_retold(tx: Tx, event: Note) -> None:
    """Translations of what a note does not say any more go with it."""
    await upkeep.keep_translations(tx, [subject.note(event.note_id)])


async def comment_retold(tx: Tx, event: comments.CommentEvent) -> None:
    await upkeep.keep_translations(tx, [subject.comment(event.comment_id, event.note_id)])


async def person_retold(tx: Tx, event: accounts.AccountChanged) -> None:
    await upkeep.keep_translations(tx, [subject.account(event.account_id)])


async def told_of_standing(tx: Tx, event: moderation.StandingChanged) -> None:
    """Whoever is suspended reads why, and when it is over."""
    await notifications.standing_changed(tx, event.account_id, event.state, event.reason, over=event.over)


async def told_of_kept(tx: Tx, event: moderation.AppealKept) -> None:
    """Whoever asked for a second look reads what came of it."""
    await notifications.measure_kept(tx, event.account_id, event.subject, event.reason)


async def note_forgotten(tx: Tx, event: notes.NoteDeleted) -> None:
    """What is deleted is not looked at again."""
    await moderation.forget_note(tx, event.note_id)


async def comment_forgotten(tx: Tx, event: comments.CommentErased) -> None:
    await moderation.forget_comment(tx, event.note_id, event.comment_id)


async def told_of_reports(tx: Tx, event: moderation.ReportsUpheld) -> None:
    """Whoever reported something hears that it was acted upon; what is dismissed stays silent."""
    await notifications.report_upheld(tx, event.reporter_ids, event.subject)


async def told_of_translation(
    tx: Tx, event: contributions.TranslationOffered | contributions.TranslationAccepted
) -> None:
    """The author hears of an offer, the translator of what came of it; moderators act without a name."""
    if isinstance(event, contributions.TranslationOffered):
        await notifications.contributed(tx, "translated", event.subject, event.translator_id, event.author_id)
    elif event.decided_by != event.translator_id:
        decider = event.author_id if event.decided_by == event.author_id else 0
        await notifications.contributed(tx, "translation_accepted", event.subject, decider, event.translator_id)


async def told_of_correction(tx: Tx, event: contributions.CorrectionOffered) -> None:
    kind = "found_right" if event.is_right else "corrected"
    await notifications.contributed(tx, kind, event.subject, event.corrector_id, event.author_id)


async def told_of_accepted(tx: Tx, event: contributions.CorrectionAccepted) -> None:
    await notifications.contributed(tx, "correction_accepted", event.subject, event.author_id, event.corrector_id)


async def told_of_thanks(tx: Tx, event: contributions.CorrectionThanked) -> None:
    await notifications.contributed(tx, "thanked", event.subject, event.author_id, event.corrector_id)


async def logged(tx: Tx, event: contributions.ContributionModerated) -> None:
    """What staff do to contributions stands in their log."""
    await moderation.record(tx, event.actor_id, event.action, event.subject, event.reason)


async def logged_link(tx: Tx, event: topics.TopicsLinked | topics.TopicUnlinked) -> None:
    """So do links of topics, also those that trusted members make."""
    if isinstance(event, topics.TopicsLinked):
        about, action, names = subject.topic(event.one_id), "link_topics", f"#{event.one} = #{event.other}"
    else:
        about, action, names = subject.topic(event.topic_id), "unlink_topic", f"#{event.name}"
    await moderation.record(tx, event.account_id, action, about, names)


def _note_of(event: Move) -> int:
    """The note whose numbers an event moved; 0 for a liked comment."""
    if isinstance(event, Reaction):
        return event.subject.id if event.subject.kind == NOTE else 0
    return event.note_id


WIRING = Wiring(
    # In the same transaction.
    in_tx={
        accounts.AccountChanged: [person_retold],
        topics.TopicsLinked: [logged_link, feeds.topics_linked],
        topics.TopicUnlinked: [logged_link, feeds.topic_unlinked],
        notes.NotePublished: [feeds.note_published],
        notes.NoteEdited: [feeds.note_edited, note_retold, contributions.note_changed],
        notes.NoteDeleted: [feeds.note_deleted, note_retold, contributions.note_deleted, note_forgotten],
        notes.NoteRemoved: [feeds.note_removed, note_retold],
        notes.NoteRestored: [feeds.note_restored, contributions.note_changed],
        relations.Followed: [feeds.followed],
        relations.Unfollowed: [feeds.unfollowed],
        reactions.Liked: [in_topics("likes"), warmed(1)],
        reactions.Unliked: [in_topics("likes", -1), warmed(-1)],
        reactions.Shared: [in_topics("shares")],
        collections.Collected: [in_topics("collects")],
        collections.Uncollected: [in_topics("collects", -1)],
        comments.Commented: [in_topics("comments")],
        comments.CommentEdited: [comment_retold, contributions.comment_changed],
        comments.CommentDeleted: [in_topics("comments", -1), comment_retold],
        comments.CommentErased: [contributions.comment_erased, comment_forgotten],
        comments.CommentRemoved: [in_topics("comments", -1), comment_retold],
        comments.CommentRestored: [in_topics("comments"), contributions.comment_changed],
        contributions.ContributionModerated: [logged],
    },
    # Soon after the commit, by the worker, exactly once.
    outbox={
        accounts.SignedUp: [search.on_signed_up],
        accounts.AccountChanged: [search.on_account_changed],
        accounts.TranslatableChanged: [search.on_translatable_changed],
        translation.TextsTranslated: [search.on_texts_translated],
        topics.TopicCreated: [search.on_topic_created],
        notes.NotePublished: [search.on_note_published, notifications.note_published],
        notes.NoteEdited: [search.on_note_edited, notifications.note_edited],
        notes.NoteDeleted: [search.on_note_deleted],
        notes.NoteRemoved: [search.on_note_removed, notifications.note_removed],
        notes.NoteRestored: [search.on_note_restored, notifications.note_restored],
        relations.Followed: [notifications.followed],
        relations.Unfollowed: [notifications.unfollowed],
        reactions.Liked: [moved, Together(notifications.liked)],
        reactions.Unliked: [moved, notifications.unliked],
        reactions.Shared: [moved],
        collections.Collected: [moved, Together(notifications.collected)],
        collections.Uncollected: [moved, notifications.uncollected],
        comments.Commented: [moved, notifications.commented],
        comments.CommentEdited: [notifications.comment_edited],
        comments.CommentDeleted: [moved, notifications.comment_gone],
        comments.CommentRemoved: [moved, notifications.comment_gone, notifications.comment_removed],
        comments.CommentRestored: [moved, notifications.commented, notifications.comment_restored],
        contributions.TranslationOffered: [told_of_translation],
        contributions.TranslationAccepted: [told_of_translation],
        contributions.CorrectionOffered: [told_of_correction],
        contributions.CorrectionAccepted: [told_of_accepted],
        contributions.CorrectionThanked: [told_of_thanks],
        moderation.StandingChanged: [told_of_standing],
        moderation.AppealKept: [told_of_kept],
        moderation.ReportsUpheld: [told_of_reports],
    },
)
