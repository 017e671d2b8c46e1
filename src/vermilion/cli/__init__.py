"""The installed program, `vermilion`. Commands are thin: what they do lives in `processes`, `upkeep` and the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

# Loaded when asked for, so that the supervisor stays small and `--help` is quick.
COMMANDS = {
    "backup": "vermilion.cli.backups:backup",
    "counters": "vermilion.cli.auditing:counters",
    "demo": "vermilion.cli.demo:demo",
    "doctor": "vermilion.cli.doctor:doctor",
    "migrate": "vermilion.cli.database:migrate",
    "restore": "vermilion.cli.backups:restore",
    "routes": "vermilion.cli.looking:routes",
    "search": "vermilion.cli.auditing:search",
    "serve": "vermilion.cli.serving:serve",
    "settings": "vermilion.cli.looking:settings",
    "translate": "vermilion.cli.translating:translate",
    "user": "vermilion.cli.users:user",
    "worker": "vermilion.cli.serving:worker",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name (`table`: name -> module:attribute) and imports one only when asked."""

    def __init__(self, *args: Any, table: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vermilion", message="%(version)s")
def main() -> None:
    """A community that people of different languages share. Settings: VERMILION_* (docs/settings.md)."""
