"""What the doctor says of translation: the engines, and the work that waits for them."""

from __future__ import annotations

from vermilion import translation
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings, SettingsError
from vermilion.upkeep.checks import Check, failure, note, ok, warning

NAME = "translation"
HEARD = 2 * clock.MINUTE
MANY_ASKED = 200


def check_engines_file(settings: Settings) -> list[Check]:
    """A failure when `translation.toml` cannot be used, else nothing."""
    try:
        translation.configured(settings)
    except SettingsError as error:
        return [failure("translation.toml", str(error), "Until then translators go on as before.")]
    return []


async def check_translation(db: Db) -> Check:
    """How the engines are, as translators reported, and how much waits."""
    now = clock.now()
    heard = [one for one in await translation.engines(db.read) if one.seen_at >= now - HEARD]
    queue = await translation.queued(db.read_slow)
    asked = queue.get(("ready", translation.ASKED), 0)
    ready = sum(count for (state, _), count in queue.items() if state == "ready")
    failed = sum(count for (state, _), count in queue.items() if state == "failed")
    waiting = f"{ready} texts wait, {failed} could not be translated."
    if not heard:
        return note(NAME, f"No translator has reported. {waiting}", "`vermilion serve` starts them.")
    if not any(one.pairs for one in heard):
        advice = "Install a pack: `vermilion translate install zh en`."
        return note(NAME, f"No engine knows any pair of languages. {waiting}", advice)
    told = ", ".join(f"{one.name} ({one.state})" for one in heard)
    if ill := [one for one in heard if one.state != "ok"]:
        return warning(NAME, f"{told}. {waiting}", f"{ill[0].name}: {ill[0].error or ill[0].state}")
    if asked > MANY_ASKED:
        return warning(NAME, f"{told}. {waiting}", "Readers wait: raise VERMILION_TRANSLATORS, or add an engine.")
    return ok(NAME, f"{told}. {waiting}")
