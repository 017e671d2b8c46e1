"""What can go wrong on a request, as a surface tells it: `application/problem+json` (RFC 9457) or a page."""

from __future__ import annotations

from typing import ClassVar


class Problem(Exception):
    """A refusal with a stable `code`, an English `message` for people, and the field it is about, if any.

    The message doubles as the catalogue's key, so pages show it in the reader's language; `values` fill it in.
    """

    status: ClassVar[int] = 400
    title: ClassVar[str] = "Bad request"

    def __init__(
        self, code: str, message: str, *, field: str | None = None, retry_after: int | None = None, **values: str | int
    ) -> None:
        super().__init__(message.format(**values) if values else message)
        self.code = code
        self.message = message
        self.field = field
        self.retry_after = retry_after
        self.values = values


class Invalid(Problem):
    """The input cannot be taken as it is."""

    status = 422
    title = "Invalid input"


class BadRequest(Problem):
    """The request itself is malformed: JSON of a wrong shape, a made-up cursor."""


class Unauthenticated(Problem):
    """Nobody is signed in, or the credentials do not hold."""

    status = 401
    title = "Sign in first"


class Forbidden(Problem):
    """Known and visible, but not allowed."""

    status = 403
    title = "Not allowed"


class NotFound(Problem):
    """Not there, or not for this viewer: the two are never told apart."""

    status = 404
    title = "Not found"

    def __init__(self, code: str = "not_found", message: str = "There is nothing here.") -> None:
        super().__init__(code, message)


class Conflict(Problem):
    """At odds with what is already there."""

    status = 409
    title = "Conflict"


class TooLarge(Problem):
    """More bytes, pixels or seconds than are accepted."""

    status = 413
    title = "Too large"


class Unsupported(Problem):
    """A media type that is not read here."""

    status = 415
    title = "Unsupported media type"


class TooMany(Problem):
    """Too often; `retry_after` is in seconds."""

    status = 429
    title = "Too many requests"


class Unavailable(Problem):
    """The house cannot do it now (a full disk, a lost database); nothing was changed."""

    status = 503
    title = "Unavailable"


class Doubtful(Unavailable):
    """It was written, but the disk did not confirm it: whoever cleans up after a failure must leave it alone."""

    def __init__(self) -> None:
        super().__init__(
            "save_doubtful", "The disk did not confirm that this is saved. See whether it is before you try again."
        )
