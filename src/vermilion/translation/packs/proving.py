"""Loads a pack and translates a sentence in a process of its own: `python -m vermilion.translation.packs.proving …`.

A file from the network may crash what reads it; then that process falls, not the house.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from vermilion.translation.packs.errors import PackError

PATIENCE = 300.0  # seconds; a large model on a slow disk
SENTENCE = "1, 2, 3."  # every language has it


def prove(folder: Path) -> None:
    """PackError `does_not_load` if the pack in `folder` cannot translate a sentence."""
    command = [sys.executable, "-m", "vermilion.translation.packs.proving", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603  no shell
    except subprocess.TimeoutExpired as error:
        raise PackError("does_not_load", f"The pack took longer than {PATIENCE:.0f} seconds to load.") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"]
        raise PackError("does_not_load", f"The pack does not translate: {said[-1][:300]}.")


def main(folder: str) -> None:
    from vermilion.translation.packs.opening import open_pack
    from vermilion.translation.packs.running import translate  # only here: the caller needs no model

    try:
        translate(open_pack(Path(folder)), [SENTENCE])
    except Exception as error:  # whatever it is, it is the answer
        raise SystemExit(f"{type(error).__name__}: {error}") from error


if __name__ == "__main__":
    main(sys.argv[1])
