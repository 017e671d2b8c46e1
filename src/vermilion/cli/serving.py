"""`vermilion serve` and `vermilion worker`: the supervisor with all children, or with the workers alone."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Sequence

import click

from vermilion.cli.opening import loaded
from vermilion.infra.settings import PREFIX, Settings
from vermilion.processes import supervising
from vermilion.processes.lifetimes import metrics_folder

BACKLOG = 2048


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on.")
@click.option("--workers", type=int, help="Web worker processes.")
@click.option("--web-only", is_flag=True, help="Leave jobs, media, translations to `vermilion worker` elsewhere.")
def serve(host: str | None, port: int | None, workers: int | None, web_only: bool) -> None:
    """Serve the community: web workers, a job worker, a media worker and translators under one supervisor."""
    # The children read their settings themselves: an option is a setting of this run.
    for name, value in (("HOST", host), ("PORT", port), ("WORKERS", workers)):
        if value is not None:
            os.environ[PREFIX + name] = str(value)
    settings = loaded()
    roles = ["web"] * settings.workers + ([] if web_only else _workers(settings))
    with contextlib.ExitStack() as stack:
        listening = [stack.enter_context(held) for held in _listening(settings)]
        _supervise(settings, roles, listening)


@click.command()
def worker() -> None:
    """Run jobs, media and translators only, beside a `serve --web-only` on the same database."""
    settings = loaded()
    _supervise(settings, _workers(settings), [])


def _workers(settings: Settings) -> list[str]:
    return ["jobs", "media"] + ["translator"] * settings.translators


def _supervise(settings: Settings, roles: Sequence[str], listening: Sequence[socket.socket]) -> None:
    # Migrations run in a process of their own: the supervisor stays as small as it can be.
    prepared = subprocess.run([sys.executable, "-m", "vermilion.processes", "prepare", str(os.getpid())], check=False)  # noqa: S603 - our own interpreter and module
    if prepared.returncode:
        raise click.ClickException("the database could not be brought up to date; nothing was started")
    with metrics_folder():
        status = supervising.supervise(roles, listening, lambda: click.echo(f"Vermilion is at {settings.origin}"))
    sys.exit(status)


def _listening(settings: Settings) -> list[socket.socket]:
    """A socket for each web worker, among which the kernel deals out connections evenly; from one socket for all, the
    first worker to wake takes everything that waits."""
    place = settings.host, settings.port
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        # Sockets that share a port would share it with another house, too: first see that it is free.
        socket.create_server(place, family=family).close()
        return [
            socket.create_server(place, family=family, backlog=BACKLOG, reuse_port=True)
            for _ in range(settings.workers)
        ]
    except OSError as error:
        raise click.ClickException(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}") from error
