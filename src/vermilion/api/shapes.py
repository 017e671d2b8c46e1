"""What programs send and small answers they get; things themselves are `cards.views`. Ids are decimal strings."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(pattern="^[0-9]{1,19}$", description="A 64-bit id as a decimal string.")]
Language = Annotated[str, Meta(max_length=35, pattern="^[A-Za-z-]+$", description="BCP 47")]


class Input(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything that is sent: an unknown field is an error, not ignored."""


class Mark(msgspec.Struct, frozen=True):
    """The state after the call and the exact figure beside it."""

    on: bool
    count: int


class AttachedInput(Input, frozen=True, kw_only=True):
    """An upload that is `ready`, with an alternative text of at most 500 characters."""

    id: Id
    alt: str = ""


class NoteInput(Input, frozen=True, kw_only=True):
    """A note; `language` only where the detected one is wrong. `cover_id` is one of the pictures, or for a video a
    picture of its own; `wants_correction` asks others to mark up the text."""

    title: Annotated[str, Meta(max_length=400, examples=["Pancakes for people who were promised jianbing"])] = ""
    text: Annotated[str, Meta(max_length=8000, examples=["Thin, with an egg. #breakfast"])] = ""
    category: Annotated[str, Meta(max_length=20, examples=["food"])] = "daily"
    visibility: Annotated[str, Meta(max_length=20, examples=["everyone", "followers", "self"])] = "everyone"
    language: Annotated[str, Meta(max_length=35, pattern="^[A-Za-z-]+$", examples=["en"])] | None = None
    media: Annotated[list[AttachedInput], Meta(max_length=18)] = []
    cover_id: Id | None = None
    wants_correction: bool = False


class EditInput(NoteInput, frozen=True, kw_only=True):
    """A note as it shall be. `version` is the one that was read: where the note has changed since, nothing is
    replaced."""

    version: Annotated[int, Meta(ge=1, le=2**31 - 1, examples=[1])] | None = None


class DraftInput(NoteInput, frozen=True, kw_only=True):
    """Whatever there is so far; nothing of it has to be complete."""


class CommentInput(Input, frozen=True, kw_only=True):
    """Text of at most 1,000 characters, a picture, or both; `wants_correction` as of a note."""

    text: Annotated[str, Meta(max_length=4000, examples=["谢谢分享！ Saving this for Sunday."])] = ""
    media_id: Id | None = None
    wants_correction: bool = False


class ShareInput(Input, frozen=True, kw_only=True):
    """Where a note was shared to."""

    channel: Annotated[str, Meta(max_length=20, examples=["link"])] = "link"


class CollectionInput(Input, frozen=True, kw_only=True):
    name: Annotated[str, Meta(max_length=200, examples=["Places to eat 想去吃"])]
    visibility: Annotated[str, Meta(max_length=20, examples=["public", "private"])] = "public"


class CollectInput(Input, frozen=True, kw_only=True):
    """Without a collection the note goes into the default one."""

    collection_id: Id | None = None


class ReportInput(Input, frozen=True, kw_only=True):
    """What is reported and why; see `reasons` in the documentation."""

    kind: Annotated[str, Meta(max_length=20, examples=["note"])]
    id: Id
    reason: Annotated[str, Meta(max_length=40, examples=["spam"])]
    details: Annotated[str, Meta(max_length=4000)] = ""


class OfferInput(Input, frozen=True, kw_only=True):
    """A translation of all there is: title and text, and as you like descriptions of the pictures, in their order.
    `source` only where the original's own language is wrong; `based_on` is a translation that this one improves;
    `version` that of the text as you read it: if it has changed since, the offer is refused."""

    language: Annotated[Language, Meta(examples=["zh-Hans"])]
    source: Language | None = None
    title: Annotated[str, Meta(max_length=800, examples=["给被许诺过煎饼的人的薄饼"])] = ""
    text: Annotated[str, Meta(max_length=16_000, examples=["薄薄的，加个蛋。#breakfast"])] = ""
    alts: Annotated[list[Annotated[str, Meta(max_length=2000)]], Meta(max_length=18)] = []
    based_on: Id | None = None
    version: Annotated[int, Meta(ge=0, le=2**62)] = 0


class VoteInput(Input, frozen=True, kw_only=True):
    """1 for a good translation, -1 for a bad one."""

    value: Annotated[int, Meta(ge=-1, le=1, examples=[1])]


class CorrectionInput(Input, frozen=True, kw_only=True):
    """The whole text as it should be, and why; or `is_right` where there is nothing to correct. `version` as of an
    offered translation."""

    text: Annotated[str, Meta(max_length=8000, examples=["I have three peaches."])] = ""
    remark: Annotated[str, Meta(max_length=1200, examples=["One peach, two peaches."])] = ""
    version: Annotated[int, Meta(ge=0, le=2**62)] = 0
    is_right: bool = False


class NoteCorrectionInput(CorrectionInput, frozen=True, kw_only=True):
    """The same with the title as it should be; title or text stays as it is where it is left out."""

    title: Annotated[str, Meta(max_length=400, examples=["At the market"])] = ""


class LinkInput(Input, frozen=True, kw_only=True):
    """The name of a topic that means the same."""

    other: Annotated[str, Meta(max_length=200, examples=["果酱"])]


class SeenNote(msgspec.Struct, frozen=True):
    note: Id


class SeenInput(msgspec.Struct, frozen=True):
    """Notes of which half was on screen for a second; 100 at most."""

    views: Annotated[list[SeenNote], Meta(max_length=100)]


class TokenInput(Input, frozen=True, kw_only=True):
    name: Annotated[str, Meta(max_length=200, examples=["my photo importer"])]
    scopes: Annotated[list[str], Meta(max_length=10, examples=[["read", "write"]])]


class ProfileInput(Input, frozen=True, kw_only=True):
    name: Annotated[str, Meta(max_length=200, examples=["Alice Moss"])]
    bio: Annotated[str, Meta(max_length=2000, examples=["Jam, trams, the last row of the cinema."])] = ""
    region: Annotated[str, Meta(max_length=2, examples=["CN"])]
    languages: Annotated[list[str], Meta(max_length=20, examples=[["zh-Hans", "en"]])]
    avatar_id: Id | None = None


class PreferencesInput(Input, frozen=True, kw_only=True):
    """`translate` is how you read foreign texts: at once, when you ask, or never; `translatable` whether yours are
    translated for others. Both stay as they are without a value."""

    locale: Annotated[str, Meta(max_length=20, examples=["zh-Hans"])]
    theme: Annotated[str, Meta(max_length=20, examples=["system"])]
    translate: Annotated[str, Meta(max_length=20, examples=["auto", "ask", "never"])] | None = None
    translatable: bool | None = None
