"""Staff's addresses are safe by construction: found from the list of routes, so that a new one cannot be forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from tests.house.source import PACKAGE, files, named, parsed

from vermilion.app import create_app
from vermilion.edge.guards import only_staff
from vermilion.infra.settings import Settings

DESKS = ("/desk", "/v1/desk")


def test_every_address_of_the_desk_is_guarded() -> None:
    desk = [(path, handler) for path, handler in _handlers() if path.startswith(DESKS)]
    assert len(desk) > 5
    assert not [path for path, handler in desk if only_staff not in _guards(handler)]


def test_staff_code_serves_nothing_outside_of_the_desk() -> None:
    outside = [
        path
        for path, handler in _handlers()
        if handler.fn.__module__.startswith(("vermilion.staff", "vermilion.api.desk")) and not path.startswith(DESKS)
    ]
    assert not outside


def test_what_only_staff_may_do_is_done_by_moderation_alone() -> None:
    """Removing, restoring, roles and suspension go through `moderation`: it writes the log in the same transaction.
    The operator at the machine's own terminal (`vermilion user`, `vermilion demo`) is the other way in."""
    powers = {"notes": {"remove", "restore"}, "comments": {"remove", "restore"}, "accounts": {"set_role", "set_state"}}
    wrong = []
    for path in files(".py", below=("src",)):
        if {"moderation", "demo", "cli"} & set(path.relative_to(PACKAGE).parts):
            continue
        used = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)]
        wrong += [
            f"{named(path)}:{node.lineno} {node.value.id}.{node.attr}"
            for node in used
            if isinstance(node.value, ast.Name) and node.attr in powers.get(node.value.id, ())
        ]
    assert not wrong


def _guards(handler: Any) -> list[Any]:
    return [getattr(guard, "func", guard) for guard in handler.resolve_guards()]  # the framework wraps plain functions


def _handlers() -> Iterator[tuple[str, Any]]:
    app: Any = create_app(Settings(secret="x" * 40)).app
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if handler.fn.__module__.startswith("vermilion"):
                yield route.path, handler
