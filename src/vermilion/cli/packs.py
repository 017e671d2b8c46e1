"""`vermilion translate install`, `remove` and `packs`: packs of the embedded engine."""

from __future__ import annotations

import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import click

from vermilion.cli.opening import finished, loaded
from vermilion.translation import packs as translation_packs
from vermilion.translation.packs import Installed, Offer, PackError, tag_of

T = TypeVar("T")


@click.command()
@click.argument("source")
@click.argument("target")
@click.option("--from", "packed", type=click.Path(dir_okay=False, path_type=Path), help="An .argosmodel file.")
def install(source: str, target: str, packed: Path | None) -> None:
    """Install the pack that translates from SOURCE to TARGET (zh en, en zh-Hant …) from the index or a file.

    An interrupted download goes on where it ended when the command is given again. Running servers notice themselves.
    """
    settings = loaded(make_secret=False)
    if packed:
        pack = _told(translation_packs.install_file(settings, source, target, packed))
    else:
        pack = _told(translation_packs.install(settings, source, target, _show))
    click.echo(f"{pack.name} is installed, SHA-256 {pack.receipt.sha256}")


@click.command()
@click.argument("source")
@click.argument("target")
def remove(source: str, target: str) -> None:
    """Take the pack from SOURCE to TARGET away."""
    pack = _told(translation_packs.remove(loaded(make_secret=False), source, target))
    click.echo(f"{pack.name} is removed")


@click.command()
@click.option("--installed", "only_installed", is_flag=True, help="Do not ask the index.")
def packs(only_installed: bool) -> None:
    """List installed packs, and those that the index offers."""
    settings = loaded(make_secret=False)
    there = translation_packs.installed(translation_packs.folder_of(settings))
    listed: dict[tuple[str, str], Offer] = {}
    if not only_installed:
        try:
            listed = finished(translation_packs.offers(settings.translation_index))
        except PackError as error:
            click.echo(str(error), err=True)
    for pair in sorted({*there, *listed}):
        source, target = map(tag_of, pair)
        click.echo(f"{source:<8} {target:<8} {_state(there.get(pair), listed.get(pair))}")


def _state(there: Installed | None, offer: Offer | None) -> str:
    if there is None:
        return f"{offer.version:<8} available" if offer else ""
    newer = f", {offer.version} is available" if offer and offer.version != there.version else ""
    return f"{there.version:<8} installed{newer}"


def _told(work: Coroutine[Any, Any, T]) -> T:
    try:
        return finished(work)
    except PackError as error:
        raise click.ClickException(f"{error} ({error.code})") from error


def _show(there: int, whole: int | None) -> None:
    if there != whole and not sys.stderr.isatty():
        return  # a log wants only the end
    of = f" of {whole / 1e6:,.1f}" if whole else ""
    click.echo(f"\r{there / 1e6:,.1f}{of} MB ", nl=there == whole, err=True)
