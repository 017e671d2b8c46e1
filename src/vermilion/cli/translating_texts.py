"""`vermilion translate text` and `file`: the pipeline at work in this process, without a running server."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vermilion.cli.interpreting import READABLE, interpreted, show, why
from vermilion.translation import Interpreter, Rendered, Text

# Lines that are translated together.
TOGETHER = 256
SOME_FAILED = 3

source_option = click.option("--from", "source", default="und", help="Its language; found out by default.")
target_option = click.option("--to", "target", required=True, help="Language wanted: en, zh-Hans, ja …")


@click.command()
@click.argument("words", nargs=-1, required=True)
@source_option
@target_option
def text(words: tuple[str, ...], source: str, target: str) -> None:
    """Translate a text; `-` reads it from standard input. Who did it is told on standard error; status 1 if nobody
    did it well."""
    written = sys.stdin.read() if words == ("-",) else " ".join(words)

    async def work(interpreter: Interpreter) -> Rendered:
        return (await interpreter([Text(written, source)], target))[0]

    made = interpreted(work)
    if made.text is None:
        raise click.ClickException(why(made.reason, made.source, target))
    click.echo(made.text)
    click.echo(_said_by(made, target), err=True)


@click.command()
@click.argument("path", type=READABLE)
@source_option
@target_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to; printed by default.")
def file(path: Path, source: str, target: str, output: Path | None) -> None:
    """Translate a text file line by line. A line that nobody does well stays as it is: status 3 then. Status 1, and
    nothing written, if that is all of them."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} is not UTF-8: {error}") from error

    async def work(interpreter: Interpreter) -> list[Rendered]:
        made: list[Rendered] = []
        for start in range(0, len(lines), TOGETHER):
            made += await interpreter([Text(line, source) for line in lines[start : start + TOGETHER]], target)
            show(len(made), len(lines))
        return made

    made = interpreted(work)
    failed = [one for one in made if one.text is None]
    reasons = "; ".join(sorted({why(one.reason, one.source, target) for one in failed}))
    if failed and len(failed) == sum(1 for line in lines if line.strip()):
        raise click.ClickException(reasons)
    kept = (line if one.text is None else one.text for line, one in zip(lines, made, strict=True))
    written = "".join(f"{line}\n" for line in kept)
    if output:
        output.write_text(written, encoding="utf-8")
    else:
        click.echo(written, nl=False)
    if failed:
        click.echo(f"{len(failed):,} of {len(lines):,} lines stay as they were: {reasons}", err=True)
        sys.exit(SOME_FAILED)


def _said_by(made: Rendered, target: str) -> str:
    if not made.engine:
        return f"{made.source}: nothing to translate into {target}"
    return f"{made.source} > {target} by {made.engine} {made.model}".rstrip()
