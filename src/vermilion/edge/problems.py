"""Any failure as a Problem, and a Problem as `application/problem+json` (RFC 9457) with a stable `code`."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from vermilion.edge.context import context
from vermilion.infra.errors import (
    BadRequest,
    Forbidden,
    Invalid,
    NotFound,
    Problem,
    TooLarge,
    Unauthenticated,
    Unsupported,
)
from vermilion.infra.locales import N_
from vermilion.infra.log import get_logger

log = get_logger("edge")


class ProblemView(msgspec.Struct, frozen=True, omit_defaults=True):
    """`detail` is in the reader's language, `code` never changes; `field` names the input it is about."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None = None
    request_id: str = ""


class MethodNotAllowed(Problem):
    status = 405
    title = "Method not allowed"


class Broken(Problem):
    """A fault of ours."""

    status = 500
    title = "Something broke"


KINDS: dict[int, type[Problem]] = {
    401: Unauthenticated,
    403: Forbidden,
    405: MethodNotAllowed,
    413: TooLarge,
    415: Unsupported,
}


def as_problem(request: Request[Any, Any, Any], error: Exception) -> Problem:
    """What to tell of an exception; one that nobody expected is logged and told as a fault of ours."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationException):
        extra = error.extra if isinstance(error.extra, list) else []
        first: Any = extra[0] if extra else {}
        field = first.get("key") if isinstance(first, dict) else None
        return Invalid("invalid_input", "The input has a wrong shape.", field=field or None)
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return NotFound()
        kind = KINDS.get(error.status_code, BadRequest)
        if error.status_code < 500:
            return kind(f"http_{error.status_code}", "The request could not be understood.")
    if isinstance(error, UnicodeDecodeError | msgspec.DecodeError):
        return BadRequest("bad_encoding", "The request could not be understood.")
    log.error("unexpected", path=request.url.path, request_id=context(request).request_id, exc_info=error)
    return Broken("broken", N_("Something broke on our side. It was logged; please try again."))


def problem_response(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """For programs."""
    problem = as_problem(request, error)
    asked = context(request)
    view = ProblemView(
        type=f"/docs/problems#{problem.code}",
        title=asked.locale.gettext(problem.title),
        status=problem.status,
        code=problem.code,
        detail=told(asked.locale.gettext, problem),
        field=problem.field,
        request_id=asked.request_id,
    )
    return Response(
        msgspec.json.encode(view),
        status_code=problem.status,
        media_type="application/problem+json",
        headers=headers_of(problem),
    )


def told(gettext: Any, problem: Problem) -> str:
    """The message in the reader's language, filled in."""
    message: str = gettext(problem.message)
    return message.format(**problem.values) if problem.values else message


def headers_of(problem: Problem) -> dict[str, str]:
    if problem.retry_after is not None:
        return {"Retry-After": str(problem.retry_after)}
    return {"WWW-Authenticate": "Bearer"} if problem.status == 401 else {}
