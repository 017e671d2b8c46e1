"""Which news becomes which line, and for whom: never for oneself, never of people one has blocked or muted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from vermilion import notes, relations
from vermilion.collections import Collected, Uncollected
from vermilion.comments import CommentDeleted, Commented, CommentEdited, CommentEvent, CommentRemoved, CommentRestored
from vermilion.infra import clock, subject
from vermilion.infra.db import Tx
from vermilion.infra.subject import ACCOUNT, Subject
from vermilion.notes import NoteEdited, NotePublished, NoteRemoved, NoteRestored
from vermilion.notifications.folding import take_back, tell, withdraw
from vermilion.notifications.models import COMMENTS, FOLLOWERS, HOUSE, LIKES, News
from vermilion.reactions import Liked, Unliked
from vermilion.relations import Followed, Unfollowed


async def liked(tx: Tx, events: Sequence[Liked]) -> None:
    await _tell_of_marks(tx, "liked", "like", [(event.subject, event.account_id, event.author_id) for event in events])


async def unliked(tx: Tx, event: Unliked) -> None:
    await take_back(tx, event.author_id, _key("like", event.subject), event.account_id)


async def collected(tx: Tx, events: Sequence[Collected]) -> None:
    marks = [(subject.note(event.note_id), event.account_id, event.author_id) for event in events]
    await _tell_of_marks(tx, "collected", "collect", marks)


async def uncollected(tx: Tx, event: Uncollected) -> None:
    await take_back(tx, event.author_id, _key("collect", subject.note(event.note_id)), event.account_id)


async def followed(tx: Tx, event: Followed) -> None:
    """New followers of one day are one line."""
    someone = subject.account(event.followee_id)
    news = News(tab=FOLLOWERS, kind="followed", fold_key=_follow_key(event.at), subject=someone)
    await _tell_hearing(tx, event.follower_id, [event.followee_id], news)


async def unfollowed(tx: Tx, event: Unfollowed) -> None:
    await take_back(tx, event.followee_id, _follow_key(event.at), event.follower_id)


async def commented(tx: Tx, event: Commented | CommentRestored) -> None:
    """Whoever is replied to, the note's author and whoever is mentioned, each once, for the first of these reasons."""
    close = {event.replied_id: "replied"} if event.replied_id else {}
    close.setdefault(event.note_author_id, "commented")
    for account_id, kind in close.items():
        await _tell_hearing(tx, event.author_id, [account_id], _of_comment(event, kind))
    others = [account_id for account_id in event.mentions if account_id not in close]
    await _tell_mentioned(tx, event.author_id, others, _of_comment(event, "mentioned"))


async def comment_edited(tx: Tx, event: CommentEdited) -> None:
    await _tell_mentioned(tx, event.author_id, event.mentions, _of_comment(event, "mentioned"))


async def comment_gone(tx: Tx, event: CommentDeleted | CommentRemoved) -> None:
    told = {event.replied_id, event.note_author_id, *event.mentions} - {0}
    await withdraw(tx, sorted(told), _of_comment(event, "").fold_key)


async def comment_removed(tx: Tx, event: CommentRemoved) -> None:
    await tell(tx, event.author_id, _of_house(_comment(event), "removed", event.reason))


async def comment_restored(tx: Tx, event: CommentRestored) -> None:
    await tell(tx, event.author_id, _of_house(_comment(event), "restored"))


async def note_published(tx: Tx, event: NotePublished) -> None:
    await _mentioned_in_note(tx, event)


async def note_edited(tx: Tx, event: NoteEdited) -> None:
    await _mentioned_in_note(tx, event)


async def note_removed(tx: Tx, event: NoteRemoved) -> None:
    await tell(tx, event.author_id, _of_house(subject.note(event.note_id), "removed", event.reason))


async def note_restored(tx: Tx, event: NoteRestored) -> None:
    await tell(tx, event.author_id, _of_house(subject.note(event.note_id), "restored"))


async def standing_changed(tx: Tx, account_id: int, state: str, reason: str, *, over: bool = False) -> None:
    """Suspended, or active again, because somebody looked at it or because its time is over."""
    kind = "suspended" if state == "suspended" else "suspension_over" if over else "reinstated"
    await tell(tx, account_id, _of_house(subject.account(account_id), kind, reason))


async def measure_kept(tx: Tx, account_id: int, about: Subject, reason: str) -> None:
    """Somebody looked again, and it stays removed, or the person suspended."""
    await tell(tx, account_id, _of_house(about, "suspension_kept" if about.kind == ACCOUNT else "removal_kept", reason))


async def report_upheld(tx: Tx, reporter_ids: Sequence[int], about: Subject) -> None:
    """Once for each of them, and without a word of what it was: it may be out of their sight for good reason."""
    for account_id in reporter_ids:
        thing = subject.account(account_id)
        news = News(tab=HOUSE, kind="report_upheld", fold_key=_key("report", about), subject=thing)
        await tell(tx, account_id, news)


async def contributed(tx: Tx, kind: str, about: Subject, actor_id: int, account_id: int) -> None:
    """Somebody translated or corrected one's text, or took over what one did for theirs: `kind` is translated,
    corrected, found_right, translation_accepted, correction_accepted or thanked. `actor_id` is 0 where votes or staff
    decided."""
    news = News(tab=COMMENTS, kind=kind, fold_key=_key(kind, about), subject=about)
    if actor_id:
        await _tell_hearing(tx, actor_id, [account_id], news)
    else:
        await tell(tx, account_id, news)


async def _mentioned_in_note(tx: Tx, event: NotePublished | NoteEdited) -> None:
    note = subject.note(event.note_id)
    news = News(tab=COMMENTS, kind="mentioned", fold_key=_key("mention", note), subject=note)
    await _tell_mentioned(tx, event.author_id, event.mentions, news)


async def _tell_mentioned(tx: Tx, actor_id: int, account_ids: Sequence[int], news: News) -> None:
    """Only those who may read the note that they are mentioned in or under."""
    if not account_ids:
        return
    note = (await notes.by_ids(tx, [news.subject.home])).get(news.subject.home)
    if note is None or note.visibility == "self":
        return
    readers = await relations.hearing(tx, note.author_id, account_ids)
    if note.visibility == "followers":
        followers = await relations.followers_among(tx, note.author_id, readers)
        readers = [account_id for account_id in readers if account_id in followers]
    await _tell_hearing(tx, actor_id, readers, news)


async def _tell_of_marks(tx: Tx, kind: str, what: str, marks: Sequence[tuple[Subject, int, int]]) -> None:
    """Of things, each with whoever marked it and its author; one line for all who marked the same."""
    hearing = set(await relations.hearing_pairs(tx, [(actor_id, author_id) for _, actor_id, author_id in marks]))
    actors: defaultdict[tuple[Subject, int], list[int]] = defaultdict(list)
    for thing, actor_id, author_id in marks:
        if (actor_id, author_id) in hearing:
            actors[thing, author_id].append(actor_id)
    for (thing, author_id), actor_ids in actors.items():
        await tell(tx, author_id, News(tab=LIKES, kind=kind, fold_key=_key(what, thing), subject=thing), actor_ids)


async def _tell_hearing(tx: Tx, actor_id: int, account_ids: Sequence[int], news: News) -> None:
    for account_id in await relations.hearing(tx, actor_id, account_ids):
        await tell(tx, account_id, news, [actor_id])


def _of_comment(event: CommentEvent, kind: str) -> News:
    comment = _comment(event)
    return News(tab=COMMENTS, kind=kind, fold_key=_key("comment", comment), subject=comment)


def _of_house(thing: Subject, kind: str, reason: str = "") -> News:
    return News(tab=HOUSE, kind=kind, fold_key=_key("house", thing), subject=thing, detail=reason)


def _comment(event: CommentEvent) -> Subject:
    return subject.comment(event.comment_id, event.note_id)


def _key(what: str, thing: Subject) -> str:
    return f"{what}:{thing.kind}:{thing.id}"


def _follow_key(at: int) -> str:
    return f"follow:{clock.day_of(at)}"
