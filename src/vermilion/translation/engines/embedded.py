"""The engine of the house: CTranslate2 models from installed packs, in this process. Texts never leave the machine."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from vermilion.infra.log import get_logger
from vermilion.translation.engines import EngineFailed, Piece
from vermilion.translation.engines.pairs import covers
from vermilion.translation.packs.models import Pair
from vermilion.translation.packs.opening import OpenPack, open_pack
from vermilion.translation.packs.running import translate
from vermilion.translation.packs.shelf import installed
from vermilion.translation.packs.standing import Installed

log = get_logger("translation")


class Loaded(msgspec.Struct, frozen=False):
    """A model in memory. `used_at` in seconds of the monotonic clock."""

    folder: Path
    pack: OpenPack
    used_at: float


class EmbeddedEngine:
    """Translates the direct pairs of the packs in a folder, and notices when packs come and go there.

    A model is loaded when it is asked for first and let go after `idle` seconds without work. `inter_threads` batches
    run at a time, each on `intra_threads` processors.
    """

    name = "embedded"
    kind = "embedded"
    whole = False
    private = True

    def __init__(self, packs: Path, *, inter_threads: int = 2, intra_threads: int = 1, idle: float = 600.0) -> None:
        self._folder = packs
        self._threads = inter_threads, intra_threads
        self._idle = idle
        self._listed: tuple[int, dict[Pair, Installed]] = (-1, {})
        self._loaded: dict[Pair, Loaded] = {}
        self._lock = threading.Lock()
        self._timer: asyncio.TimerHandle | None = None

    def model(self, source: str, target: str) -> str:
        """The pack's name and version, such as `zh-en-1.9`; empty where there is none."""
        pack = self._found((source, target))
        return pack.name if pack else ""

    def pairs(self) -> list[str]:
        return sorted(f"{source}>{target}" for source, target in self._packs())

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        """Runs on a thread. EngineFailed `no_pack` for a pair that is not installed, `broken_pack` for one that does
        not load, `failed` when the model itself gives up."""
        texts = [piece.text for piece in pieces]
        try:
            return await asyncio.to_thread(self._translate, texts, (source, target))
        finally:
            self._watch()

    async def close(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._idle = 0.0
        await asyncio.to_thread(self._let_go)

    def _translate(self, texts: list[str], pair: Pair) -> list[str]:
        pack = self._open(pair)
        try:
            return translate(pack, texts)
        except (RuntimeError, ValueError) as error:
            raise EngineFailed("failed", str(error)) from error

    def _open(self, pair: Pair) -> OpenPack:
        with self._lock:
            found = self._found(pair)
            if not found:
                raise EngineFailed("no_pack", ">".join(pair))
            loaded = self._loaded.get(found.tags)
            if not loaded or loaded.folder != found.folder:
                loaded = self._loaded[found.tags] = self._load(found, loaded)
            loaded.used_at = time.monotonic()
            self._drop_idle()
            return loaded.pack

    def _load(self, found: Installed, before: Loaded | None) -> Loaded:
        """The pack as it stands now; if that cannot be loaded, the one that has served until now goes on."""
        for _ in range(2):
            try:
                return Loaded(found.folder, open_pack(found.folder, *self._threads), 0.0)
            except (OSError, RuntimeError, ValueError) as error:
                failure = error
            # It may have been replaced between the look and the load.
            self._listed = (-1, {})
            found = self._packs().get(found.tags, found)
        log.warning("pack_failed", pack=found.folder.name, error=str(failure))
        if before:
            return Loaded(found.folder, before.pack, 0.0)  # under the new name, so as not to try with each request
        raise EngineFailed("broken_pack", str(failure)) from failure

    def _found(self, pair: Pair) -> Installed | None:
        """The pack of exactly these languages, else of ones that cover them: `en` reads `en-GB`."""
        packs = self._packs()
        near = (tags for tags in sorted(packs) if covers([">".join(tags)], *pair))
        return packs.get(pair) or packs.get(next(near, pair))

    def _packs(self) -> dict[Pair, Installed]:
        """What is installed, by BCP 47 tags: read again when the folder changed, which costs one `stat` to know."""
        try:
            changed_at = self._folder.stat().st_mtime_ns
        except OSError:
            return {}
        if self._listed[0] != changed_at:
            self._listed = changed_at, {pack.tags: pack for pack in installed(self._folder).values()}
        return self._listed[1]

    def _watch(self) -> None:
        """Models are let go when nothing was asked for long enough. The lock is for threads: one of them may hold it
        while it loads, which the loop must not wait for."""
        if self._timer:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._idle, lambda: loop.run_in_executor(None, self._let_go))

    def _let_go(self) -> None:
        with self._lock:
            self._drop_idle()

    def _drop_idle(self) -> None:
        """Whoever still works with one holds it until then."""
        longest_ago = time.monotonic() - self._idle
        self._loaded = {tags: loaded for tags, loaded in self._loaded.items() if loaded.used_at > longest_ago}
