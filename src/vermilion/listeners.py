"""Who listens to what: the one table in which news travels up the house."""

from __future__ import annotations

from vermilion.infra.events import Wiring

WIRING = Wiring(in_tx={}, outbox={})
