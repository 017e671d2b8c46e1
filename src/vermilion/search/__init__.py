"""Finding notes, people and topics by words, in every script that members write.

Every search gives candidates: whether the viewer may see one is decided where it is shown. Notes that only their
author may see are not found at all. What everyone may see is also found by its translations.
"""

from vermilion.search.finding_names import people, suggest, topics
from vermilion.search.finding_notes import notes
from vermilion.search.indexing import (
    index_note,
    index_person,
    index_topic,
    on_account_changed,
    on_note_deleted,
    on_note_edited,
    on_note_published,
    on_note_removed,
    on_note_restored,
    on_signed_up,
    on_topic_created,
    remove_note,
    remove_person,
    remove_topic,
)
from vermilion.search.models import Suggestions
from vermilion.search.refreshing import on_texts_translated, on_translatable_changed, refresh
from vermilion.search.reindexing import reindex

__all__ = [
    "Suggestions",
    "index_note",
    "index_person",
    "index_topic",
    "notes",
    "on_account_changed",
    "on_note_deleted",
    "on_note_edited",
    "on_note_published",
    "on_note_removed",
    "on_note_restored",
    "on_signed_up",
    "on_texts_translated",
    "on_topic_created",
    "on_translatable_changed",
    "people",
    "refresh",
    "reindex",
    "remove_note",
    "remove_person",
    "remove_topic",
    "suggest",
    "topics",
]
