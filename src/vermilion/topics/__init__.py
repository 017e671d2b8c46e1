"""Topics: which public note stands in which, their totals, who follows them, which are lively, and which mean the same
in other languages."""

from vermilion.topics.entering import add_to_note_topics, set_note_topics
from vermilion.topics.equivalents import LINKS, equivalents, groups_page, suggestions_page
from vermilion.topics.finding import (
    by_ids,
    by_name,
    followed_among,
    followed_page,
    ids_after,
    linked,
    notes_page,
    of_notes,
)
from vermilion.topics.following import follow, unfollow
from vermilion.topics.linking import decline_link, link, set_language, suggest_link, unlink
from vermilion.topics.meanings import suggest_by_meaning
from vermilion.topics.models import (
    Equivalent,
    Suggestion,
    Topic,
    TopicCreated,
    TopicsLinked,
    TopicUnlinked,
    may_link,
    name_for,
    recognise,
)
from vermilion.topics.overlaps import recount, totals
from vermilion.topics.ranking import hot, refresh_ranking, suggest

__all__ = [
    "LINKS",
    "Equivalent",
    "Suggestion",
    "Topic",
    "TopicCreated",
    "TopicUnlinked",
    "TopicsLinked",
    "add_to_note_topics",
    "by_ids",
    "by_name",
    "decline_link",
    "equivalents",
    "follow",
    "followed_among",
    "followed_page",
    "groups_page",
    "hot",
    "ids_after",
    "link",
    "linked",
    "may_link",
    "name_for",
    "notes_page",
    "of_notes",
    "recognise",
    "recount",
    "refresh_ranking",
    "set_language",
    "set_note_topics",
    "suggest",
    "suggest_by_meaning",
    "suggest_link",
    "suggestions_page",
    "totals",
    "unfollow",
    "unlink",
]
