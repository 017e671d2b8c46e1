"""Forms as browsers send them: what was typed, the files, and what is wrong with it in the reader's language."""

from __future__ import annotations

from litestar.datastructures import UploadFile

from vermilion.edge import Context
from vermilion.edge.problems import told
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound, Problem, TooLarge, TooMany, Unsupported
from vermilion.web.common import Asked

# Refusals after which a form is shown again with what was typed; anything else is a page of its own.
REFUSALS = (Invalid, Conflict, Forbidden, NotFound, TooLarge, TooMany, Unsupported)


class Form:
    """The fields of a request; absent ones are empty."""

    def __init__(self, fields: list[tuple[str, str | UploadFile]]) -> None:
        self._fields = fields

    def text(self, name: str) -> str:
        return next((value for key, value in self._fields if key == name and isinstance(value, str)), "")

    def texts(self, name: str) -> list[str]:
        return [value for key, value in self._fields if key == name and isinstance(value, str)]

    def files(self, name: str) -> list[UploadFile]:
        """Those that hold something: a browser sends an empty one for a field left alone."""
        found = (value for key, value in self._fields if key == name and isinstance(value, UploadFile))
        return [file for file in found if file.filename]

    def values(self, *names: str) -> dict[str, str]:
        """What was typed, to be shown again."""
        return {name: self.text(name) for name in names}


async def form(request: Asked) -> Form:
    return Form([(str(key), value) for key, value in (await request.form()).multi_items()])


def wrong(asked: Context, problem: Problem) -> dict[str, str]:
    """Errors of a form by field, the whole form's under the empty name."""
    return {problem.field or "": told(asked.locale.gettext, problem)}
