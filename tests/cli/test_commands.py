"""The installed program, run as an operator runs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


class Program:
    """`vermilion` on a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def __call__(self, *arguments: str, status: int = 0, **settings: str) -> str:
        """What the command prints; it must end with `status` and never with a traceback."""
        rest = {name: value for name, value in os.environ.items() if not name.startswith("VERMILION_")}
        own = {"VERMILION_DATA": str(self.data)} | {f"VERMILION_{name}": value for name, value in settings.items()}
        done = subprocess.run(
            [sys.executable, "-m", "vermilion.cli", *arguments],
            env=rest | own,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def vermilion(tmp_path: Path) -> Program:
    return Program(tmp_path / "data")


def test_from_nothing_to_a_restored_house(vermilion: Program, tmp_path: Path) -> None:
    assert "applied 1, " in vermilion("migrate")
    assert vermilion("migrate") == "nothing to apply\n"
    email = ("--email", "alice@example.org", "--password", "correct horse battery")
    assert vermilion("user", "create", "alice", *email, "--role", "owner") == "@alice is owner\n"
    assert "is taken" in vermilion("user", "create", "al_ice", *email, status=1)
    assert vermilion("user", "role", "alice", "moderator") == "@alice is moderator\n"
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/reset/[\w-]{20,}\n", vermilion("user", "reset-password", "@alice"))
    assert vermilion("counters", "verify") == "every counter equals its rows\n"
    assert "things indexed" in vermilion("search", "reindex")
    backups = str(tmp_path / "backups")
    assert "read back" in vermilion("backup", backups, "--full")
    assert "is whole" in vermilion("restore", backups, "--check")
    assert "not empty" in vermilion("restore", backups, status=1)
    restored = Program(tmp_path / "restored")
    assert restored("restore", backups).startswith("restored")
    assert restored("user", "role", "alice", "owner") == "@alice is owner\n"


def test_the_doctor_for_programs(vermilion: Program) -> None:
    checks = {check["name"]: check["state"] for check in json.loads(vermilion("doctor", "--json"))}
    assert checks["mail"] == "note"
    assert checks["video"] == "ok"
    assert "failure" in vermilion("doctor", status=1, SMTP_URL="smtp://127.0.0.1:9")


def test_refusals_are_sentences(vermilion: Program, tmp_path: Path) -> None:
    assert "VERMILION_PROT is not a setting" in vermilion("serve", status=1, PROT="8000")
    assert "port" in vermilion("settings", status=1, PORT="none")
    assert "VERMILION_DATABASE_URL begins with" in vermilion("migrate", status=1, DATABASE_URL="mysql://x/y")
    assert "There is no @nobody" in vermilion("user", "role", "nobody", "member", status=1)
    assert "no backup" in vermilion("restore", str(tmp_path), status=1)
    assert "no database" in Program(tmp_path / "nowhere")("backup", str(tmp_path / "backups"), status=1)


def test_secrets_come_from_files_and_are_not_shown(vermilion: Program, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("very secret\n")
    shown = vermilion("settings", METRICS_TOKEN_FILE=str(tmp_path / "token"))
    assert "very secret" not in shown
    assert re.search(r"\* VERMILION_METRICS_TOKEN +\(hidden\)", shown)


def test_routes_name_their_lines(vermilion: Program) -> None:
    like = r"^PUT +/v1/notes/\{note_id:str\}/like +vermilion/api/\w+\.py:\d+$"
    assert re.search(like, vermilion("routes"), re.MULTILINE)
