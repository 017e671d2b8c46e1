"""`vermilion doctor`."""

from __future__ import annotations

import sys

import click
import msgspec

from vermilion import upkeep
from vermilion.cli.opening import finished, loaded

COLOURS = {"ok": "green", "note": "cyan", "warning": "yellow", "failure": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def doctor(as_json: bool) -> None:
    """Look at settings, folders, libraries, mail, database and disk; status 1 if something is broken."""
    checks = finished(upkeep.examine(loaded(make_secret=False)))
    if as_json:
        click.echo(msgspec.json.encode(checks))
    else:
        for check in checks:
            click.echo(f"{click.style(f'{check.state:<8}', COLOURS[check.state])}{check.name:<12} {check.found}")
            if check.advice:
                click.echo(f"{'':20} {check.advice}")
    sys.exit(1 if any(check.state == "failure" for check in checks) else 0)
