"""One's own account: profile, e-mail and password, look, reading, blocks, sign-ins, tokens."""

from vermilion.web.settings import account, profile, programs, reading

handlers = [*profile.handlers, *account.handlers, *reading.handlers, *programs.handlers]

__all__ = ["handlers"]
