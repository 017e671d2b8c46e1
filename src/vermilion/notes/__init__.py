"""Notes: published, edited with kept versions, deleted, removed and restored; and drafts on their way there."""

from vermilion.notes.deleting import delete, remove, restore
from vermilion.notes.drafting import delete_draft, draft_of, drafts, save_draft
from vermilion.notes.editing import edit
from vermilion.notes.finding import (
    all_by_author,
    by_author,
    by_ids,
    ids_after,
    of_author_since,
    terms_of,
    versions,
    versions_of,
)
from vermilion.notes.models import (
    CATEGORIES,
    MAX_PICTURES,
    VISIBILITIES,
    Attached,
    Draft,
    Note,
    NoteDeleted,
    NoteEdited,
    NotePublished,
    NoteRemoved,
    NoteRestored,
    NoteVersion,
    Publication,
)
from vermilion.notes.publishing import publish
from vermilion.notes.standing import terms_now

__all__ = [
    "CATEGORIES",
    "MAX_PICTURES",
    "VISIBILITIES",
    "Attached",
    "Draft",
    "Note",
    "NoteDeleted",
    "NoteEdited",
    "NotePublished",
    "NoteRemoved",
    "NoteRestored",
    "NoteVersion",
    "Publication",
    "all_by_author",
    "by_author",
    "by_ids",
    "delete",
    "delete_draft",
    "draft_of",
    "drafts",
    "edit",
    "ids_after",
    "of_author_since",
    "publish",
    "remove",
    "restore",
    "save_draft",
    "terms_now",
    "terms_of",
    "versions",
    "versions_of",
]
