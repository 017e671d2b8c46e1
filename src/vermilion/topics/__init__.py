"""Topics: which public note stands in which, their totals, who follows them, and which are lively."""

from vermilion.topics.entering import add_note_views, add_to_note_topics, set_note_topics
from vermilion.topics.finding import by_ids, by_name, followed_among, followed_page, ids_after, notes_page, of_notes
from vermilion.topics.following import follow, unfollow
from vermilion.topics.models import Topic, TopicCreated, recognise
from vermilion.topics.ranking import hot, refresh_ranking, suggest

__all__ = [
    "Topic",
    "TopicCreated",
    "add_note_views",
    "add_to_note_topics",
    "by_ids",
    "by_name",
    "follow",
    "followed_among",
    "followed_page",
    "hot",
    "ids_after",
    "notes_page",
    "of_notes",
    "recognise",
    "refresh_ranking",
    "set_note_topics",
    "suggest",
    "unfollow",
]
