"""The parent's side: starts a child for one file, listens to it, ends it when its time is over."""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from .protocol import FILES, Decoded, Message, Progress, Refusal, Refused, Task

LOG = "decoder.log"
# The folder above is searched last, so that no name of ours hides a library's.
PROGRAM = (
    f"import sys; sys.path.append({str(Path(__file__).parent.parent)!r}); from decoding.worker import main; main()"
)


class Crashed(Exception):
    """The decoder died or took too long; `log` is the end of what it wrote. Another try may help."""

    def __init__(self, reason: str, log: str) -> None:
        super().__init__(reason)
        self.log = log


async def run(task: Task, folder: Path, on_progress: Callable[[int], Awaitable[None]] | None = None) -> Decoded:
    """Decode `folder / SOURCE`; what is made lies in `folder`. Raises Refused or Crashed."""
    with (folder / LOG).open("wb") as log:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            "-c",
            PROGRAM,
            str(os.getpid()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
    try:
        async with asyncio.timeout(task.bounds.wall):
            answer = await _converse(child, task, on_progress)
            await child.wait()
    except TimeoutError:
        raise Crashed("took too long", _tail(folder)) from None
    finally:
        await _end(child)
    if isinstance(answer, Refusal):
        raise Refused(answer.code)
    if answer is None or child.returncode != 0:
        raise Crashed(f"ended with {child.returncode}", _tail(folder))
    if not all(_is_plain(folder, made.file) for made in answer.made):
        raise Crashed("made what it may not", _tail(folder))
    return answer


async def _converse(
    child: asyncio.subprocess.Process, task: Task, on_progress: Callable[[int], Awaitable[None]] | None
) -> Decoded | Refusal | None:
    assert child.stdin is not None  # noqa: S101 - pipes, as asked for above
    assert child.stdout is not None  # noqa: S101
    with contextlib.suppress(ConnectionError):  # it died at birth: its exit status says more
        child.stdin.write(msgspec.json.encode(task))
        child.stdin.close()
        await child.stdin.wait_closed()
    answer: Decoded | Refusal | None = None
    while line := await child.stdout.readline():
        message = msgspec.json.decode(line, type=Message)
        if not isinstance(message, Progress):
            answer = message
        elif on_progress:
            await on_progress(message.percent)
    return answer


def _is_plain(folder: Path, file: str) -> bool:
    """Whether it is one of the files asked for. A child that was taken over may name others, or link to them."""
    if file not in FILES:
        return False
    status = (folder / file).lstat()
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of our own environment, which holds secrets."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",  # fewer arenas, so that bounded address space goes further
        "TMPDIR": str(folder),
        "VIPS_CONCURRENCY": "2",
        "VIPS_DISC_THRESHOLD": "4g",  # in memory, which is bounded
    }


def _tail(folder: Path) -> str:
    return (folder / LOG).read_bytes()[-2000:].decode(errors="replace")
