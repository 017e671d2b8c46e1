"""`vermilion translate eval`."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from vermilion import translation
from vermilion.cli.interpreting import READABLE, interpreted, show, why
from vermilion.translation import Evaluation, Interpreter, ParallelError


@click.command("eval")
@click.argument("paths", nargs=-1, required=True, type=READABLE)
@click.option("--from", "source", required=True, help="Language of the sources: zh-Hans …")
@click.option("--to", "target", required=True, help="Language of the references: en …")
@click.option("--source-field", default="source", show_default=True, help="Of JSONL.")
@click.option("--target-field", default="translation", show_default=True, help="Of JSONL.")
@click.option("--limit", type=click.IntRange(1), help="Only the first so many pairs.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def evaluate(
    paths: tuple[Path, ...],
    source: str,
    target: str,
    source_field: str,
    target_field: str,
    limit: int | None,
    as_json: bool,
) -> None:
    """Translate parallel texts and score what came of them, beside published figures.

    PATHS are two text files whose lines belong together, or a .tsv or .jsonl. Status 1 if nothing could be translated.
    """
    if len(paths) > 2:
        raise click.UsageError("give two text files, or one .tsv or .jsonl")
    try:
        pairs = translation.read_pairs(paths, source_field, target_field, limit)
    except ParallelError as error:
        raise click.ClickException(str(error)) from error

    async def work(interpreter: Interpreter) -> Evaluation:
        return await translation.evaluate(pairs, source, target, interpreter, show)

    found = interpreted(work)
    if as_json:
        published = translation.published(source, target)
        click.echo(msgspec.json.encode(msgspec.to_builtins(found) | {"published": msgspec.to_builtins(published)}))
    elif found.engines:
        _print(found)
    if not found.engines:
        raise click.ClickException("; ".join(why(reason, source, target) for reason in found.failures))


def _print(found: Evaluation) -> None:
    failed = sum(found.failures.values())
    reasons = f" ({', '.join(f'{reason} {count:,}' for reason, count in found.failures.items())})" if failed else ""
    survival = "-" if found.survival is None else f"{found.survival:.1%} of {found.with_pieces:,}"
    click.echo(f"{found.source} > {found.target}: {found.texts:,} texts, {failed:,} without a translation{reasons}")
    click.echo(f"done by           {', '.join(f'{name} {count:,}' for name, count in found.engines.items()) or '-'}")
    click.echo(f"language known    {found.detection:.1%}")
    click.echo(f"pieces survive in {survival}")
    click.echo(f"speed             {found.texts_per_second:,.1f} texts/s, {found.tokens_per_second:,.0f} tokens/s")
    click.echo(f"\n{'':<18}{'BLEU':>6} {'chrF++':>6}")
    click.echo(
        f"{'this house':<18}{found.bleu:>6.1f} {found.chrf:>6.1f}  on these texts; BLEU of `{found.tokenizer}` tokens"
    )
    for anchor in translation.published(found.source, found.target):
        chrf = f"{anchor.chrf:>6.1f}" if anchor.chrf is not None else f"{'-':>6}"
        click.echo(f"{anchor.system:<18}{anchor.bleu:>6.1f} {chrf}  published, on {anchor.on}")
