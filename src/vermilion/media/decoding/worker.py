"""The child process: reads one task, decodes one file, says what it made, ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from .bounds import confine
from .protocol import SOURCE, Decoded, Message, Progress, Refusal, Refused, Task


def main() -> None:
    """Decode what stdin asks for; the parent's process id is the only argument."""
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    confine(task.bounds, int(sys.argv[1]), Path.cwd())
    try:
        _say(_decode(task, Path.cwd()))
    except Refused as refused:
        _say(Refusal(refused.code))


def _decode(task: Task, folder: Path) -> Decoded:
    # Imported behind the fence, and only what this file needs.
    import pyvips

    pyvips.block_untrusted_set(True)
    pyvips.cache_set_max(0)
    source = folder / SOURCE
    if task.action == "picture":
        from .pictures import decode_picture

        return decode_picture(source, task.format, folder, task.bounds)
    if task.action == "cover":
        from .covers import decode_cover

        return decode_cover(source, folder, task.bounds, task.at_ms)
    from .video import decode_video

    return decode_video(source, task.format, folder, task.bounds, _teller())


def _teller() -> Callable[[int], None]:
    """Says each percent once."""
    last = -1

    def tell(percent: int) -> None:
        nonlocal last
        if percent > last:
            last = percent
            _say(Progress(percent))

    return tell


def _say(message: Message) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(message) + b"\n")
    sys.stdout.buffer.flush()
