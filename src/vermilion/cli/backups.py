"""`vermilion backup` and `vermilion restore`."""

from __future__ import annotations

from pathlib import Path

import click

from vermilion import upkeep
from vermilion.cli.opening import finished, loaded
from vermilion.upkeep import BackupError

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("target", type=FOLDER)
@click.option("--full", is_flag=True, help="Read everything back, also what earlier backups brought.")
def backup(target: Path, full: bool) -> None:
    """Copy database and media into TARGET while the house goes on; only new media is copied again."""
    try:
        folder = finished(upkeep.back_up(loaded(make_secret=False), target.absolute()))
        manifest = upkeep.verify(folder) if full else upkeep.read_manifest(folder)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{folder}: database and {len(manifest.media)} files, {manifest.bytes:,} bytes, read back")


@click.command()
@click.argument("source", type=FOLDER)
@click.option("--check", is_flag=True, help="Only read the backup; restore nothing.")
def restore(source: Path, check: bool) -> None:
    """Put the newest backup of SOURCE into this (empty) house."""
    settings = loaded(make_secret=False)
    try:
        if check:
            manifest = upkeep.verify(upkeep.newest(source.absolute()))
        else:
            manifest = finished(upkeep.restore(settings, source.absolute()))
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    done = "is whole" if check else "restored"
    click.echo(f"{done}: database and {len(manifest.media)} files, {manifest.bytes:,} bytes")
