"""What reactions tell the house."""

from __future__ import annotations

from vermilion.infra.events import Event
from vermilion.infra.subject import Subject

# How a note left the house: its address copied, the device's share sheet, a code to scan, or anything else.
CHANNELS = ("link", "device", "code", "other")


class Liked(Event, frozen=True):
    """`author_id` wrote the subject, a note or a comment."""

    subject: Subject
    account_id: int
    author_id: int


class Unliked(Event, frozen=True):
    subject: Subject
    account_id: int
    author_id: int


class Shared(Event, frozen=True):
    """`account_id` is 0 for a visitor."""

    note_id: int
    account_id: int
    author_id: int
