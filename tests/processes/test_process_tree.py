"""The process tree: each child replaced alone, all of them gone with their supervisor, requests going on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from http.client import HTTPException
from pathlib import Path

import pytest
from tests.processes.house import House, alive, running_house, wait_until


@pytest.mark.parametrize("name", ["web-1", "web-2", "jobs", "media", "translator"])
def test_a_killed_child_is_replaced_alone(shared_house: House, name: str) -> None:
    before = shared_house.children
    shared_house.kill_child(name)
    after = shared_house.children
    assert alive(after[name])
    assert {other: pid for other, pid in after.items() if other != name} == {
        other: pid for other, pid in before.items() if other != name
    }


def test_requests_go_on_while_web_workers_are_killed(shared_house: House) -> None:
    answers: list[int | str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                answers.append(shared_house.status("/healthz"))
            except (ConnectionError, HTTPException) as error:
                answers.append(type(error).__name__)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(2):
            for name in ("web-1", "web-2"):
                shared_house.kill_child(name)
        wait_until(lambda: answers[-1:] == [200])
    finally:
        done.set()
        asking.join()
    lost = [answer for answer in answers if answer != 200]
    # Only what a killed worker was answering at that moment is lost; one request runs at a time here.
    assert len(lost) <= 4, answers
    assert answers.count(200) > len(lost)


def test_all_web_workers_gone_requests_wait(shared_house: House) -> None:
    before = shared_house.children
    for name in ("web-1", "web-2"):
        os.kill(before[name], signal.SIGKILL)
    assert shared_house.status("/healthz") == 200


def test_sigterm_ends_all_and_finishes_what_was_begun(tmp_path: Path) -> None:
    with running_house(tmp_path) as house:
        children = house.children
        with socket.create_connection(("127.0.0.1", house.port), timeout=10) as begun:
            begun.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            house.process.send_signal(signal.SIGTERM)
            assert begun.recv(4096).startswith(b"HTTP/1.1 200")
        assert house.process.wait(20) == 0, house.said
        assert not any(alive(pid) for pid in children.values())


def test_the_children_of_a_killed_supervisor_end(tmp_path: Path) -> None:
    with running_house(tmp_path) as house:
        house.kill_supervisor()


def test_a_taken_port_is_said_plainly(shared_house: House, tmp_path: Path) -> None:
    tried = subprocess.run(
        [sys.executable, "-m", "vermilion.cli", "serve", "--port", str(shared_house.port)],
        env=os.environ | {"VERMILION_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == 1
    assert f"cannot listen on 127.0.0.1:{shared_house.port}" in tried.stderr


def test_a_house_stands_without_translators(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engines' library does not run on every processor."""
    (tmp_path / "ctranslate2").mkdir()
    (tmp_path / "ctranslate2" / "__init__.py").write_text("raise SystemExit(132)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with running_house(tmp_path) as house:
        wait_until(lambda: house.said.count('"child": "translator", "status": 132') > 4)
        assert house.status("/healthz") == 200
