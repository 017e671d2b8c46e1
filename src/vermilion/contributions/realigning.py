"""The descriptions of a note's pictures are translated beside them; translations follow when pictures move."""

from __future__ import annotations

import msgspec

from vermilion.contributions import queries
from vermilion.contributions.models import Translation
from vermilion.contributions.texts import Original
from vermilion.infra import clock
from vermilion.infra.db import Tx


async def realign(tx: Tx, found: Translation, original: Original) -> Translation:
    """Pictures came, went or changed places since it was made: their descriptions' translations go with them. The
    translation is one of these very words (`Original.is_said_by`)."""
    if found.source_keys == original.keys:
        return found
    translated = dict(zip(found.source_keys[2:], found.alts, strict=True))
    alts = tuple(translated.get(key, "") for key in original.keys[2:])
    encoded = msgspec.json.encode(alts).decode()
    await tx.run(queries.REALIGN, encoded, " ".join(original.keys), original.version, clock.now(), found.id)
    return msgspec.structs.replace(found, alts=alts, source_keys=original.keys, version=original.version)
