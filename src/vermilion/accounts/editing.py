"""Changing what is shown of a person, and what they may do."""

from __future__ import annotations

import msgspec

from vermilion.accounts import queries
from vermilion.accounts.models import (
    LOCALES,
    MAX_BIO,
    ROLES,
    THEMES,
    TRANSLATE,
    TranslatableChanged,
    check_choice,
    check_languages,
    check_region,
)
from vermilion.accounts.touching import changed, touch_viewers
from vermilion.infra.db import Tx
from vermilion.infra.text import cleaning


class Profile(msgspec.Struct, frozen=True):
    """All of it at once; `languages` most fluent first."""

    name: str
    bio: str
    region: str
    languages: list[str]


async def edit_profile(tx: Tx, account_id: int, profile: Profile) -> None:
    """Raises Invalid with the field that will not do."""
    name = cleaning.clean_name(profile.name)
    bio = cleaning.clean_text(profile.bio, "bio", MAX_BIO)
    region, languages = check_region(profile.region), check_languages(profile.languages)
    await tx.run(queries.EDIT_PROFILE, name, bio, region, languages, account_id)
    await changed(tx, account_id)


async def set_avatar(tx: Tx, account_id: int, media_id: int | None) -> None:
    """`media_id` was claimed from `media` before."""
    await tx.run(queries.SET_AVATAR, media_id, account_id)
    await changed(tx, account_id)


async def set_preferences(tx: Tx, account_id: int, *, locale: str, theme: str) -> None:
    check_choice(locale, LOCALES, "locale")
    check_choice(theme, THEMES, "theme")
    await tx.run(queries.SET_PREFERENCES, locale, theme, account_id)
    await touch_viewers(tx, [account_id])  # into which language texts are put follows the interface's


async def set_translation(tx: Tx, account_id: int, *, translate: str, translatable: bool) -> None:
    """How somebody reads foreign texts (one of TRANSLATE), and whether theirs are translated for others."""
    check_choice(translate, TRANSLATE, "translate")
    shown = await tx.run(queries.SET_TRANSLATABLE, int(translatable), account_id, int(translatable))
    await tx.run(queries.SET_TRANSLATE, translate, account_id)
    if shown:
        await changed(tx, account_id)
        await tx.emit(TranslatableChanged(account_id))
    else:
        await touch_viewers(tx, [account_id])


async def set_role(tx: Tx, account_id: int, role: str) -> None:
    check_choice(role, ROLES, "role")
    await tx.run(queries.SET_ROLE, role, account_id)
    await changed(tx, account_id)


async def set_state(tx: Tx, account_id: int, state: str, until: int | None = None) -> None:
    """active, or suspended `until` a moment in microseconds; leaving has its own verbs in `closing`, and goes on beside
    a suspension."""
    check_choice(state, ("active", "suspended"), "state")
    if state == "active":
        await tx.run(queries.REINSTATE, account_id)
    else:
        await tx.run(queries.SUSPEND, until, account_id)
    await changed(tx, account_id)
