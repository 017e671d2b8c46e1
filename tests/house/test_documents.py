"""What exists is written down: settings, commands, metrics, events, routes, tasks. And what is written down exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest
from tests.house.source import PACKAGE, ROOT, files, named

from vermilion import cli, listeners, schedule
from vermilion.app import create_app
from vermilion.infra import jobs, metrics
from vermilion.infra.events import Event
from vermilion.infra.settings import PREFIX, SECRETS, Settings

OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def test_settings() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = {match[1]: match[0] for match in re.finditer(rf"^\| `{PREFIX}(\w+)`.*$", text, re.MULTILINE)}
    fields = {field.name.upper(): field for field in msgspec.structs.fields(Settings)}
    assert rows.keys() == fields.keys()
    assert {name for name, row in rows.items() if "*secret*" in row} == {name.upper() for name in SECRETS}
    for name, field in fields.items():
        default = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
        assert not field.default or f"`{default}`" in rows[name], f"{name}: its default is {default}"
    assert len((PACKAGE / "infra" / "settings.py").read_text(encoding="utf-8").splitlines()) <= 200


def test_commands() -> None:
    documented = set(re.findall(r"^\| `vermilion ([a-z -]+)`", OPERATING, re.MULTILINE))
    assert documented == {name for name, _ in _commands(cli.main)}
    assert not [name for name, command in _commands(cli.main) if not command.help]


def test_metrics() -> None:
    documented = set(re.findall(r"^\| `(vermilion_\w+)`", OPERATING, re.MULTILINE))
    assert documented == {_exposed(family) for family in metrics.REGISTRY.collect()}


def test_events() -> None:
    text = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+\.\w+)` \|[^|]+\|([^|]*)\|([^|]*)\|$", text, re.MULTILINE)
    assert {name for name, _, _ in rows} == {_named(kind) for kind in _events()}
    for table, place in ((listeners.WIRING.in_tx, 1), (listeners.WIRING.outbox, 2)):
        told = {row[0] for row in rows if row[place].strip()}
        assert told == {_named(kind) for kind in table}


def test_routes() -> None:
    """Every address for machines says what it does: its words are the API's document. Pages speak for themselves."""
    app: Any = create_app(Settings(secret="x" * 40)).app
    silent = set()
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            function = handler.fn
            if function.__module__.startswith(("vermilion.api", "vermilion.edge")) and not function.__doc__:
                silent.add(f"{function.__module__}.{function.__name__}")
    assert not silent


def test_scheduled_tasks_and_jobs_have_names_of_their_own() -> None:
    names = [task.name for task in schedule.TASKS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", name) for name in [*names, *jobs.names()])


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=named)
def test_documents_point_to_files_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spoken = re.findall(r"`((?:src|tests|docs|scripts|bench|frontend)/[\w./-]+\.\w+)`", text)
    spoken += re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    lost = [name for name in spoken if not (ROOT / name).exists() and not (path.parent / name).exists()]
    assert not lost


def test_pinned_files_name_no_addresses() -> None:
    """A lock holds hashes; where a package comes from is the business of whoever installs."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock
    assert '"resolved"' not in (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")


def _commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


def _exposed(family: Any) -> str:
    return f"{family.name}_total" if family.type == "counter" else str(family.name)


def _events() -> list[type[Event]]:
    for path in files(".py", below=("src",)):
        if path.name == "models.py":
            import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
    return [kind for kind in _below(Event) if not kind.__subclasses__() and kind.__module__.startswith("vermilion.")]


def _below(kind: type[Event]) -> list[type[Event]]:
    return [each for child in kind.__subclasses__() for each in (child, *_below(child))]


def _named(kind: type) -> str:
    return f"{kind.__module__.split('.')[1]}.{kind.__name__}"
