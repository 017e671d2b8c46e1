"""`vermilion demo`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import click

from vermilion import accounts
from vermilion.cli.opening import in_house
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import PREFIX

GUESTS = (("maya", "writes in English"), ("xiaoman", "用中文"), ("town", "the owner, who has the desk"))


@click.command()
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Data folder.")
@click.option("--serve", is_flag=True, help="Serve the town afterwards, also one that was there before.")
@click.option("--live", is_flag=True, help="While serving, let the town's people like and comment now and then.")
def demo(data: Path | None, serve: bool, live: bool) -> None:
    """Fill an empty data folder with the demo town."""
    from vermilion.demo import PASSWORD, load  # draws pictures: not needed to print help

    if data is not None:
        os.environ[PREFIX + "DATA"] = str(data.absolute())

    async def work(context: JobContext) -> bool:
        if serve and await accounts.owner_exists(context.db.read):
            return False
        click.echo("Filling the house with the demo town; this takes less than a minute.")
        await load(context)
        return True

    began = time.monotonic()
    if in_house(work):
        click.echo(f"The town has moved in, in {time.monotonic() - began:.0f} seconds.")
    click.echo(f"Sign in with the password {PASSWORD} as:")
    for handle, who in GUESTS:
        click.echo(f"  {handle:<10}{who}")
    if live:
        subprocess.Popen([sys.executable, "-m", "vermilion.demo", str(os.getpid())], start_new_session=True)  # noqa: S603 - our own interpreter and module
    if serve:
        # In this process's place, since the supervisor should not carry what drew the pictures.
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "vermilion.cli", "serve"])  # noqa: S606 - our own interpreter
