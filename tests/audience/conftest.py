"""Worlds are asked through the whole application."""

from __future__ import annotations

from tests.api.conftest import gate, programs

__all__ = ["gate", "programs"]
