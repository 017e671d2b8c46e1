"""POST /reading: the switch of the top bar."""

from __future__ import annotations

from litestar import post

from vermilion import accounts
from vermilion.edge import context
from vermilion.edge.context import AUTO, TRANSLATE_COOKIE
from vermilion.edge.frame import flash
from vermilion.web.common import Asked, Page, back, go
from vermilion.web.forms import form

YEAR = 365 * 86_400


@post("/reading")
async def choose(request: Asked) -> Page:
    """Members keep it with their account, visitors in this browser."""
    asked, given = context(request), await form(request)
    chosen = AUTO if given.text("translate") == AUTO else "ask"
    if (account := asked.account) is None:
        asked.set_cookie(TRANSLATE_COOKIE, chosen, YEAR)
    else:
        work = accounts.set_translation
        await asked.db.write(lambda tx: work(tx, account.id, translate=chosen, translatable=account.translatable))
    flash(asked, "translating" if chosen == AUTO else "not_translating")
    return go(back(request, "/"))
