"""`vermilion settings` and `vermilion routes`: what is in force, and where what is."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from vermilion.cli.opening import loaded
from vermilion.infra.settings import PREFIX, SECRETS
from vermilion.infra.settings import Settings as House


@click.command()
def settings() -> None:
    """Print every setting in force; what was given is marked, secrets are hidden."""
    values = loaded(make_secret=False)
    for field in msgspec.structs.fields(House):
        variable = PREFIX + field.name.upper()
        given = variable in os.environ or f"{variable}_FILE" in os.environ
        value = getattr(values, field.name)
        shown = "(hidden)" if field.name in SECRETS and value else value
        click.echo(f"{'*' if given else ' '} {variable:<30} {shown}")


@click.command()
def routes() -> None:
    """Print every route and the line of its handler."""
    from vermilion.app import create_app

    app: Any = create_app(loaded(make_secret=False)).app
    for path, methods, place in sorted(_routes(app)):
        click.echo(f"{methods:<12} {path:<48} {place}")


def _routes(app: Any) -> Iterator[tuple[str, str, str]]:
    for route in app.routes:
        for handler in getattr(route, "route_handlers", [getattr(route, "route_handler", None)]):
            function = getattr(getattr(handler, "fn", None), "value", getattr(handler, "fn", None))
            methods = " ".join(sorted(set(getattr(handler, "http_methods", ())) - {"OPTIONS"}))
            if function is None or not methods:
                continue
            file = Path(inspect.getsourcefile(function) or "?")
            line = inspect.getsourcelines(function)[1]
            yield route.path, methods, f"{_short(file)}:{line}"


def _short(file: Path) -> str:
    parts = file.parts
    return "/".join(parts[parts.index("vermilion") :]) if "vermilion" in parts else file.name
