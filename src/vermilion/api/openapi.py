"""GET /v1/openapi.json: what the framework knows from the handlers, with problems and security added."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec
from litestar import Litestar, Response, Router, get
from litestar.openapi import OpenAPIConfig
from litestar.routes import BaseRoute
from litestar.types import ControllerRouterHandler

from vermilion.api.common import JSON, Asked

PAGES = re.compile(rb"Page_[\w.]*?(\w+)_(?=\")")
PROBLEMS = {
    "400": "The request is malformed: broken JSON, a cursor that no list made.",
    "401": "No valid token and no sign-in.",
    "403": "Visible, but not allowed: the token's scopes, a suspended account, a missing CSRF token.",
    "404": "Not there, or not for you.",
    "405": "This address knows no such method.",
    "409": "At odds with what is there: taken, already spent, used for another request.",
    "413": "Too large.",
    "415": "A media type that is not read here.",
    "422": "The input will not do; `field` says which.",
    "429": "Too often; wait for `Retry-After` seconds.",
    "503": "The house cannot do it now (a full disk, a lost database); nothing was changed.",
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; made for programs."},
        "detail": {"type": "string", "description": "For people, in the language of the request."},
        "field": {"type": "string"},
        "request_id": {"type": "string"},
    },
    "example": {
        "type": "/docs/problems#handle_taken",
        "title": "Conflict",
        "status": 409,
        "code": "handle_taken",
        "detail": "This handle, or one that looks like it, is taken.",
        "field": "handle",
    },
}
DESCRIPTION = """Everything that members do on the pages, for programs. Make a token under Settings, send it as
`Authorization: Bearer vt_…`. Ids are decimal strings, times RFC 3339 in UTC. Lists have `items` and `next`: send
`next` as `cursor` for the following page. Creating calls take an `Idempotency-Key`."""



class NoViewers(Router):
    """The framework would serve viewers that load scripts from other sites; `document` alone serves the description."""

    def register(self, value: ControllerRouterHandler) -> list[BaseRoute]:
        return []


config = OpenAPIConfig(
    title="Vermilion",
    version="1",
    description=DESCRIPTION,
    openapi_router=NoViewers("/v1/schema", route_handlers=[]),
    use_handler_docstrings=True,
)


@get("/openapi.json", include_in_schema=False)
async def document(request: Asked) -> Response[bytes]:
    """The description of this interface, OpenAPI 3.1."""
    return Response(_encoded(request.app), media_type=JSON)


@lru_cache(4)
def _encoded(app: Litestar) -> bytes:
    schema: dict[str, Any] = app.openapi_schema.to_schema()
    components = schema.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    schema["security"] = [{"token": []}, {}]
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    schema["paths"] = {path: item for path, item in schema["paths"].items() if path.startswith("/v1/")}
    for path in schema["paths"].values():
        for method, operation in path.items():
            if not isinstance(operation, dict):
                continue
            if method == "post":
                operation.setdefault("parameters", []).append(_IDEMPOTENCY)
            if method == "get":
                operation.setdefault("parameters", []).append(_TRANSLATE)
            operation["responses"].update(
                {status: {"description": text, "content": content} for status, text in PROBLEMS.items()}
            )
    # Page_vermilion.cards.views.CardView_ is a PageOfCardView to everybody else.
    return PAGES.sub(rb"PageOf\1", msgspec.json.encode(schema))


_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "Your own name for this call: repeated within a day, it is answered as the first time.",
}
_TRANSLATE = {
    "name": "translate",
    "in": "query",
    "required": False,
    "schema": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?$", "examples": ["en", "zh-Hans"]},
    "description": "A language (BCP 47) to put foreign texts into, as far as their translations are in the memory: they"
    " stand beside the originals as `translation`. Members who have texts translated at once get it without asking.",
}
