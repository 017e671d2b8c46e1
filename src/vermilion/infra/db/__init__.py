"""The database, SQLite or PostgreSQL alike: one door, plain SQL, one transaction a write."""

from vermilion.infra.db.checkpointing import checkpoint
from vermilion.infra.db.migrating import migrate, pending
from vermilion.infra.db.opening import open_db
from vermilion.infra.db.sizing import database_bytes
from vermilion.infra.db.types import Db, Reader, Row, Tx

__all__ = ["Db", "Reader", "Row", "Tx", "checkpoint", "database_bytes", "migrate", "open_db", "pending"]
