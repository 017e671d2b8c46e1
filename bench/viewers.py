"""What the benchmarks ask for, as lines for the load generator."""

from __future__ import annotations

import http.client
import json
from collections.abc import Sequence

from bench.houses import House
from bench.town import Town
from bench.town.people import secret_of
from vermilion.accounts.secrets import SESSION_PREFIX, TOKEN_PREFIX
from vermilion.edge.context import SESSION_COOKIE

PAGES = 5


def tokens(viewers: Sequence[int]) -> list[str]:
    """As programs sign their requests."""
    return [f"Authorization: Bearer {secret_of(TOKEN_PREFIX, viewer)}" for viewer in viewers]


def cookies(viewers: Sequence[int]) -> list[str]:
    """As browsers do."""
    return [f"Cookie: {SESSION_COOKIE}={secret_of(SESSION_PREFIX, viewer)}" for viewer in viewers]


def explore_pages(house: House, town: Town) -> list[str]:
    """The first pages of Explore, of twenty cards each, as one who scrolls asks for them."""
    paths = ["/v1/explore?limit=20"]
    while len(paths) < PAGES and (cursor := get(house, town, paths[-1])["next"]):
        paths.append(f"/v1/explore?limit=20&cursor={cursor}")
    return paths


def html_pages(paths: Sequence[str]) -> list[str]:
    """The same places for a browser that scrolls."""
    return [f"/?{path.partition('&')[2]}".rstrip("?") for path in paths]


def translated(house: House, town: Town, paths: Sequence[str], language: str) -> list[str]:
    """The same pages for a program whose reader has everything put into a language; every card is."""
    asked = [f"{path}&translate={language}" for path in paths]
    if any(b'"translation":null' in raw(house, town, path) for path in asked):
        raise RuntimeError(f"not every card is translated into {language}")
    return asked


def like_paths(town: Town) -> list[str]:
    """Notes that none of the viewers has liked."""
    return [f"/v1/notes/{target}/like" for target in town.targets]


def get(house: House, town: Town, path: str) -> dict[str, object]:
    """The answer to the first viewer."""
    found: dict[str, object] = json.loads(raw(house, town, path))
    return found


def raw(house: House, town: Town, path: str) -> bytes:
    """The same as it was sent."""
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=10)
    name, _, value = tokens(town.viewers[:1])[0].partition(": ")
    connection.request("GET", path, headers={name: value})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {body!r}")
    return body
