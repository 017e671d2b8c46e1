"""/desk/topics: which topics mean the same in different languages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar import get, post

from vermilion import contributions, moderation, topics
from vermilion.cards import desk_topics
from vermilion.edge import context, decode_cursor, encode_cursor
from vermilion.edge.frame import flash, page
from vermilion.edge.languages import offered
from vermilion.edge.problems import told
from vermilion.infra import ids, subject
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Invalid, NotFound
from vermilion.infra.paging import Cursor
from vermilion.staff.cases import WRONG
from vermilion.staff.common import Asked, InPath, Page, field, go, number
from vermilion.topics import Topic

LISTED = 20
PATH = "/desk/topics"
REFUSED = (*WRONG, NotFound)


@get("/topics")
async def listed(request: Asked) -> Page:
    return await _page(request)


@post("/topics/pairs")
async def decide(request: Asked) -> Page:
    """Link or decline a pair: two ids of a suggestion, or two names."""
    asked = context(request)
    account, action = asked.require_active(), await field(request, "action")
    names = await field(request, "one"), await field(request, "other")
    trust = (await contributions.helped(asked.db.read_slow, account.id)).translations

    async def work(tx: Tx) -> None:
        one, other = [await _named(tx, name, label) for name, label in zip(names, ("one", "other"), strict=True)]
        if action == "decline":
            await topics.decline_link(tx, account, trust, one.id, other.id)
            said = f"#{one.name} ≠ #{other.name}"
            await moderation.record(tx, account.id, "decline_topics", subject.topic(one.id), said)
        else:
            await topics.link(tx, account, trust, one.id, other.id)  # its event writes the log

    return await _done(request, work, "declined" if action == "decline" else "linked")


@post("/topics/{topic_id:str}/unlink")
async def unlink(request: Asked, topic_id: InPath) -> Page:
    asked, identifier = context(request), number(topic_id)
    account = asked.require_active()
    trust = (await contributions.helped(asked.db.read_slow, account.id)).translations
    return await _done(request, lambda tx: topics.unlink(tx, account, trust, identifier), "unlinked")


@post("/topics/{topic_id:str}/language")
async def set_language(request: Asked, topic_id: InPath) -> Page:
    """Where the language of a name was detected wrong."""
    asked, identifier, language = context(request), number(topic_id), await field(request, "language")
    account = asked.require_active()
    trust = (await contributions.helped(asked.db.read_slow, account.id)).translations

    async def work(tx: Tx) -> None:
        topic = await _named(tx, topic_id, "language")
        await topics.set_language(tx, account, trust, identifier, language)
        said = f"#{topic.name}: {language}"
        await moderation.record(tx, account.id, "name_language", subject.topic(identifier), said)

    return await _done(request, work, "saved")


async def _done(request: Asked, work: Callable[[Tx], Awaitable[None]], key: str) -> Page:
    asked = context(request)
    try:
        await asked.db.write(work)
    except REFUSED as problem:
        return await _page(request, {problem.field or "": told(asked.locale.gettext, problem)})
    flash(asked, key)
    return go(PATH)


async def _named(reader: Reader, name: str, label: str) -> Topic:
    """The topic of a name, or of an id as suggestions carry it. Invalid for what is neither."""
    found = await topics.by_name(reader, name.strip().lstrip("#＃")) if name.strip() else None
    if found is None and (identifier := ids.parse(name)):
        found = (await topics.by_ids(reader, [identifier])).get(identifier)
    if found is None:
        raise Invalid("no_such_topic", "There is no such topic yet. Write its name as notes do.", field=label)
    return found


async def _page(request: Asked, errors: dict[str, str] | None = None) -> Page:
    asked = context(request)
    reader, viewer = asked.db.read_slow, asked.viewer
    at = {name: decode_cursor(str(request.query_params.get(name, "")), Cursor) for name in ("cursor", "groups")}
    suggested = await desk_topics.suggestions(reader, viewer, at["cursor"], LISTED)
    linked = await desk_topics.groups(reader, viewer, at["groups"], LISTED)
    values = {name: await field(request, name) if errors else "" for name in ("one", "other")}
    return await page(
        request,
        "desk/topics.html",
        status=422 if errors else 200,
        entry="src/staff.ts",
        suggestions=suggested.items,
        more_suggestions=f"{PATH}?cursor={encode_cursor(suggested.next)}" if suggested.next else None,
        groups=linked.items,
        more_groups=f"{PATH}?groups={encode_cursor(linked.next)}" if linked.next else None,
        values=values,
        languages=offered(viewer.languages),
        errors=errors or {},
    )


handlers = [listed, decide, unlink, set_language]
