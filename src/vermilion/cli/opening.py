"""What commands begin with: settings, logs, an open house; a refusal is a sentence and status 1, never a traceback."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import click

from vermilion.infra import log
from vermilion.infra import settings as house
from vermilion.infra.errors import Problem
from vermilion.infra.settings import Settings, SettingsError

T = TypeVar("T")


def loaded(*, make_secret: bool = True) -> Settings:
    """Settings, by default with a secret (made in the data folder on first use), and logs set up."""
    try:
        settings = house.load()
        if make_secret:
            settings = house.with_secret(settings)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"the data folder cannot be used: {error}") from error
    log.configure(settings.log_level, settings.log_format == "pretty")
    return settings


def in_house(work: Callable[[Any], Awaitable[T]]) -> T:
    """Run `work(context)` with the database and storage open; `context` is a JobContext."""
    from vermilion.processes.opening import opened  # knows every room, which is not needed to serve or to print help

    settings = loaded()

    async def run() -> T:
        async with opened(settings) as context:
            return await work(context)

    return finished(run())


def finished(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end; a problem becomes the command's message."""
    try:
        return asyncio.run(work)
    except Problem as problem:
        raise click.ClickException(str(problem)) from problem
