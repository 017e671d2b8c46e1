"""What every surface shares is tried through all of them."""

from __future__ import annotations

from tests.api.conftest import gate, programs, visitor
from tests.web.conftest import browsers

__all__ = ["browsers", "gate", "programs", "visitor"]
