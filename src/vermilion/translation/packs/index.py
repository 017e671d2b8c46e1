"""The index of packs: a JSON list in Argos' form, `[{from_code, to_code, package_version, links, …}]`."""

from __future__ import annotations

import asyncio

import httpx
import msgspec

from vermilion.translation.packs.codes import version_key
from vermilion.translation.packs.downloading import client
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.models import Offer, Pair

LARGEST = 4_000_000  # bytes; the public index has 32,000
PATIENCE = 60.0  # seconds
# What links may begin with: an index over https names nothing that anybody on the way could exchange.
SCHEMES = {False: ("http://", "https://"), True: ("https://",)}


class _Entry(msgspec.Struct, frozen=True):
    from_code: str = ""
    to_code: str = ""
    package_version: str = ""
    type: str = "translate"
    links: tuple[str, ...] = ()


async def offers(url: str) -> dict[Pair, Offer]:
    """The newest pack of each pair. PackError `no_index`, `index_unreachable` or `index_unreadable`."""
    if not url:
        raise PackError("no_index", "VERMILION_TRANSLATION_INDEX is empty: install packs from files.")
    try:
        async with asyncio.timeout(PATIENCE):
            listed = msgspec.json.decode(await _read(url), type=list[msgspec.Raw])
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        why = str(error) or type(error).__name__
        raise PackError("index_unreachable", f"The index of packs cannot be read: {why}.") from error
    except msgspec.MsgspecError as error:
        raise PackError("index_unreadable", f"{url} is not an index of packs: {error}.") from error
    found = [offer for raw in listed if (offer := _offer(raw, SCHEMES[url.startswith("https:")]))]
    return {offer.pair: offer for offer in sorted(found, key=lambda offer: version_key(offer.version))}


def _offer(raw: msgspec.Raw, schemes: tuple[str, ...]) -> Offer | None:
    """Links of other networks are left out, and entries without any that can be followed, or of another kind."""
    try:
        entry = msgspec.json.decode(raw, type=_Entry)
    except msgspec.MsgspecError:
        return None
    links = tuple(link for link in entry.links if link.startswith(schemes))
    usable = links and entry.type == "translate" and version_key(entry.package_version) >= (0,)
    return Offer(entry.from_code, entry.to_code, entry.package_version, links) if usable else None


async def _read(url: str) -> bytes:
    read = bytearray()
    async with client(url) as opened, opened.stream("GET", url) as response:
        response.raise_for_status()
        async for chunk in response.aiter_raw():
            read += chunk
            if len(read) > LARGEST:
                raise PackError("index_unreadable", f"{url} is too large to be an index of packs.")
    return bytes(read)
