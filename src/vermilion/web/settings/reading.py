"""/settings/reading: how one reads foreign texts, and whether others may read one's own translated."""

from __future__ import annotations

from collections.abc import Mapping

from litestar import get, post

from vermilion import accounts, translation
from vermilion.edge.frame import flash, page
from vermilion.web.common import Asked, Page, go, signed_in
from vermilion.web.forms import REFUSALS, form, wrong


@get("/settings/reading")
async def reading_form(request: Asked) -> Page:
    account = signed_in(request).require_account()
    return await _reading(request, {"translate": account.translate, "translatable": account.translatable}, {})


@post("/settings/reading")
async def save_reading(request: Asked) -> Page:
    asked = signed_in(request)
    account, given = asked.require_account(), await form(request)
    translate, translatable = given.text("translate"), given.text("translatable") == "1"
    try:
        await asked.db.write(
            lambda tx: accounts.set_translation(tx, account.id, translate=translate, translatable=translatable)
        )
    except REFUSALS as problem:
        return await _reading(request, {"translate": translate, "translatable": translatable}, wrong(asked, problem))
    flash(asked, "saved")
    return go("/settings/reading")


async def _reading(request: Asked, values: Mapping[str, object], errors: dict[str, str]) -> Page:
    asked = signed_in(request)
    engines = [engine for engine in await translation.engines(asked.db.read) if not engine.silent]
    return await page(
        request,
        "settings/reading.html",
        nav="settings",
        status=422 if errors else 200,
        tab="reading",
        values=values,
        errors=errors,
        target=translation.best_target(asked.viewer.languages, asked.locale.tag),
        here=[engine for engine in engines if engine.kind == "embedded" and engine.pairs],
        elsewhere=[engine for engine in engines if engine.kind != "embedded"],
    )


handlers = [reading_form, save_reading]
