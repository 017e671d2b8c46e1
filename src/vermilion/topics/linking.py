"""Linking topics that mean the same, and taking a link back; everything is kept with who did it."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.accounts import LANGUAGE, Account
from vermilion.infra import clock, generations
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from vermilion.infra.text import languages
from vermilion.topics import queries
from vermilion.topics.equivalents import LINKS
from vermilion.topics.finding import by_ids, linked
from vermilion.topics.models import Topic, TopicsLinked, TopicUnlinked, may_link
from vermilion.topics.overlaps import regrouped

# A group has a topic or two for a language; a larger one would be a heap.
MOST_IN_GROUP = 20
MOST_OPEN = 20  # suggestions of one member


async def suggest_link(tx: Tx, account_id: int, one_id: int, other_id: int) -> bool:
    """Suggest that two topics mean the same; False when that was suggested or decided before. NotFound for a topic
    that is not there, Conflict for topics that are linked, TooMany while 20 suggestions of the member wait."""
    await _two(tx, one_id, other_id)
    if other_id in await linked(tx, [one_id]):
        raise Conflict("already_linked", "These topics are linked.")
    if await tx.value(queries.OPEN_BY, account_id) >= MOST_OPEN:
        raise TooMany("link_suggestions", "Many of your suggestions wait. Let the moderators look first.")
    return await suggest(tx, account_id, one_id, other_id)


async def suggest(tx: Tx, account_id: int, one_id: int, other_id: int) -> bool:
    """Put a pair on the list unless it was there, in whatever state; `account_id` 0 for the translation of names."""
    return await tx.run(queries.SUGGEST, *sorted((one_id, other_id)), account_id, clock.now()) > 0


async def link(tx: Tx, account: Account, translations: int, one_id: int, other_id: int) -> None:
    """Let two topics, and all that is linked with them, be one group. `translations` is how many of the member's were
    accepted. Forbidden for those who may not (models.may_link), NotFound for a topic that is not there, Conflict when
    they are linked or the group would be too large."""
    _check(account, translations)
    one, other = await _two(tx, one_id, other_id)
    await generations.bump(tx, LINKS)  # also its row's lock: links follow one another (PostgreSQL)
    members = await linked(tx, [one_id, other_id])
    groups = await _groups(tx, [one_id, other_id])
    if one_id in groups and groups.get(one_id) == groups.get(other_id):
        raise Conflict("already_linked", "These topics are linked.")
    if len(members) > MOST_IN_GROUP:
        raise Conflict("group_full", "Too many topics are linked with these.")
    group_id, now = min(members), clock.now()
    for former in set(groups.values()) - {group_id}:
        await tx.run(queries.MOVE_GROUP, group_id, former)
    for topic in (one, other):
        await tx.run(queries.JOIN_GROUP, topic.id, group_id, languages.detect(topic.name).tag, account.id, now)
    await tx.run(queries.SETTLE_WITHIN, account.id, now, sorted(members), sorted(members))
    await tx.run(queries.LINKED, *sorted((one_id, other_id)), account.id, account.id, now, now)
    await regrouped(tx, sorted(members))
    await tx.emit(TopicsLinked(tuple(sorted(members)), one_id, one.name, other.name, account.id))


async def unlink(tx: Tx, account: Account, translations: int, topic_id: int) -> None:
    """Take one topic out of its group; the others stay linked while there are two. Forbidden as for `link`, Conflict
    when it is not linked."""
    _check(account, translations)
    topic = (await by_ids(tx, [topic_id])).get(topic_id)
    if topic is None:
        raise NotFound
    await generations.bump(tx, LINKS)
    left = sorted(await linked(tx, [topic_id]) - {topic_id})
    if not left:
        raise Conflict("not_linked", "This topic is not linked.")
    group_id = (await _groups(tx, [topic_id]))[topic_id]
    await tx.run(queries.LEAVE_GROUP, [topic_id] if len(left) > 1 else [topic_id, *left])
    if group_id == topic_id:  # or it would meet its old group under its own name again
        await tx.run(queries.MOVE_GROUP, left[0], group_id)
    for pair in (([topic_id], left), (left, [topic_id])):
        await tx.run(queries.UNDO_BETWEEN, account.id, clock.now(), *pair)
    await regrouped(tx, [topic_id, *left])
    await tx.emit(TopicUnlinked(topic_id, topic.name, tuple(left), account.id))


async def decline_link(tx: Tx, account: Account, translations: int, one_id: int, other_id: int) -> None:
    """These two do not mean the same: they are not suggested again. Forbidden as for `link`, Conflict when no such
    suggestion is open."""
    _check(account, translations)
    if not await tx.run(queries.DECLINE, account.id, clock.now(), *sorted((one_id, other_id))):
        raise Conflict("not_open", "This was decided already.")


async def set_language(tx: Tx, account: Account, translations: int, topic_id: int, language: str) -> None:
    """Say what language a linked topic's name is in, where it was detected wrong. Forbidden as for `link`, Invalid for
    what is no BCP 47 tag, Conflict when the topic is not linked."""
    _check(account, translations)
    if not LANGUAGE.fullmatch(language):
        raise Invalid("language", "Choose the language of the text.", field="language")
    if not await tx.run(queries.SET_LANGUAGE, language, topic_id):
        raise Conflict("not_linked", "This topic is not linked.")
    await generations.bump(tx, LINKS)


def _check(account: Account, translations: int) -> None:
    if not may_link(account, translations, clock.now()):
        raise Forbidden("not_trusted", "Moderators link topics, and members whose translations were accepted.")


async def _two(tx: Tx, one_id: int, other_id: int) -> tuple[Topic, Topic]:
    found = await by_ids(tx, [one_id, other_id])
    if one_id not in found or other_id not in found:
        raise NotFound
    if one_id == other_id:
        raise Invalid("same_topic", "This is one topic, not two.", field="other")
    return found[one_id], found[other_id]


async def _groups(tx: Tx, topic_ids: Sequence[int]) -> dict[int, int]:
    """The group of each topic that is in one."""
    return {row[0]: row[1] for row in await tx.all(queries.GROUPS, topic_ids)}
