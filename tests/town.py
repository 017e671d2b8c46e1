"""What the cast does in tests that walk through several rooms."""

from __future__ import annotations

from vermilion import notes
from vermilion.accounts import Account
from vermilion.infra.db import Db
from vermilion.notes import Note, Publication


async def publish(db: Db, author: Account, text: str, visibility: str = "everyone") -> Note:
    given = Publication(text=text, visibility=visibility)
    return await db.write(lambda tx: notes.publish(tx, author, given))
