"""Mails: sent by SMTP where a URL says so, else kept as `.eml` files in the data folder (`vermilion doctor` tells)."""

from __future__ import annotations

import contextlib
import os
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiosmtplib
import msgspec

from vermilion.infra import ids
from vermilion.infra.settings import Settings

TIMEOUT = 20


class Mail(msgspec.Struct, frozen=True):
    """A mail in plain text to one person; `to` is a checked address."""

    to: str
    subject: str
    text: str


async def send(settings: Settings, mail: Mail) -> None:
    """Hand a mail over. Raises aiosmtplib.SMTPException or OSError; send from a job, which tries again."""
    message = compose(settings, mail)
    if not settings.smtp_url:
        keep(settings, message)
        return
    async with _server(settings) as server:
        await server.send_message(message)


async def greet(settings: Settings) -> None:
    """Sign in to the mail server and leave again. Raises as `send` does."""
    async with _server(settings) as server:
        await server.noop()


def compose(settings: Settings, mail: Mail) -> EmailMessage:
    """The message as it goes out. Line breaks in a subject are refused by the policy (ValueError)."""
    name, sender = parseaddr(settings.mail_from)
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = mail.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=domain or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message


def _server(settings: Settings) -> aiosmtplib.SMTP:
    url = urlsplit(settings.smtp_url)
    return aiosmtplib.SMTP(
        hostname=url.hostname,
        port=url.port,
        username=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        use_tls=url.scheme == "smtps",
        start_tls=True if url.scheme == "smtp+starttls" else None,
        timeout=TIMEOUT,
    )


def folder(settings: Settings) -> Path:
    """Where mails are kept that nobody sends."""
    return settings.data / "mails"


def keep(settings: Settings, message: EmailMessage) -> Path:
    """Write a mail as a file, whole or not at all, readable by the owner alone: it may hold a reset code."""
    place = folder(settings)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / f"{ids.new_id()}.eml"
    draft = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
    return path
