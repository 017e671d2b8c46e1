"""A translator as a process of its own: killed in the middle of a batch it loses nothing, and it ends in order."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.translation.packs_made import make_pack

from vermilion import translation
from vermilion.infra import clock, subject
from vermilion.infra.db import Db, migrate, open_db
from vermilion.infra.settings import Settings
from vermilion.translation import ASKED, Text, packs, working

MEANINGS = {
    "今天的天气真好。": "The weather is really nice today.",
    "我喜欢喝茶。": "I like to drink tea.",
    "这只猫很可爱。": "This cat is very cute.",
    "我们明天去公园吧。": "Let us go to the park tomorrow.",
    "她在学习做饭。": "She is learning how to cook.",
    "这家店的面条很好吃。": "The noodles of this shop are delicious.",
}
TEXTS = [Text(text, "zh-Hans") for text in MEANINGS]
# Seconds. A translator computes when nobody else wants to: on a busy machine that says nothing about it.
PATIENCE = 120


class FakeServer:
    """Speaks LibreTranslate's API on loopback; whoever asks waits while it is held."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.going_on = threading.Event()
        self.going_on.set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer([{"code": "zh", "name": "Chinese", "targets": ["en"]}])

            def do_POST(self) -> None:
                texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["q"]
                outer.asked += texts
                outer.going_on.wait(PATIENCE)
                self._answer({"translatedText": [MEANINGS.get(text, "?") for text in texts]})

            def _answer(self, value: object) -> None:
                body = json.dumps(value).encode()
                try:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    pass  # who asked was killed

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self.going_on.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[FakeServer]:
    opened = FakeServer()
    yield opened
    opened.close()


@pytest.fixture
def data(tmp_path: Path, server: FakeServer) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    written = f'[[engines]]\nname = "there"\nkind = "libretranslate"\nurl = "{server.url}"\npause = 0.1\n'
    (folder / "translation.toml").write_text(written)
    return folder


@pytest.fixture
async def db(data: Path) -> AsyncIterator[Db]:  # type: ignore[override,unused-ignore]
    """The file that the process opens too."""
    opened = await open_db(f"sqlite:///{data / 'vermilion.db'}")
    await migrate(opened)
    yield opened
    await opened.close()


def start(data: Path) -> subprocess.Popen[bytes]:
    rest = {name: value for name, value in os.environ.items() if not name.startswith("VERMILION_")}
    environment = rest | {"VERMILION_DATA": str(data), "VERMILION_SECRET": "s" * 40, "VERMILION_TRANSLATION_INDEX": ""}
    command = [sys.executable, "-m", "vermilion.processes", "translator", str(os.getpid())]
    return subprocess.Popen(command, env=environment, start_new_session=True)


async def until_asked(server: FakeServer) -> None:
    async with asyncio.timeout(PATIENCE):
        while not server.asked:  # noqa: ASYNC110 - another thread is asked
            await asyncio.sleep(0.02)


async def test_a_killed_translators_work_is_taken_up(db: Db, data: Path, server: FakeServer) -> None:
    await db.write(lambda tx: translation.ask(tx, subject.note(7), TEXTS, "en", ASKED))
    keys = [text.key for text in TEXTS]
    server.going_on.clear()
    first = start(data)
    await until_asked(server)
    first.kill()
    await asyncio.to_thread(first.wait)
    assert len(await translation.state(db.read, keys, "en")) == len(TEXTS)
    assert await translation.best(db.read, keys, "en") == {}

    server.going_on.set()
    second = start(data)
    try:
        assert await translation.wait(db, keys, "en", 1) == await translation.progress(db.read, keys, "en")
        # Their lease ends.
        await db.write(lambda tx: tx.run("UPDATE translation_requests SET run_at = run_at - ?", working.LEASE))
        found = await translation.wait(db, keys, "en", PATIENCE)
        assert {text.text: found.translations[text.key].text for text in TEXTS} == MEANINGS
        assert {entry.engine for entry in found.translations.values()} == {"there"}
        [engine] = await translation.engines(db.read)
        assert (engine.name, engine.state, engine.pairs) == ("there", "ok", ("zh-Hans>en",))
        assert await translation.can(db.read, "zh-Hans", "en")
    finally:
        second.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(second.wait, PATIENCE) == 0
    # Its figures are written in the end: what the killed one did is not among them, for nobody got an answer from it.
    figures = await translation.days(db.read, clock.day_of(clock.now()))
    assert [(day.engine, day.texts) for day in figures] == [("there", len(TEXTS))]


async def test_other_engines_are_taken_over_while_it_runs(db: Db, data: Path, server: FakeServer) -> None:
    process = start(data)
    try:
        async with asyncio.timeout(PATIENCE):
            while not await translation.engines(db.read):  # noqa: ASYNC110 - another process reports
                await asyncio.sleep(0.05)
        text = (data / "translation.toml").read_text()
        (data / "translation.toml").write_text("engines = 7")  # a slip of the pen changes nothing
        await asyncio.sleep(1.5)
        (data / "translation.toml").write_text(text.replace("there", "here"))
        async with asyncio.timeout(PATIENCE):
            while "here" not in {one.name for one in await translation.engines(db.read)}:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        await db.write(lambda tx: translation.ask(tx, subject.note(7), TEXTS[:1], "en", ASKED))
        found = await translation.wait(db, [TEXTS[0].key], "en", PATIENCE)
        assert found.translations[TEXTS[0].key].engine == "here"
    finally:
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, PATIENCE) == 0


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="this system has no idle class of its scheduler")
async def test_models_compute_where_nobody_else_wants_to(db: Db, data: Path, tmp_path: Path) -> None:
    (data / "translation.toml").unlink()
    pack = make_pack(tmp_path, "zh", "en", {"大家好": "Hello everybody"})
    await packs.install_file(Settings(data=data), "zh-Hans", "en", pack)
    text = Text("大家好", "zh-Hans")
    process = start(data)
    try:
        await db.write(lambda tx: translation.ask(tx, subject.note(7), [text], "en", ASKED))
        found = await translation.wait(db, [text.key], "en", PATIENCE)
        assert found.translations[text.key].engine == "local"
        threads = {int(name): os.sched_getscheduler(int(name)) for name in os.listdir(f"/proc/{process.pid}/task")}
        assert threads[process.pid] == os.SCHED_OTHER, "whoever takes turns to write must get to their end"
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == 19
        assert list(threads.values()).count(os.SCHED_IDLE) >= 3, "who asks, and two that compute"
    finally:
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, PATIENCE) == 0


def test_web_workers_leave_the_engines_alone() -> None:
    """Models and their libraries cost a hundred megabytes, which only translators need."""
    heavy = {"ctranslate2", "sentencepiece", "httpx", "sacrebleu"}
    program = f"import sys, vermilion.app; print(*({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
