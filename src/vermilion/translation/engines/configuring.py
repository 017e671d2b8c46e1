"""`translation.toml` in the data folder: the engines and their keys.

docs/translation.md describes it. Without the file there is the embedded engine alone.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from vermilion.infra.settings import SettingsError
from vermilion.translation.engines.settings import FILE, EngineSettings, TranslationSettings
from vermilion.translation.engines.validating import check_engine, check_names


def load(data: Path) -> TranslationSettings:
    """Read and check the file; keys are read from their files. SettingsError says what is wrong with it."""
    try:
        written = (data / FILE).read_bytes()
    except FileNotFoundError:
        return TranslationSettings()
    except OSError as error:
        raise SettingsError(f"{FILE}: {error}") from error
    try:
        settings = msgspec.toml.decode(written, type=TranslationSettings)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{FILE}: {error}") from error
    for engine in settings.engines:
        check_engine(engine)
    check_names(settings.engines, settings.chains)
    return TranslationSettings(tuple(_with_key(engine, data) for engine in settings.engines), settings.chains)


def _with_key(engine: EngineSettings, data: Path) -> EngineSettings:
    if not engine.key_file:
        return engine
    try:
        key = (data / engine.key_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{FILE}: engine {engine.name}: key_file: {error}") from error
    return msgspec.structs.replace(engine, key=key)
