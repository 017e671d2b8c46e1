"""One's own account: profile, e-mail and password, look, blocks, sign-ins, tokens."""

from vermilion.web.settings import account, profile, programs

handlers = [*profile.handlers, *account.handlers, *programs.handlers]

__all__ = ["handlers"]
