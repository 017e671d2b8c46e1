"""Kept pieces, joined, are what the template would have written."""

from __future__ import annotations

import msgspec
import pytest
from tests.conftest import Cast

from vermilion import notes
from vermilion.cards import notes as cards
from vermilion.cards import writing
from vermilion.counters import Counts
from vermilion.edge.context import viewer_of
from vermilion.edge.rendering import macro
from vermilion.infra import locales
from vermilion.infra.db import Db
from vermilion.web.feeds import fragments


class Page(msgspec.Struct):
    csrf: str = "token"


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
async def test_fragments_equal_the_template(db: Db, cast: Cast, tag: str) -> None:
    given = notes.Publication(title="<b>Noodles</b> & 面条", text="x", visibility="followers")
    note = await db.write(lambda tx: notes.publish(tx, cast.alice, given))
    locale = locales.by_tag(tag)
    [shown] = await cards.shown(db.read, await viewer_of(db, cast.bob), [note.id])
    for liked, likes in [(False, 0), (True, 1), (True, 12_345)]:
        changed = msgspec.structs.replace(shown, liked=liked, counts=Counts(likes=likes))
        expected = macro(locale, "kit/cards.html", "card")(Page(), cards.view(changed), True)
        assert fragments.cards(locale, "token", [changed], eager=True) == expected
        assert msgspec.json.encode(cards.view(changed)) == writing.joined(writing.JSON, [changed])
        unsigned = macro(locale, "kit/cards.html", "card")(Page(""), cards.view(changed), False)
        assert writing.joined(fragments.style(locale), [changed]).decode() == unsigned
        assert "_csrf" not in unsigned
