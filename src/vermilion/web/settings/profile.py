"""/settings, /settings/display, /settings/privacy."""

from __future__ import annotations

from collections.abc import Mapping

from litestar import get, post

from vermilion import accounts, media
from vermilion.cards import people
from vermilion.edge import context
from vermilion.edge.context import LOCALE_COOKIE, THEME_COOKIE
from vermilion.edge.frame import flash, page
from vermilion.edge.languages import LANGUAGES
from vermilion.infra.db import Tx
from vermilion.web import choices, uploading
from vermilion.web.accounts.joining import chosen_languages
from vermilion.web.common import Asked, Page, go, signed_in
from vermilion.web.forms import REFUSALS, form, wrong

YEAR = 365 * 86_400


@get("/settings")
async def profile_form(request: Asked) -> Page:
    account = signed_in(request).require_account()
    values = {
        "name": account.name,
        "bio": account.bio,
        "region": account.region,
        "languages": list(account.languages),
    }
    return await _profile(request, values, {})


@post("/settings", request_max_body_size=uploading.LARGEST_PICTURE_FORM)
async def save_profile(request: Asked) -> Page:
    asked = signed_in(request)
    account, given = asked.require_active(), await form(request)
    languages = chosen_languages(given)
    filled = accounts.Profile(given.text("name"), given.text("bio"), given.text("region"), languages)
    try:
        sent = given.files("avatar")
        portrait = await uploading.ready(asked, sent[0], "avatar") if sent else None

        async def work(tx: Tx) -> None:
            await accounts.edit_profile(tx, account.id, filled)
            if portrait:
                await media.claim(tx, account.id, [portrait.id], "picture")
                await accounts.set_avatar(tx, account.id, portrait.id)
            elif given.text("no_avatar"):
                await accounts.set_avatar(tx, account.id, None)
            if account.avatar_id and (portrait or given.text("no_avatar")):
                await media.retire(tx, account.id, account.avatar_id)

        await asked.db.write(work)
    except REFUSALS as problem:
        values = {**given.values("name", "bio", "region"), "languages": languages}
        return await _profile(request, values, wrong(asked, problem))
    flash(asked, "saved")
    return go("/settings")


@get("/settings/display")
async def display_form(request: Asked) -> Page:
    signed_in(request)
    return await page(request, "settings/display.html", nav="settings", tab="display")


@post("/settings/display")
async def save_display(request: Asked) -> Page:
    asked = signed_in(request)
    account, given = asked.require_account(), await form(request)
    locale, theme = given.text("locale"), given.text("theme")
    await asked.db.write(lambda tx: accounts.set_preferences(tx, account.id, locale=locale, theme=theme))
    asked.set_cookie(LOCALE_COOKIE, locale, YEAR)
    # The script that turns the light on the spot reads and writes this one.
    asked.set_cookie(THEME_COOKIE, theme, YEAR if theme != "system" else 0, http_only=False)
    flash(asked, "saved")
    return go("/settings/display")


@get("/settings/privacy")
async def privacy(request: Asked) -> Page:
    asked = signed_in(request)
    reader, viewer = asked.db.read, asked.viewer
    blocked = await people.visible(reader, viewer, sorted(viewer.blocks))
    muted = await people.visible(reader, viewer, sorted(viewer.mutes))
    return await page(
        request, "settings/privacy.html", nav="settings", tab="privacy", blocked=blocked, muted=muted
    )


async def _profile(request: Asked, values: Mapping[str, object], errors: dict[str, str]) -> Page:
    return await page(
        request,
        "settings/profile.html",
        nav="settings",
        status=422 if errors else 200,
        tab="profile",
        values=values,
        errors=errors,
        regions=choices.regions(context(request).locale.tag),
        languages=LANGUAGES,
    )


handlers = [profile_form, save_profile, display_form, save_display, privacy]
