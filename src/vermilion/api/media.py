"""/v1/media: uploads, and how far their processing has come."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, get_args

import msgspec
from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import QueryParameter

from vermilion import media
from vermilion.api.common import Asked, InPath, number
from vermilion.cards import pictures
from vermilion.cards.views import PictureView, VideoView
from vermilion.edge import context
from vermilion.edge.limits import UPLOAD
from vermilion.infra.errors import BadRequest, Invalid, NotFound
from vermilion.infra.locales import Locale
from vermilion.media import Media, Purpose

PURPOSES = get_args(Purpose)
CHUNK = 1 << 18
LARGEST = 2_000_000_000  # the settings' own limits are checked while the bytes come in


class MediaView(msgspec.Struct, frozen=True):
    """`state` is waiting, processing, ready or failed; `progress` in percent; `error` says in words why it failed and
    `code` for programs."""

    id: str
    kind: str
    state: str
    progress: int
    code: str | None
    error: str | None
    picture: PictureView | None
    video: VideoView | None


@post("/media", tags=["media"], request_max_body_size=LARGEST, status_code=201)
async def upload(
    request: Asked,
    purpose: Annotated[str, QueryParameter(max_length=20, description="note, cover, avatar or comment")] = "note",
) -> MediaView:
    """Send a picture or a video: the bytes as the body, or a form with one `file`. It is then processed."""
    asked = context(request)
    account = asked.require_active()
    chosen = _purpose(purpose)
    asked.house.limits.take_write(asked.viewer, asked.network, UPLOAD)
    length = request.headers.get("content-length", "")
    declared: int | None = int(length) if length.isdigit() else None
    body: AsyncIterator[bytes] = request.stream()
    if request.content_type[0] == RequestEncodingType.MULTI_PART:
        body, declared = _chunks((await request.form()).get("file")), None
    house = asked.house
    made = await media.accept_upload(
        asked.db, house.storage, house.settings, owner_id=account.id, purpose=chosen, body=body, declared=declared
    )
    return view(made, asked.locale)


@get("/media/{media_id:str}", tags=["media"])
async def read(request: Asked, media_id: InPath) -> MediaView:
    """An upload of yours."""
    asked = context(request)
    account = asked.require_account("read")
    found = (await media.by_ids(asked.db.read, [number(media_id)])).get(number(media_id))
    if found is None or found.owner_id != account.id:
        raise NotFound
    return view(found, asked.locale)


def view(item: Media, locale: Locale) -> MediaView:
    loaded = {item.id: item}
    return MediaView(
        id=str(item.id),
        kind=item.kind,
        state=item.state,
        progress=item.progress,
        code=item.error,
        error=locale.gettext(media.FAILURES[item.error]) if item.error else None,
        picture=pictures.picture(loaded, item.id) if item.kind == "picture" else None,
        video=pictures.video(loaded, item.id, None, "") if item.kind == "video" else None,
    )


def _purpose(text: str) -> Purpose:
    if text not in PURPOSES:
        raise Invalid("media.purpose", "This is not one of the choices.", field="purpose")
    return text  # type: ignore[return-value]  # one of the literals, as just checked


async def _chunks(file: object) -> AsyncIterator[bytes]:
    if not isinstance(file, UploadFile):
        raise BadRequest("media.no_file", "Send the file in the field “file”.", field="file")
    while chunk := await file.read(CHUNK):
        yield chunk


handlers = [upload, read]
