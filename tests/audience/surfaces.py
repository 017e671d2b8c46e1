"""Every address that can be read, found from the application's own list of routes and filled in from a world."""

from __future__ import annotations

import re
from collections.abc import Iterator

from litestar import Litestar
from litestar.routes import HTTPRoute
from tests.audience.things import COMMON, World

PARAMETER = re.compile(r"\{(\w+):\w+\}")

# Asked as they are and with each of these.
QUERIES = {
    "/": ["channel=following", "channel=daily"],
    "/notes/{note_id:str}/comments": ["sort=new"],
    "/people/{handle:str}": ["tab=collections", "tab=liked"],
    "/inbox": ["tab=likes", "tab=comments", "tab=followers", "tab=house"],
    "/search": [f"q={COMMON}&kind={kind}" for kind in ("notes", "people", "topics")] + ["q=person&kind=people"],
    "/topics/{name:str}": ["sort=new"],
    "/desk/people": ["handle=person1"],
    "/notes/{note_id:str}/translations": ["language=zh-Hans"],
    "/v1/notes/{note_id:str}": ["translate=zh-Hans"],
    "/v1/notes/{note_id:str}/comments": ["limit=100&sort=new", "limit=100&sort=hot&translate=zh-Hans"],
    "/v1/notes/{note_id:str}/translations": ["language=zh-Hans"],
    "/v1/comments/{comment_id:str}/translations": ["language=zh-Hans"],
    "/v1/topics/{name:str}/notes": ["limit=100&sort=new", "limit=1"],
    "/v1/inbox": ["tab=likes", "tab=comments", "tab=followers", "tab=house"],
    "/v1/explore": ["channel=daily", "limit=100&translate=zh-Hans", "limit=1"],
    "/v1/following": ["limit=100"],
    "/v1/people": ["prefix=person"],
    "/v1/topics": [f"prefix={COMMON}"],
    **{f"/v1/search/{kind}": [f"q={COMMON}", "q=person"] for kind in ("notes", "people", "topics", "suggestions")},
}
# Parts of pages that scripts ask for.
FRAGMENTS = ("", "more", "note-dialog", "comments", "sheet")


def addresses(app: Litestar, world: World) -> Iterator[tuple[str, list[str]]]:
    """Route by route, every address of it. Raises KeyError for a parameter that nobody knows how to fill in."""
    fillers = _fillers(world)
    for template in _readable(app):
        yield template, _filled(template, fillers, QUERIES.get(template, []))


def _readable(app: Litestar) -> list[str]:
    return sorted(route.path for route in app.routes if isinstance(route, HTTPRoute) and "GET" in route.methods)


def _fillers(world: World) -> dict[str, list[str]]:
    notes, comments = [*map(str, world.notes)], [*map(str, world.comments)]
    people = [*map(str, world.people)]
    return {
        "note_id": notes,
        "comment_id": comments,
        "collection_id": [*map(str, world.shelves)],
        "draft_id": [*map(str, world.drafts)],
        "media_id": ["1"],
        "handle": [person.account.handle for person in world.people.values()],
        "name": [COMMON],
        "kind": ["note", "comment", "account"],
        "identifier": notes + comments + people,
        "translation_id": [*map(str, world.translations)],
        "correction_id": [*map(str, world.corrections)],
        "language": ["zh-Hans"],
        "tag": ["en"],
        "code": ["none"],
        "path": ["none"],
    }


def _filled(template: str, fillers: dict[str, list[str]], queries: list[str]) -> list[str]:
    paths = [template]
    while parameter := PARAMETER.search(paths[0]):
        paths = [path.replace(parameter[0], value) for path in paths for value in fillers[parameter[1]]]
    return [*paths, *(f"{path}?{query}" for path in paths for query in queries)]
