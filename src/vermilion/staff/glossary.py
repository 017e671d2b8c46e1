"""/desk/glossary: what words of the community become in another language, or what its slang means."""

from __future__ import annotations

from litestar import get, post

from vermilion import moderation
from vermilion.edge import context, decode_cursor, encode_cursor
from vermilion.edge.frame import flash, page
from vermilion.edge.problems import told
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.subject import TERM, Subject
from vermilion.staff.cases import WRONG
from vermilion.staff.common import Asked, Page, field, go
from vermilion.translation import glossary as words

LISTED = 50
PATH = "/desk/glossary"
FIELDS = ("source", "target", "term", "translation")
# Those that dictionaries and packs know best come first; the command line takes any.
LANGUAGES = ("zh", "en", "ja", "ko", "es", "fr", "de", "pt", "ru", "it", "ar", "hi", "id", "vi", "th", "tr", "pl", "nl")
GLOSSARY = Subject(TERM, 0, 0)  # the log's line says which term


@get("/glossary")
async def glossary(request: Asked) -> Page:
    return await _page(request, {"source": "zh", "target": "en", "term": "", "translation": ""}, {})


@post("/glossary")
async def add(request: Asked) -> Page:
    asked = context(request)
    account, given = asked.require_active(), {name: await field(request, name) for name in FIELDS}

    async def work(tx: Tx) -> None:
        await words.add_term(tx, **given, account_id=account.id)
        await moderation.record(tx, account.id, "add_term", GLOSSARY, _line(given))

    try:
        await asked.db.write(work)
    except WRONG as problem:
        return await _page(request, given, {problem.field or "": told(asked.locale.gettext, problem)})
    flash(asked, "term_added")
    return go(PATH)


@post("/glossary/remove")
async def remove(request: Asked) -> Page:
    asked = context(request)
    account, given = asked.require_active(), {name: await field(request, name) for name in FIELDS}

    async def work(tx: Tx) -> None:
        await words.remove_term(tx, given["source"], given["target"], given["term"])
        await moderation.record(tx, account.id, "remove_term", GLOSSARY, _line(given))

    try:
        await asked.db.write(work)
    except NotFound:
        return go(PATH)  # somebody else was first
    flash(asked, "term_removed")
    return go(PATH)


def _line(given: dict[str, str]) -> str:
    said = f" = {given['translation']}" if given["translation"] else ""
    return f"{given['source']} > {given['target']}: {given['term']}{said}"


async def _page(request: Asked, values: dict[str, str], errors: dict[str, str]) -> Page:
    asked = context(request)
    wanted = str(request.query_params.get("q", ""))[:80].strip()
    if wanted:
        found = Slice(await words.search(asked.db.read_slow, wanted, LISTED), None)
    else:
        cursor = decode_cursor(str(request.query_params.get("cursor", "")), Cursor)
        found = await words.terms_page(asked.db.read_slow, cursor, LISTED)
    return await page(
        request,
        "desk/glossary.html",
        status=422 if errors else 200,
        entry="src/staff.ts",
        terms=found.items,
        more=f"{PATH}?cursor={encode_cursor(found.next)}" if found.next else None,
        q=wanted,
        languages=LANGUAGES,
        values=values,
        errors=errors,
    )


handlers = [glossary, add, remove]
