"""Keeping the index true: on the news of what was written, after its commit."""

from __future__ import annotations

from vermilion import accounts, notes, topics, translation
from vermilion.accounts import Account, AccountChanged, SignedUp
from vermilion.infra import subject
from vermilion.infra.db import Tx
from vermilion.infra.text import words
from vermilion.notes import Note, NoteDeleted, NoteEdited, NotePublished, NoteRemoved, NoteRestored
from vermilion.search import queries
from vermilion.search.finding_names import NameKind, name_words
from vermilion.topics import Topic, TopicCreated
from vermilion.translation import Text


async def index_note(tx: Tx, note: Note) -> None:
    """Let a note be found by its present title and text, and what stands for them in other languages; by nothing if it
    is not published or its author's own. Translated words only let it be found: they count for no place among others,
    and are no part of a phrase."""
    await remove_note(tx, note.id)
    if note.state != "published" or note.visibility == "self":
        return
    whole = f"{note.title}\n{note.text}"
    spoken, grams = words.words(whole), words.grams(whole)
    if not spoken:
        return
    kept = words.fold(note.title), " ".join(spoken)
    translated = await _translated(tx, note)
    beside = {*grams, *words.words(translated), *words.grams(translated)}
    if tx.dialect == "postgres":
        tokens = {*spoken, *beside, *queries.span_tokens(note.id)}
        await tx.run(queries.NOTE_INDEX["postgres"].insert, note.id, *kept, " ".join(tokens))
    else:
        await tx.run(queries.NOTE_INDEX["sqlite"].insert, note.id, *kept, " ".join(sorted(beside)))


async def remove_note(tx: Tx, note_id: int) -> None:
    await tx.run(queries.NOTE_INDEX[tx.dialect].remove, note_id)


async def index_person(tx: Tx, account: Account) -> None:
    """Let someone be found by handle and name, unless their account is closed or suspended."""
    await _index_name(tx, "account", account.id, (account.handle, account.name) if account.state == "active" else ())


async def remove_person(tx: Tx, account_id: int) -> None:
    await _index_name(tx, "account", account_id, ())


async def index_topic(tx: Tx, topic: Topic) -> None:
    await _index_name(tx, "topic", topic.id, (topic.name,))


async def remove_topic(tx: Tx, topic_id: int) -> None:
    await _index_name(tx, "topic", topic_id, ())


async def on_note_published(tx: Tx, event: NotePublished) -> None:
    await _index_note_by_id(tx, event.note_id)


async def on_note_edited(tx: Tx, event: NoteEdited) -> None:
    await _index_note_by_id(tx, event.note_id)


async def on_note_restored(tx: Tx, event: NoteRestored) -> None:
    await _index_note_by_id(tx, event.note_id)


async def on_note_removed(tx: Tx, event: NoteRemoved) -> None:
    await remove_note(tx, event.note_id)


async def on_note_deleted(tx: Tx, event: NoteDeleted) -> None:
    await remove_note(tx, event.note_id)


async def on_signed_up(tx: Tx, event: SignedUp) -> None:
    await _index_person_by_id(tx, event.account_id)


async def on_account_changed(tx: Tx, event: AccountChanged) -> None:
    await _index_person_by_id(tx, event.account_id)


async def on_topic_created(tx: Tx, event: TopicCreated) -> None:
    for topic in (await topics.by_ids(tx, [event.topic_id])).values():
        await index_topic(tx, topic)


async def _index_note_by_id(tx: Tx, note_id: int) -> None:
    """What the note is by now counts, not what it was when the news was sent."""
    for note in (await notes.by_ids(tx, [note_id])).values():
        await index_note(tx, note)


async def _translated(tx: Tx, note: Note) -> str:
    """What everyone may read of a note in other languages, if its author lets it be translated."""
    if not note.public:
        return ""
    texts = [Text(part, note.language, author=note.author_id) for part in (note.title, note.text) if part]
    keys = [key for text in texts for key in text.keys]
    found = await translation.in_every_language(tx, keys)
    author = (await accounts.by_ids(tx, [note.author_id])).get(note.author_id) if found else None
    if author is None or not author.translatable:
        return ""
    # It may be another's text that was translated: from now on this note hears of it, too.
    await translation.adopt(tx, subject.note(note.id), {one.text_key for one in found})
    return "\n".join(one.text for one in found)


async def _index_person_by_id(tx: Tx, account_id: int) -> None:
    for account in (await accounts.by_ids(tx, [account_id])).values():
        await index_person(tx, account)


async def _index_name(tx: Tx, kind: NameKind, identifier: int, names: tuple[str, ...]) -> None:
    await tx.run(queries.REMOVE_NAMES, kind, identifier)
    await tx.many(queries.INSERT_NAME, [(kind, word, identifier) for word in name_words(*names)])
