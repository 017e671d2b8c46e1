"""What commands that translate share: the engines of this house, how far they are, and why they did not."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import click

from vermilion import translation
from vermilion.cli.opening import in_house
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import SettingsError
from vermilion.translation import Interpreter

T = TypeVar("T")

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


def interpreted(work: Callable[[Interpreter], Awaitable[T]]) -> T:
    """Run `work` with the engines and words of this house."""

    async def run(context: JobContext) -> T:
        try:
            async with translation.interpreter(context.db, context.settings) as interpreter:
                return await work(interpreter)
        except SettingsError as error:
            raise click.ClickException(str(error)) from error

    return in_house(run)


def why(reason: str, source: str, target: str) -> str:
    """Why there is no translation, and what can be done about it."""
    pair = f"{source}>{target}"
    if reason == "no_engine":
        install = f"vermilion translate install {source} {target}"
        return f"no engine for {pair}: install one with `{install}`, or name a server in translation.toml"
    if reason == "unavailable":
        return f"no engine for {pair} answers at present"
    return f"no engine did {pair} well: what was said failed the checks"


def show(done: int, total: int) -> None:
    """How far it is, for whoever watches."""
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,} ", nl=done == total, err=True)
