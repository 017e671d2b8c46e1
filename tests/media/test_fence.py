"""The child that decodes: bounded, without secrets, ended with its parent; what befalls it befalls no one else."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
import time
from pathlib import Path

import msgspec
import pytest
from tests.media import making_pictures, making_videos

from vermilion.media import decoding
from vermilion.media.decoding import Bounds, Crashed, Refused, Task, landlock, run, running

PICTURE = Task("picture", "jpeg", Bounds())


def bounded(**bounds: int) -> Task:
    return msgspec.structs.replace(PICTURE, bounds=Bounds(**bounds))


FILM = Task("video", "mp4", Bounds())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source").write_bytes(making_pictures.jpeg())
    return tmp_path


@pytest.fixture(scope="module")
def long_film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Takes a few seconds to decode."""
    path = tmp_path_factory.mktemp("film") / "long.mp4"
    return making_videos.film(path, size=(1280, 720), seconds=12, codec="mpeg4", sound=None)


@pytest.fixture
def film_folder(tmp_path: Path, long_film: bytes) -> Path:
    (tmp_path / "source").write_bytes(long_film)
    return tmp_path


async def test_what_it_makes(folder: Path) -> None:
    decoded = await run(PICTURE, folder)
    assert (decoded.width, decoded.height) == (320, 240)
    assert (folder / decoded.made[0].file).stat().st_size == decoded.made[0].bytes


async def test_what_it_refuses(folder: Path) -> None:
    with pytest.raises(Refused, match=r"media\.too_many_pixels"):
        await run(bounded(max_pixels=1000), folder)


async def test_too_little_memory_is_no_fault_of_the_file(folder: Path) -> None:
    large = making_pictures.pattern(5000, 5000).pngsave_buffer(interlace=True)  # is held in memory as a whole
    (folder / "source").write_bytes(large)
    with pytest.raises((Crashed, Refused)):
        await run(msgspec.structs.replace(bounded(memory=180 << 20), format="png"), folder)
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY  # ours is as it was


async def test_output_is_bounded(folder: Path) -> None:
    with pytest.raises((Crashed, Refused)):
        await run(bounded(max_output_bytes=10), folder)


async def test_time_is_bounded(film_folder: Path) -> None:
    started = time.monotonic()
    with pytest.raises(Crashed, match="took too long"):
        await run(Task("video", "mp4", Bounds(wall=1)), film_folder)
    assert time.monotonic() - started < 3
    with pytest.raises(Crashed):
        await run(Task("video", "mp4", Bounds(cpu=1)), film_folder)


async def test_a_killed_child(film_folder: Path) -> None:
    running = asyncio.create_task(run(FILM, film_folder))
    os.kill(await child_of(os.getpid()), signal.SIGKILL)
    with pytest.raises(Crashed, match="ended with -9"):
        await running


async def test_a_cancelled_caller_leaves_no_child(film_folder: Path) -> None:
    running = asyncio.create_task(run(FILM, film_folder))
    child = await child_of(os.getpid())
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert not Path(f"/proc/{child}").exists()


async def test_it_dies_with_its_parent(film_folder: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from vermilion.media.decoding import *\n"
        "asyncio.run(run(Task('video', 'mp4', Bounds()), Path(sys.argv[1])))"
    )
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", program, str(film_folder), env=paths)
    child = await child_of(parent.pid)
    parent.kill()
    await parent.wait()
    for _ in range(100):
        if not is_alive(child):
            break
        await asyncio.sleep(0.05)
    assert not is_alive(child)


async def test_it_knows_no_secrets(film_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERMILION_SECRET", "the-secret-of-the-house")
    (film_folder / "secret").touch()
    handle = os.open(film_folder / "secret", os.O_RDONLY)
    os.set_inheritable(handle, True)
    running = asyncio.create_task(run(FILM, film_folder))
    child = await child_of(os.getpid())
    environment = Path(f"/proc/{child}/environ").read_bytes()
    open_files = {os.readlink(f"/proc/{child}/fd/{number}") for number in os.listdir(f"/proc/{child}/fd")}
    limits = Path(f"/proc/{child}/limits").read_text()
    running.cancel()
    os.close(handle)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert b"VERMILION" not in environment
    assert b"the-secret" not in environment
    assert str(film_folder / "secret") not in open_files
    assert str(Bounds().memory) in limits


@pytest.mark.parametrize("file", ["../secret", "secret", "large.webp", "small.webp", "medium.webp"])
async def test_a_child_that_was_taken_over(folder: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that it made a file, which is a link to one of ours, or lies elsewhere."""
    (folder / "secret").write_text("secret")
    (folder / "large.webp").symlink_to(folder / "secret")
    os.link(folder / "secret", folder / "small.webp")
    (folder / "medium.webp").mkdir()
    made = decoding.Made("large", file, 1, 1, 6)
    answer = msgspec.json.encode(decoding.Decoded(1, 1, b"", None, [made])).decode()
    monkeypatch.setattr(running, "PROGRAM", f"print({answer!r})")
    with pytest.raises(Crashed, match="may not"):
        await run(PICTURE, folder)


async def test_it_sees_its_folder_and_nothing_else(folder: Path) -> None:
    (folder / "outside").mkdir()
    (folder / "outside" / "secret").write_text("secret")
    (folder / "inside").mkdir()
    program = """
import os, socket, sys
from pathlib import Path
from decoding.bounds import Bounds, confine
confine(Bounds(), os.getppid(), Path.cwd())
import pyvips
Path("made").write_text("x")
for forbidden in (lambda: open(sys.argv[1]), lambda: open("../made", "w"), lambda: os.listdir("/proc")):
    try:
        forbidden()
    except PermissionError:
        print("no")
try:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
except PermissionError:
    print("no")
except OSError:
    print("reached the network")
"""
    paths = {"PYTHONPATH": str(Path(decoding.__file__).parent.parent)}
    command = (sys.executable, "-c", program, str(folder / "outside" / "secret"))
    child = await asyncio.create_subprocess_exec(
        *command, cwd=folder / "inside", env=paths, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await child.communicate()
    if landlock.version() < 4:
        pytest.skip("this kernel has no Landlock, or one without network rules")
    assert printed.split() == [b"no"] * 4
    assert (folder / "inside" / "made").exists()


async def child_of(parent: int) -> int:
    """The decoder that a process has started, once it is behind its fence."""
    for _ in range(200):
        for task in Path(f"/proc/{parent}/task").iterdir():
            for child in (task / "children").read_text().split():
                command, limits = Path(f"/proc/{child}/cmdline"), Path(f"/proc/{child}/limits")
                if b"decoding.worker" in command.read_bytes() and str(Bounds().memory) in limits.read_text():
                    return int(child)
        await asyncio.sleep(0.02)
    raise AssertionError("no decoder was started")


def is_alive(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
