"""Every setting, in one place: `VERMILION_<NAME>` in the environment, secrets also from a file `VERMILION_<NAME>_FILE`.

Defaults suit a laptop. docs/settings.md describes each; a test holds the two together.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

PREFIX = "VERMILION_"


class SettingsError(Exception):
    """A setting cannot be used; the message names it and says what is expected."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    data: Annotated[
        Path, Meta(description="Folder for the database, media, mails and secrets.")
    ] = Path("vermilion-data")
    host: Annotated[str, Meta(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="Port to listen on.")] = 8000
    base_url: Annotated[str, Meta(description="How members reach this server, without a slash at the end.")] = ""
    site_name: Annotated[str, Meta(min_length=1, max_length=60, description="Name of the community.")] = "Vermilion"
    workers: Annotated[int, Meta(ge=1, le=64, description="Web worker processes.")] = 2
    node: Annotated[int, Meta(ge=0, le=15, description="Number of this machine where several share a database.")] = 0
    database_url: Annotated[
        str, Meta(description="sqlite:///path or postgresql://…; default: a file in the data folder.")
    ] = ""
    media_url: Annotated[
        str, Meta(description="file:///path or s3://bucket/prefix; default: `media` in the data folder.")
    ] = ""
    smtp_url: Annotated[
        str, Meta(description="smtp://, smtps:// or smtp+starttls://user:password@host:port; empty: files.")
    ] = ""
    mail_from: Annotated[str, Meta(description="Sender of mails.")] = "Vermilion <vermilion@localhost>"
    secret: Annotated[str, Meta(description="Key for signatures; default: made once, kept in the data folder.")] = ""
    sign_up: Annotated[str, Meta(pattern="^(open|closed)$", description="open or closed.")] = "open"
    wave: Annotated[
        str, Meta(max_length=60, description="Name written beside members who join now, for retention.")
    ] = ""
    trust_proxy: Annotated[int, Meta(ge=0, le=5, description="How many proxies in front set X-Forwarded-For.")] = 0
    log_level: Annotated[
        str, Meta(pattern="^(debug|info|warning|error)$", description="debug, info, warning or error.")
    ] = "info"
    log_format: Annotated[str, Meta(pattern="^(json|pretty)$", description="json or pretty.")] = "json"
    session_days: Annotated[int, Meta(ge=1, le=400, description="Days until an unused sign-in ends.")] = 60
    closing_days: Annotated[
        int, Meta(ge=0, le=365, description="Days in which a deleted account can be taken back.")
    ] = 30
    translators: Annotated[int, Meta(ge=0, le=16, description="Processes that translate; 0: none here.")] = 1
    translate_ahead: Annotated[
        int, Meta(ge=0, le=500, description="How many notes of Explore are translated before anybody asks; 0: none.")
    ] = 40
    max_picture_bytes: Annotated[int, Meta(ge=1024, description="Bytes of one uploaded picture.")] = 40_000_000
    max_video_bytes: Annotated[int, Meta(ge=1024, description="Bytes of one uploaded video.")] = 300_000_000
    max_video_seconds: Annotated[int, Meta(ge=1, le=3600, description="Seconds of one video.")] = 300
    rate_limits: Annotated[
        bool, Meta(description="Limit requests by account and network; off only for measuring.")
    ] = True
    translation_index: Annotated[
        str, Meta(description="Index of translation packs, in Argos' form; empty: packs only from files.")
    ] = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
    metrics_token: Annotated[str, Meta(description="Bearer token for /metrics; empty: loopback only.")] = ""

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data / 'vermilion.db').absolute()}"

    @property
    def media(self) -> str:
        return self.media_url or f"file://{(self.data / 'media').absolute()}"

    @property
    def origin(self) -> str:
        return self.base_url or f"http://{self.host}:{self.port}"


SECRETS = frozenset({"database_url", "media_url", "smtp_url", "secret", "metrics_token"})


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read and check all settings; SettingsError on an unknown name or a value that will not do."""
    given: dict[str, Any] = {}
    fields = {field.name: field for field in msgspec.structs.fields(Settings)}
    for variable, value in environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name.removesuffix("_file") in SECRETS and name.endswith("_file"):
            name, value = name.removesuffix("_file"), _read_secret(variable, value)
        if name not in fields:
            raise SettingsError(f"{variable} is not a setting; see docs/settings.md")
        given[name] = value
    try:
        settings = msgspec.convert(given, Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise SettingsError(f"a setting cannot be used: {error}") from error
    return _checked(settings)


def with_secret(settings: Settings) -> Settings:
    """The settings with a secret: the given one, or one made on first use and kept in the data folder (0600)."""
    if settings.secret:
        return settings
    settings.data.mkdir(parents=True, exist_ok=True)
    path = settings.data / "secret"
    if not path.exists():
        _keep_first(path, secrets.token_urlsafe(48))
    return msgspec.structs.replace(settings, secret=path.read_text().strip())


def _checked(settings: Settings) -> Settings:
    expected = {
        "base_url": ("", "http", "https"),
        "database_url": ("", "sqlite", "postgresql", "postgres"),
        "media_url": ("", "file", "s3"),
        "smtp_url": ("", "smtp", "smtps", "smtp+starttls"),
        "translation_index": ("", "http", "https"),
    }
    for name, schemes in expected.items():
        if urlsplit(getattr(settings, name)).scheme not in schemes:
            wanted = ", ".join(f"{scheme}://" for scheme in schemes if scheme)
            raise SettingsError(f"{PREFIX}{name.upper()} begins with one of {wanted}")
    if settings.secret and len(settings.secret) < 32:
        raise SettingsError(f"{PREFIX}SECRET needs 32 characters or more")
    return msgspec.structs.replace(settings, base_url=settings.base_url.rstrip("/"), data=settings.data.absolute())


def _keep_first(path: Path, text: str) -> None:
    """Write a file whole or not at all, for its owner alone; of several processes at once the first one's stays."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        os.unlink(draft)


def _read_secret(variable: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"{variable}: {error}") from error


def _decode(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(kind)
