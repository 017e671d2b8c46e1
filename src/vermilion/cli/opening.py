"""What commands begin with: settings that are told apart from bugs, logs."""

from __future__ import annotations

import click

from vermilion.infra import log
from vermilion.infra import settings as house
from vermilion.infra.settings import Settings, SettingsError


def loaded() -> Settings:
    """Settings with a secret, logs set up; a setting that will not do ends the command with its reason."""
    try:
        settings = house.with_secret(house.load())
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"the data folder cannot be used: {error}") from error
    log.configure(settings.log_level, settings.log_format == "pretty")
    return settings
