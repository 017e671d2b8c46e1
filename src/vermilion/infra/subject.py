"""A reference to a thing of any kind, for rooms that treat notes, comments, people and topics alike."""

from __future__ import annotations

import msgspec

NOTE = "note"
COMMENT = "comment"
ACCOUNT = "account"
TOPIC = "topic"
COLLECTION = "collection"
TERM = "term"  # of the glossary
REPORT = "report"
APPEAL = "appeal"


class Subject(msgspec.Struct, frozen=True):
    """`home` is the id that decides where its rows live: a comment's home is its note, all else is its own."""

    kind: str
    id: int
    home: int


def note(note_id: int) -> Subject:
    return Subject(NOTE, note_id, note_id)


def comment(comment_id: int, note_id: int) -> Subject:
    return Subject(COMMENT, comment_id, note_id)


def account(account_id: int) -> Subject:
    return Subject(ACCOUNT, account_id, account_id)


def topic(topic_id: int) -> Subject:
    return Subject(TOPIC, topic_id, topic_id)


def collection(collection_id: int) -> Subject:
    return Subject(COLLECTION, collection_id, collection_id)
