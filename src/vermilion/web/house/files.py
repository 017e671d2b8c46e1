"""Files: the front end's (hashed names never change), the service worker, icons, and what members uploaded."""

from __future__ import annotations

import asyncio
import gzip
from functools import cache
from importlib import resources
from pathlib import Path

from litestar import Response, get
from litestar.response import File, Stream

from vermilion import media
from vermilion.edge import context
from vermilion.infra.errors import NotFound
from vermilion.media import NoSuchRange
from vermilion.web.common import Asked, InPath

STATIC = Path(str(resources.files("vermilion") / "web" / "static"))
HASHED = "dist/assets/"
KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".wasm": "application/wasm",
}
FOREVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
TEXTS = frozenset({".css", ".js", ".svg", ".json"})
ICON_SIZES = frozenset({180, 192, 512})


@get("/static/{path:path}")
async def static(request: Asked, path: InPath) -> File | Response[bytes]:
    """A file of the package; the folder itself is the list of what there is."""
    name = path.lstrip("/")
    place = static_files().get(name)
    if place is None:
        raise NotFound
    kind = KINDS.get(place.suffix, "application/octet-stream")
    headers = {"Cache-Control": FOREVER if name.startswith(HASHED) else AN_HOUR, "Vary": "Accept-Encoding"}
    if place.suffix in TEXTS and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed(place), media_type=kind, headers={**headers, "Content-Encoding": "gzip"})
    return File(place, media_type=kind, content_disposition_type="inline", headers=headers)


@get("/sw.js")
async def service_worker() -> File:
    """At the root, so that it serves every page; asked for anew each time, so that it can be replaced."""
    place = static_files().get("dist/sw.js")
    if place is None:
        raise NotFound
    headers = {"Cache-Control": "no-cache"}
    return File(place, media_type="text/javascript", content_disposition_type="inline", headers=headers)


@get("/icons/{name:str}")
async def icon(name: InPath) -> Response[bytes]:
    """The seal as a PNG, for home screens that take no SVG."""
    size = name.removesuffix(".png")
    if not name.endswith(".png") or not size.isdigit() or int(size) not in ICON_SIZES:
        raise NotFound
    drawn = await asyncio.to_thread(draw_icon, int(size))
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "public, max-age=86400"})


@get("/media/{path:path}")
async def uploaded(request: Asked, path: InPath) -> Stream | Response[bytes]:
    """A picture or video of a member, whole or a range of it; the name is unguessable and never changes."""
    asked = context(request)
    key = "public/" + path.lstrip("/")
    try:
        found = await media.open_public(
            asked.house.storage, key, request.headers.get("range"), request.headers.get("if-range")
        )
    except NoSuchRange as problem:
        return Response(b"", status_code=416, headers={"Content-Range": f"bytes */{problem.size}"})
    if request.headers.get("if-none-match") == found.etag:
        return Response(b"", status_code=304, headers=found.headers)
    headers = {**found.headers, "Content-Length": str(found.length)}
    return Stream(found.body, status_code=found.status, media_type=found.content_type, headers=headers)


@cache
def static_files() -> dict[str, Path]:
    """Every file by its path below /static/."""
    return {place.relative_to(STATIC).as_posix(): place for place in STATIC.rglob("*") if place.is_file()}


@cache
def packed(place: Path) -> bytes:
    """A text file in gzip; all of them together are a few hundred kilobytes."""
    return gzip.compress(place.read_bytes(), mtime=0)


@cache
def draw_icon(size: int) -> bytes:
    """The seal on paper, with the margin that a mask may cut away."""
    import pyvips  # only here: workers that draw no icon need not load it

    seal = pyvips.Image.thumbnail_buffer((STATIC / "marks" / "seal.svg").read_bytes(), round(size * 0.72))
    paper = seal.embed(
        (size - seal.width) // 2, (size - seal.height) // 2, size, size, extend="background", background=[0, 0, 0, 0]
    )
    flat: bytes = paper.flatten(background=[246, 245, 241]).write_to_buffer(".png", strip=True)
    return flat


handlers = [static, service_worker, icon, uploaded]
