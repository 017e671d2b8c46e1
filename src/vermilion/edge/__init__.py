"""What every surface shares: who asks (`context`), forgery and rate checks, paging, idempotency, problems, the gate."""

from vermilion.edge.context import Context, context
from vermilion.edge.house import House
from vermilion.edge.idempotency import Answer, idempotent
from vermilion.edge.paging import decode_cursor, encode_cursor

__all__ = ["Answer", "Context", "House", "context", "decode_cursor", "encode_cursor", "idempotent"]
