"""A person, their sign-ins and tokens."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from email_validator import EmailNotValidError, validate_email

from vermilion.infra.db import Row
from vermilion.infra.errors import Invalid
from vermilion.infra.events import Event

REGION = re.compile(r"[A-Z]{2}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
MAX_LANGUAGES = 8
MAX_BIO = 300
MIN_PASSWORD = 8
MAX_PASSWORD = 200
LOCALES = ("en", "zh-Hans")
THEMES = ("system", "light", "dark")
TRANSLATE = ("auto", "ask", "never")
ROLES = ("member", "moderator", "owner")


class Account(msgspec.Struct, frozen=True):
    """One member. `languages` are BCP 47 tags, most fluent first; `translate` is how they read foreign texts (`auto`,
    `ask` or `never`), `translatable` whether theirs are translated for others; times are microseconds; `version` moves
    with what is shown of them, `viewer_version` with what they may see."""

    id: int
    handle: str
    name: str
    bio: str
    region: str
    languages: tuple[str, ...]
    locale: str
    theme: str
    avatar_id: int | None
    role: str
    state: str
    closes_at: int | None
    wave: str
    version: int
    viewer_version: int
    created_at: int
    translate: str = "ask"
    translatable: bool = True

    @property
    def language(self) -> str:
        """The language of their name and bio, as far as one can tell."""
        return self.languages[0] if self.languages else "und"


COLUMNS = ", ".join(Account.__struct_fields__)
WIDTH = len(Account.__struct_fields__)


def account_of(row: Row) -> Account:
    """The struct of a row of COLUMNS."""
    languages = tuple(row[5].split(" ")) if row[5] else ()
    values: list[Any] = [*row[:5], languages, *row[6 : WIDTH - 1], bool(row[WIDTH - 1])]
    return Account(*values)


class SignUp(msgspec.Struct, frozen=True, kw_only=True):
    """What a newcomer gives; checked by `sign_up`."""

    handle: str
    name: str
    email: str
    region: str
    languages: list[str]
    locale: str = "en"


class Session(msgspec.Struct, frozen=True):
    """One sign-in. `network` is the address, shortened to /24 or /48."""

    id: int
    created_at: int
    last_seen_at: int
    expires_at: int
    user_agent: str
    network: str


class ApiToken(msgspec.Struct, frozen=True):
    """A token as its owner sees it later: never the secret."""

    id: int
    name: str
    scopes: tuple[str, ...]
    created_at: int
    last_used_at: int | None


class NewToken(msgspec.Struct, frozen=True):
    """Shown once."""

    token: ApiToken
    secret: str


class SignedUp(Event, frozen=True):
    account_id: int


class AccountChanged(Event, frozen=True):
    """Name, handle, bio, picture, role or state moved."""

    account_id: int


class TranslatableChanged(Event, frozen=True):
    """Somebody lets their texts be translated for others from now on, or does not any more."""

    account_id: int


def check_email(text: str) -> tuple[str, str]:
    """An address as written and as compared; Invalid if it cannot be one. No look-up is made."""
    try:
        valid = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise Invalid("email", "This is not an e-mail address.", field="email") from error
    return valid.normalized, valid.normalized.casefold()


def check_region(text: str) -> str:
    if not REGION.fullmatch(text):
        raise Invalid("region", "Choose your country or region.", field="region")
    return text


def check_languages(tags: list[str]) -> str:
    """The stored form: tags separated by spaces, most fluent first, each once."""
    unique = list(dict.fromkeys(tags))
    if not 1 <= len(unique) <= MAX_LANGUAGES or not all(LANGUAGE.fullmatch(tag) for tag in unique):
        raise Invalid("languages", "Choose one to eight languages that you read.", field="languages")
    return " ".join(unique)


def check_choice(value: str, choices: tuple[str, ...], field: str) -> str:
    if value not in choices:
        raise Invalid(field, "This is not one of the choices.", field=field)
    return value


def check_new_password(password: str) -> None:
    if len(password) < MIN_PASSWORD:
        raise Invalid("password_short", "A password needs 8 characters or more.", field="password")
    if len(password) > MAX_PASSWORD:
        raise Invalid("password_long", "A password has at most 200 characters.", field="password")
