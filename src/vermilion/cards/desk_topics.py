"""Topics that may mean the same, and those that are linked, as moderators see them."""

from __future__ import annotations

from vermilion import topics
from vermilion.audience import Viewer
from vermilion.cards import people
from vermilion.cards import topics as cards
from vermilion.cards.desk_views import LinkSuggestionView
from vermilion.cards.views import TopicView
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.infra.paging import Cursor, Slice


async def suggestions(
    reader: Reader, viewer: Viewer, cursor: Cursor | None, limit: int
) -> Slice[LinkSuggestionView]:
    """What waits for a decision, latest first."""
    found = await topics.suggestions_page(reader, cursor, limit)
    named = {topic.id: topic for one in found.items for topic in (one.one, one.other)}
    views = {view.id: view for view in await cards.views(reader, viewer, list(named.values()))}
    persons = await people.load(reader, [one.suggested_by for one in found.items if one.suggested_by])
    by = await people.views(reader, persons.values())
    listed = [
        LinkSuggestionView(
            one=views[str(one.one.id)],
            other=views[str(one.other.id)],
            by=by.get(one.suggested_by),
            created_at=clock.rfc3339(one.created_at),
        )
        for one in found.items
    ]
    return Slice(listed, found.next)


async def groups(reader: Reader, viewer: Viewer, cursor: Cursor | None, limit: int) -> Slice[TopicView]:
    """A topic of each linked group, the others in its `equivalents`."""
    found = await topics.groups_page(reader, cursor, limit)
    return Slice(await cards.views(reader, viewer, found.items), found.next)
