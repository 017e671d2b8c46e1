"""`kill -9` at every step of an install: readers find the old pack or the new one, and the next install tidies up."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.translation.pack_server import serving
from tests.translation.packs_made import make_pack

from vermilion.infra.settings import Settings
from vermilion.translation import packs
from vermilion.translation.engines import Piece
from vermilion.translation.engines.embedded import EmbeddedEngine

# Installs, and dies when it comes to the step; `progress` is in the middle of the download.
VICTIM = """
import asyncio, os, signal, sys
from pathlib import Path
from vermilion.infra.settings import Settings
from vermilion.translation import packs
from vermilion.translation.packs import pins, placing, places

def die(*args, **kwargs):
    if step == "shutil.rmtree" and not str(args[0]).endswith(".gone"):
        return  # only the old pack's, at the very end
    os.kill(os.getpid(), signal.SIGKILL)

step, data, index = sys.argv[1:]
if step != "progress":
    place, name = step.split(".")
    setattr({"placing": placing, "pins": pins, "shutil": places.shutil}[place], name, die)
settings = Settings(data=Path(data), translation_index=index)
asyncio.run(packs.install(settings, "zh", "en", die if step == "progress" else None))
"""

# Step by step as they come; behind the rename the new pack stands.
STEPS = {
    "progress": "hello",
    "pins.checksum": "hello",
    "placing.look_through": "hello",
    "placing.unpack": "hello",
    "placing.prove": "hello",
    "pins.pin": "hello",
    "placing.free_place": "hello",
    "placing.take_away": "good day",
    "shutil.rmtree": "good day",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("made")
    old = make_pack(folder, "zh", "en", {"你好": "hello"}, "1.0")
    return old, make_pack(folder, "zh", "en", {"你好": "good day"}, "1.1")


@pytest.mark.parametrize("step", STEPS)
async def test_killed_at(step: str, made: tuple[Path, Path], tmp_path: Path) -> None:
    with serving() as server:
        server.offer(made[1], "1.1")
        settings = Settings(data=tmp_path / "data", translation_index=server.index)
        shelf = packs.folder_of(settings)
        await packs.install_file(settings, "zh", "en", made[0])
        command = [sys.executable, "-c", VICTIM, step, str(settings.data), server.index]
        victim = await asyncio.to_thread(subprocess.run, command, check=False)
        assert victim.returncode == -signal.SIGKILL
        assert await said(shelf) == STEPS[step]

        await packs.install(settings, "zh", "en")
        assert await said(shelf) == "good day"
        assert {place.name for place in shelf.iterdir()} == {".zh-en.lock", "zh-en-1.1"}


async def said(shelf: Path) -> str:
    engine = EmbeddedEngine(shelf)
    (text,) = await engine.translate([Piece("你好")], "zh-Hans", "en")
    await engine.close()
    return text
