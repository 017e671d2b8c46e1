"""`vermilion counters verify` and `vermilion search reindex`."""

from __future__ import annotations

import sys

import click

from vermilion import counters as numbers
from vermilion import search as index
from vermilion.cli.opening import in_house


@click.group()
def counters() -> None:
    """The numbers that move."""


@counters.command()
def verify() -> None:
    """Compare every counter with its rows; status 1 if any differs."""
    wrong = in_house(lambda context: numbers.verify(context.db.read_slow))
    for each in wrong:
        click.echo(f"{each.kind} {each.id} {each.column}: counted {each.counted}, rows say {each.rows}")
    click.echo(f"{len(wrong)} counters differ" if wrong else "every counter equals its rows")
    sys.exit(1 if wrong else 0)


@click.group()
def search() -> None:
    """The index of words."""


@search.command()
def reindex() -> None:
    """Index everything anew while the house goes on."""
    done = in_house(lambda context: index.reindex(context.db))
    click.echo(f"{done} things indexed")
