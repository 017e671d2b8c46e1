"""The loaded demo town for tests, made once a test run by whoever comes first."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def demo_town(factory: pytest.TempPathFactory, folder: Path) -> Path:
    """Fill the new `folder` with a town as `vermilion demo` makes it; returns it."""
    # The processes of one run of pytest-xdist share the folder above their own.
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = shared / "demo-town"
    with (shared / "demo-town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half = shared / "demo-town-half"
            command = [sys.executable, "-m", "vermilion.cli", "demo", "--data", str(half)]
            subprocess.run(command, check=True, env=without_settings(), timeout=600)
            half.rename(made)
    return Path(shutil.copytree(made, folder))


def without_settings() -> dict[str, str]:
    """The environment without any setting of a house."""
    return {name: value for name, value in os.environ.items() if not name.startswith("VERMILION_")}
