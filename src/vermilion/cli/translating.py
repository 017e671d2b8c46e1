"""`vermilion translate`: the group of its commands."""

from __future__ import annotations

import click

from vermilion.cli import LazyGroup

COMMANDS = {
    "eval": "vermilion.cli.evaluating:evaluate",
    "file": "vermilion.cli.translating_texts:file",
    "glossary": "vermilion.cli.glossary:glossary",
    "install": "vermilion.cli.packs:install",
    "packs": "vermilion.cli.packs:packs",
    "remove": "vermilion.cli.packs:remove",
    "text": "vermilion.cli.translating_texts:text",
}


@click.group(cls=LazyGroup, table=COMMANDS)
def translate() -> None:
    """Translation: packs for the engine of the house, and tools."""
