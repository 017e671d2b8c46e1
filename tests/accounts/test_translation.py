"""How somebody reads foreign texts shapes what they see; whether theirs may be translated, what others see."""

from __future__ import annotations

import pytest
from tests.conftest import Cast

from vermilion import accounts
from vermilion.accounts import Account
from vermilion.infra import generations
from vermilion.infra.db import Db
from vermilion.infra.errors import Invalid


async def choose(db: Db, account: Account, translate: str, translatable: bool) -> Account:
    await db.write(lambda tx: accounts.set_translation(tx, account.id, translate=translate, translatable=translatable))
    return (await accounts.by_ids(db.read, [account.id]))[account.id]


async def test_newcomers_are_asked_and_may_be_translated(cast: Cast) -> None:
    assert (cast.bob.translate, cast.bob.translatable) == ("ask", True)


async def test_reading_concerns_oneself_and_being_read_everybody(db: Db, cast: Cast) -> None:
    shown = await generations.read(db.read, generations.SHOWN)
    automatic = await choose(db, cast.bob, "auto", True)
    assert (automatic.translate, automatic.version) == ("auto", cast.bob.version)
    assert automatic.viewer_version > cast.bob.viewer_version
    assert await generations.read(db.read, generations.SHOWN) == shown
    closed = await choose(db, cast.bob, "auto", False)
    assert closed.translatable is False
    assert closed.version > automatic.version
    assert await generations.read(db.read, generations.SHOWN) > shown
    assert (await accounts.by_handle(db.read, "bob")) == closed


async def test_there_are_three_ways_to_read(db: Db, cast: Cast) -> None:
    with pytest.raises(Invalid):
        await choose(db, cast.bob, "sometimes", True)
