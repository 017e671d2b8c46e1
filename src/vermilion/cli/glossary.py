"""`vermilion translate glossary`: the community's words, kept by the operator."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import click

from vermilion.cli.opening import in_house
from vermilion.infra.jobs import JobContext
from vermilion.translation import glossary as words
from vermilion.translation.glossary import Term

T = TypeVar("T")

READERS = {".csv": words.read_csv, ".tbx": words.read_tbx}
WRITERS = {".csv": words.write_csv, ".tbx": words.write_tbx}


@click.group()
def glossary() -> None:
    """Words of the community: what they become in another language, or what slang means in plain words."""


@glossary.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(path: Path) -> None:
    """Add the terms of a .csv or .tbx file, all or none."""
    reading = _of_kind(READERS, path)(path.read_bytes())
    for fault in reading.faults:
        place = f", line {fault.line}" if fault.line else ""
        click.echo(f"{path.name}{place}: {fault.said}", err=True)
    if reading.faults:
        raise click.ClickException("nothing was changed")
    in_house(lambda context: context.db.write(lambda tx: words.add_terms(tx, reading.terms)))
    click.echo(f"{len(reading.terms):,} terms")


@glossary.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def export(path: Path) -> None:
    """Write the community's terms to a .csv or .tbx file."""
    write = _of_kind(WRITERS, path)
    terms = in_house(_all)
    path.write_bytes(write(terms))
    click.echo(f"{len(terms):,} terms")


@glossary.command("list")
def list_() -> None:
    """Print the community's terms."""
    for term in in_house(_all):
        click.echo(f"{term.source} > {term.target}\t{term.term}\t{term.translation}")


@glossary.command()
@click.argument("source")
@click.argument("target")
@click.argument("term")
@click.argument("translation")
def add(source: str, target: str, term: str, translation: str) -> None:
    """Add a term: `zh en 显眼包 show-off`, or with one language twice slang and its meaning."""
    in_house(lambda context: context.db.write(lambda tx: words.add_term(tx, source, target, term, translation)))
    click.echo(f"{term} is {translation}")


@glossary.command()
@click.argument("source")
@click.argument("target")
@click.argument("term")
def remove(source: str, target: str, term: str) -> None:
    """Take a term out."""
    in_house(lambda context: context.db.write(lambda tx: words.remove_term(tx, source, target, term)))
    click.echo(f"{term} is removed")


async def _all(context: JobContext) -> list[Term]:
    return await words.all_terms(context.db.read_slow)


def _of_kind(kinds: Mapping[str, T], path: Path) -> T:
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise click.UsageError(f"{path.name} is none of {', '.join(kinds)}")
    return kind
