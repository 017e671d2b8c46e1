"""Asking for translations: one row a text and language, however many ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vermilion.infra import clock
from vermilion.infra.db import Reader, Row, Tx
from vermilion.infra.subject import Subject
from vermilion.translation import memory, queries
from vermilion.translation.models import ASKED, HUMAN, Text


async def ask(
    tx: Tx, subject: Subject, texts: Sequence[Text], target: str, urgency: int, revision: str | None = None
) -> None:
    """Have a subject's texts translated: requests for those that have neither a translation nor failed lately, and
    more urgent ones where they wait for less. Their translations live as long as somebody's text stands behind them.
    With a `revision` what machines said by another one is asked for anew, and stands until the answer is there."""
    given = {text.key: text for text in texts if text.text.strip()}
    await adopt(tx, subject, given)
    now = clock.now()
    rows = [
        (text.key, target, text.source, text.scope, text.text, urgency, now, now)
        for text in await _unanswered(tx, given, target, urgency, revision)
    ]
    if not rows:
        return
    await tx.many(queries.ASK, rows)
    # Another may have been answered between the look and these requests (on PostgreSQL): theirs are gone by then.
    if answered := await _standing(tx, [given[key] for key, *_ in rows], target, revision):
        await tx.many(queries.ANSWERED, [(key, target) for key in sorted(answered)])


async def wanted(
    reader: Reader, texts: Sequence[Text], target: str, urgency: int = ASKED, revision: str | None = None
) -> list[Text]:
    """Those of the texts for which `ask` would write something; looks without writing, so a crowd that wants what is
    asked for already costs no writes. What a reader asks for counts as missed by the memory."""
    given = {text.key: text for text in texts if text.text.strip()}
    found = await _unanswered(reader, given, target, urgency, revision)
    if reader.committed and urgency == ASKED:
        memory.missed(reader, found, target)
    return found


async def adopt(tx: Tx, subject: Subject, keys: Collection[str]) -> None:
    """A subject's texts stand behind these keys, too; nothing is asked for."""
    if keys:
        await tx.many(queries.USE, [(subject.kind, subject.id, key) for key in sorted(keys)])


async def behind(reader: Reader, keys: Collection[str], kind: str, limit: int) -> list[int]:
    """Ids of the newest things of a kind whose texts stand behind any of these keys."""
    return [row[0] for row in await reader.all(queries.BEHIND, sorted(keys), kind, limit)]


async def _unanswered(
    reader: Reader, given: dict[str, Text], target: str, urgency: int, revision: str | None
) -> list[Text]:
    """In the order of their keys, so that two who ask for the same never wait for each other crosswise."""
    if not given:
        return []
    keys = sorted(given)
    # In this order: what is answered between the two is found as a translation, not lost.
    requests = {row[0]: row for row in await reader.all(queries.STATES, target, keys)}
    standing = await _standing(reader, list(given.values()), target, revision)
    now = clock.now()
    return [
        given[key]
        for key in keys
        if key not in standing and (key not in requests or _moves(requests[key], urgency, now))
    ]


async def _standing(reader: Reader, texts: Sequence[Text], target: str, revision: str | None) -> set[str]:
    """The keys of those that are translated; by machines with a `revision`, if one is given."""
    rows = await reader.all(queries.STANDING, target, sorted({key for text in texts for key in text.keys}))
    standing = {key for key, engine, said_by in rows if engine == HUMAN or revision in {None, said_by}}
    return {text.key for text in texts if not standing.isdisjoint(text.keys)}


def _moves(request: Row, urgency: int, now: int) -> bool:
    """Whether asking again changes a request that is there."""
    _, state, urgency_before, run_at, *_ = request
    return bool(run_at <= now if state == "failed" else urgency_before < urgency)
