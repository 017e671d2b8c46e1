"""The same topic in another language: members suggest it on the topic's page, those who may link it at once."""

from __future__ import annotations

from vermilion import contributions, topics
from vermilion.accounts import Account
from vermilion.edge import Context
from vermilion.infra import clock
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Invalid
from vermilion.topics import Topic


async def what_may(asked: Context) -> str:
    """`link`, `suggest`, or nothing."""
    account = asked.account
    if account is None or account.state != "active":
        return ""
    return "link" if topics.may_link(account, await translations_of(asked.db.read, account), clock.now()) else "suggest"


async def translations_of(reader: Reader, account: Account) -> int:
    """How many of somebody's translations stand: that is what trust is measured by."""
    return (await contributions.helped(reader, account.id)).translations


async def put_forward(asked: Context, topic: Topic, name: str) -> str:
    """Link it or suggest it; returns what happened, as a key of FLASHES. Invalid for a name that no topic has."""
    account = asked.require_active()
    other = await topics.by_name(asked.db.read, name.strip().lstrip("#＃"))
    if other is None:
        raise Invalid("no_such_topic", "There is no such topic yet. Write its name as notes do.", field="other")
    translations = await translations_of(asked.db.read, account)

    async def work(tx: Tx) -> str:
        if topics.may_link(account, translations, clock.now()):
            await topics.link(tx, account, translations, topic.id, other.id)
            return "linked"
        await topics.suggest_link(tx, account.id, topic.id, other.id)
        return "suggested"

    return await asked.db.write(work)
