"""Before one is in: joining, signing in and out, forgotten passwords, the first owner."""

from vermilion.web.accounts import entering, joining, recovering

handlers = [*joining.handlers, *entering.handlers, *recovering.handlers]

__all__ = ["handlers"]
