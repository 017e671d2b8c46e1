"""Mails with a one-time link: a forgotten password, an e-mail address to confirm."""

from __future__ import annotations

from typing import Literal

from vermilion.infra import jobs, locales, mail
from vermilion.infra.db import Tx
from vermilion.infra.jobs import JobContext, job
from vermilion.infra.locales import N_
from vermilion.infra.mail import Mail

Kind = Literal["reset", "confirm"]

SUBJECTS = {"reset": N_("A new password for {site}"), "confirm": N_("Confirm your e-mail for {site}")}
TEXTS = {
    "reset": N_(
        "Somebody, most likely you, asked for a new password. Choose it here within one hour:\n\n{link}\n\n"
        "If it was not you, do nothing: the link ends by itself."
    ),
    "confirm": N_(
        "Press the button on this page to confirm that the address is yours; it works for one day:\n\n{link}\n\n"
        "If you know nothing of this, do nothing."
    ),
}


async def mail_code(tx: Tx, kind: Kind, to: str, code: str, locale: str) -> None:
    """Send the link of `code` once this transaction is committed; `locale` is the reader's."""
    await jobs.enqueue(tx, "accounts.mail", kind=kind, to=to, code=code, locale=locale)


@job("accounts.mail", max_attempts=8)
async def send(ctx: JobContext, kind: str, to: str, code: str, locale: str) -> None:
    await mail.send(ctx.settings, compose(kind, to, code, locale, ctx.settings.site_name, ctx.settings.origin))


def compose(kind: str, to: str, code: str, locale: str, site: str, origin: str) -> Mail:
    """The mail itself."""
    say = locales.by_tag(locale).gettext
    link = f"{origin}/{kind}/{code}"
    return Mail(to, say(SUBJECTS[kind]).format(site=site), say(TEXTS[kind]).format(link=link) + "\n")
