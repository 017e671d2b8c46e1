"""The desk is a surface of pages, so browsers use it."""

from __future__ import annotations

from tests.api.conftest import gate, programs
from tests.web.conftest import browsers

__all__ = ["browsers", "gate", "programs"]
