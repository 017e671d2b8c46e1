"""`vermilion user`: what the operator does for people without a browser."""

from __future__ import annotations

import click

from vermilion import accounts
from vermilion.accounts import ROLES, Account, SignUp
from vermilion.cli.opening import in_house
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.infra.jobs import JobContext


@click.group()
def user() -> None:
    """People: make one, change a role, open a way back in."""


@user.command()
@click.argument("handle")
@click.option("--email", required=True)
@click.option("--name", help="Shown name; the handle by default.")
@click.option("--role", type=click.Choice(ROLES), default="member", show_default=True)
@click.option("--region", default="US", show_default=True, help="ISO 3166-1 alpha-2.")
@click.option("--language", "languages", multiple=True, default=["en"], show_default=True, help="BCP 47; repeatable.")
@click.option("--locale", default="en", show_default=True, help="Interface language.")
@click.password_option(help="Asked for when not given.")
def create(
    handle: str,
    email: str,
    name: str | None,
    role: str,
    region: str,
    languages: tuple[str, ...],
    locale: str,
    password: str,
) -> None:
    """Make an account."""

    async def work(context: JobContext) -> Account:
        form = SignUp(
            handle=handle,
            name=name or handle,
            email=email,
            region=region,
            languages=list(languages),
            locale=locale,
        )
        hashed = await accounts.hash_password(password)
        return await context.db.write(lambda tx: accounts.sign_up(tx, form, hashed, role=role))

    made = in_house(work)
    click.echo(f"@{made.handle} is {made.role}")


@user.command()
@click.argument("handle")
@click.argument("role", type=click.Choice(ROLES))
def role(handle: str, role: str) -> None:
    """Change what somebody may do."""

    async def work(context: JobContext) -> None:
        account = await _find(context.db.read, handle)
        await context.db.write(lambda tx: accounts.set_role(tx, account.id, role))

    in_house(work)
    click.echo(f"@{handle.removeprefix('@')} is {role}")


@user.command("reset-password")
@click.argument("handle")
def reset_password(handle: str) -> None:
    """Print a one-time address at which somebody can choose a new password."""

    async def work(context: JobContext) -> str:
        account = await _find(context.db.read, handle)
        email, _ = await accounts.email_of(context.db.read, account.id)
        asked = await context.db.write(lambda tx: accounts.ask_for_reset(tx, email))
        if asked is None:
            raise NotFound
        return f"{context.settings.origin}/reset/{asked[1]}"

    click.echo(in_house(work))


async def _find(reader: Reader, handle: str) -> Account:
    account = await accounts.by_handle(reader, handle.removeprefix("@").lower())
    if account is None:
        raise NotFound("not_found", f"There is no @{handle}.")
    return account
