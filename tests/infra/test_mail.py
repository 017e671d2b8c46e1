"""Mails as files, and what can never be smuggled into a header."""

from __future__ import annotations

import email
from email.policy import default

import pytest

from vermilion.infra import mail
from vermilion.infra.mail import Mail
from vermilion.infra.settings import Settings


async def test_without_smtp_a_mail_is_a_private_file(settings: Settings) -> None:
    await mail.send(settings, Mail("alice@example.org", "重设密码", "Code: 123\n链接在此\n"))
    (path,) = mail.folder(settings).iterdir()
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert (message["To"], message["Subject"]) == ("alice@example.org", "重设密码")
    assert "链接在此" in message.get_content()
    assert path.stat().st_mode & 0o077 == 0


def test_a_subject_cannot_add_headers(settings: Settings) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        mail.compose(settings, Mail("alice@example.org", "Hello\r\nBcc: everyone@example.org", "text"))
