"""A note comes into the world."""

from __future__ import annotations

from vermilion import accounts, counters, media, topics
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Forbidden, Invalid, TooMany
from vermilion.infra.text import languages, segments
from vermilion.notes import queries
from vermilion.notes.finding import by_ids, of_author_since
from vermilion.notes.models import (
    MAX_MENTIONS,
    MAX_TOPICS,
    Note,
    NotePublished,
    Publication,
    cleaned,
)

# Notes a day, by age of the account: a newcomer's first day is where floods of spam come from.
FIRST_DAY_NOTES = 10
DAILY_NOTES = 100


async def publish(tx: Tx, author: accounts.Account, given: Publication, *, note_id: int = 0) -> Note:
    """Publish a note of `author`. Raises Invalid with the field, TooMany past the day's allowance, Forbidden for a
    suspended account. `note_id` is for imports: it says when the note was made."""
    if author.state != "active":
        raise Forbidden("audience.suspended", "Your account is suspended, so you can only read for now.")
    given = cleaned(given)
    if not note_id:
        await _check_allowance(tx, author)
    identifier = note_id or ids.new_id()
    kind = await claim_media(tx, author.id, given)
    language, source = language_of(given)
    note = Note(
        id=identifier,
        author_id=author.id,
        title=given.title,
        text=given.text,
        language=language,
        language_source=source,
        category=given.category,
        kind=kind,
        visibility=given.visibility,
        state="published",
        region=author.region,
        cover_id=given.cover_id,
        version=1,
        edited_at=None,
        created_at=ids.moment_of(identifier),
        wants_correction=given.wants_correction,
        media=tuple(given.media),
    )
    await tx.run(queries.INSERT, *(getattr(note, name) for name in Note.__struct_fields__ if name != "media"))
    await write_media(tx, note.id, given)
    mentions = await write_mentions(tx, note.id, author.id, given)
    await topics.set_note_topics(tx, note.id, topics_of(note), author.id)
    if note.visibility != "self":
        await counters.bump(tx, "account", author.id, notes=1)
    await tx.emit(NotePublished(note.id, author.id, note.category, note.visibility, mentions))
    return note


async def claim_media(tx: Tx, owner_id: int, given: Publication) -> str:
    """Take the uploads into use; returns the note's kind. Raises Invalid for uploads that are not the author's, not
    ready, or do not go together."""
    wanted = [item.media_id for item in given.media]
    if given.cover_id is not None and given.cover_id not in wanted:
        wanted.append(given.cover_id)
    if not wanted:
        return "text"
    claimed = {item.id: item for item in await media.claim(tx, owner_id, wanted)}
    videos = [item for item in given.media if claimed[item.media_id].kind == "video"]
    if not videos:
        if given.cover_id is not None and all(item.media_id != given.cover_id for item in given.media):
            raise Invalid("cover", "The cover is one of the pictures.", field="cover_id")
        return "pictures" if given.media else "text"
    if len(given.media) > 1:
        raise Invalid("one_video", "A note has pictures or one video, not both.", field="media")
    if given.cover_id is not None and claimed[given.cover_id].kind != "picture":
        raise Invalid("cover", "The cover of a video is a picture.", field="cover_id")
    return "video"


async def write_media(tx: Tx, note_id: int, given: Publication) -> None:
    rows = [(note_id, position, item.media_id, item.alt) for position, item in enumerate(given.media)]
    if rows:
        await tx.many(queries.INSERT_MEDIA, rows)


async def write_mentions(tx: Tx, note_id: int, author_id: int, given: Publication) -> tuple[int, ...]:
    """Keep who is mentioned; returns those who exist and are not the author."""
    names = segments.mentions_in(f"{given.title}\n{given.text}")[:MAX_MENTIONS]
    found = await accounts.by_handles(tx, names)
    mentioned = tuple(person.id for person in found.values() if person.id != author_id)
    if mentioned:
        await tx.many(queries.INSERT_MENTION, [(note_id, account_id) for account_id in mentioned])
    return mentioned


def language_of(given: Publication) -> tuple[str, str]:
    """The note's language and whether the author said so."""
    if given.language:
        return given.language, "author"
    return languages.detect(f"{given.title}\n{given.text}").tag, "detected"


def topics_of(note: Note) -> list[str]:
    """Topics are public places: only what everyone may see stands in them."""
    return segments.topics_in(f"{note.title}\n{note.text}")[:MAX_TOPICS] if note.public else []


async def _check_allowance(tx: Tx, author: accounts.Account) -> None:
    await tx.hold("accounts", [author.id])  # several at once count one after the other
    now = clock.now()
    allowance = FIRST_DAY_NOTES if now - author.created_at < clock.DAY else DAILY_NOTES
    if await of_author_since(tx, author.id, now - clock.DAY) >= allowance:
        raise TooMany(
            "notes_a_day",
            "That is {count} notes in a day. Publish the next one tomorrow.",
            retry_after=clock.DAY // clock.SECOND,
            count=allowance,
        )


async def held(tx: Tx, note_id: int) -> Note:
    """A note that is known to exist, and that nobody else changes until the commit."""
    await tx.hold("notes", [note_id])
    return (await by_ids(tx, [note_id]))[note_id]
