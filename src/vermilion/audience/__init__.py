"""Who may see or touch what, and why not: one pure decision for every read and write on every surface."""

from vermilion.audience.deciding import decide, permit, sees_all
from vermilion.audience.models import VISITOR, Action, Decision, Permit, Reason, Terms, Viewer

__all__ = ["VISITOR", "Action", "Decision", "Permit", "Reason", "Terms", "Viewer", "decide", "permit", "sees_all"]
