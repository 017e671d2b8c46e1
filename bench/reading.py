"""Translations as readers meet them: a stored one looked up, a new one that a thousand readers ask for at once, and
Explore while translators work as hard as they can."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.translation.packs_made import make_pack

from bench import loads, results, viewers
from bench.houses import House, free_port, vermilion_house
from bench.loads import Load, Round
from bench.town import Town, borrowed
from bench.translation import WORDS
from vermilion.infra import clock
from vermilion.infra.db import open_db
from vermilion.infra.settings import Settings
from vermilion.translation import Text, packs

NOTES = 100_000
ROUNDS = 5
STORED = 200
READERS = 1_000
BUSY = 40_000  # requests that wait: more than a translator can do meanwhile
SLOW = 0.3  # seconds that the pretended engine thinks
TARGET = "fr"  # nobody in the town writes it
LOOKING = 8  # connections
MASK = re.compile(r"([A-Z]{2}\d+)")
SENTENCES = """
nous avons trouvé une petite maison derrière le jardin avec beaucoup de lumière pendant que les enfants jouaient près
du marché où le boulanger vendait encore son pain chaud chaque matin sous notre fenêtre et la pluie tombait doucement
sur toutes ces vieilles pierres grises comme dans un rêve très lointain dont personne ne voulait jamais partir
"""
FRENCH = SENTENCES.split()


def main() -> None:
    figures: dict[str, float] = {}
    with borrowed(NOTES) as town, slow_engine() as engine:
        (town.data / "translation.toml").write_text(
            f'[[engines]]\nname = "slow"\nkind = "libretranslate"\nurl = "http://127.0.0.1:{engine.server_port}"\n'
        )
        ids = asyncio.run(_hottest(town))
        asyncio.run(_store(town, ids))
        with vermilion_house(town.data, free_port(), rate_limits="false") as house:
            paths = [f"/v1/notes/{note_id}/translations/{TARGET}" for note_id in ids[:STORED]]
            looking = Load(house, town.data, "GET", viewers.tokens(town.viewers), paths)
            looking.measured(connections=LOOKING)
            seen = [looking.measured(connections=LOOKING) for _ in range(ROUNDS)]
            figures |= results.summary("stored", seen)
            figures |= asyncio.run(_crowd(house, town, ids[STORED], engine))
    figures |= _beside_translators()
    results.close("reading", figures, _said(figures))


def _beside_translators() -> dict[str, float]:
    """Explore as JSON, while translators have nothing to do and while they have more than they can do."""
    quiet: list[Round] = []
    busy: list[Round] = []
    with borrowed(NOTES) as town, tempfile.TemporaryDirectory() as folder:
        packed = make_pack(Path(folder), "zh", "en", WORDS, extra_layers=1)
        asyncio.run(packs.install_file(Settings(data=town.data), "zh-Hans", "en", packed))
        with vermilion_house(town.data, free_port()) as house:
            explore = Load(
                house, town.data, "GET", viewers.tokens(town.viewers), viewers.explore_pages(house, town)
            )
            explore.measured(8)
            for number in range(ROUNDS):
                quiet.append(explore.measured())
                before = asyncio.run(_fill(town, number))
                busy.append(explore.measured())
                left = asyncio.run(_drain(town))
                if not left:
                    raise RuntimeError("the translators had done everything before the round was over")
        done = (before - left) / (loads.SECONDS + 1)
    ratio = results.ratio(busy, quiet)
    return results.summary("explore_beside", busy) | {"explore_beside_ratio": ratio, "texts_per_second_beside": done}


async def _hottest(town: Town) -> list[int]:
    db = await open_db(f"sqlite:///{town.data / 'vermilion.db'}")
    try:
        rows = await db.read.all(
            "SELECT n.id FROM notes n JOIN note_counts c ON c.id = n.id WHERE n.visibility = 'everyone'"
            " AND n.state = 'published' ORDER BY c.likes DESC LIMIT ?",
            STORED + 1,
        )
        return [row[0] for row in rows]
    finally:
        await db.close()


async def _store(town: Town, ids: list[int]) -> None:
    """Translations of the hottest notes but the last, as an engine leaves them."""
    db = await open_db(f"sqlite:///{town.data / 'vermilion.db'}")
    try:
        rows = await db.read.all("SELECT title, text, language FROM notes WHERE id IN ids(?)", ids[:STORED])
        texts = {Text(part, row[2]).key: (part, row[2]) for row in rows for part in row[:2] if part}
        now = clock.now()
        stored = [
            (key, TARGET, "slow", "1", "", source, f"Traduit : {text}", 0, now) for key, (text, source) in texts.items()
        ]
        sql = (
            "INSERT INTO translations (text_key, target, engine, model, revision, source, text, translator_id,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        await db.write(lambda tx: tx.many(sql, stored))
    finally:
        await db.close()


async def _crowd(house: House, town: Town, note_id: int, engine: Counting) -> dict[str, float]:
    """A thousand readers ask for one note at the same moment; how long each waits, and what it cost."""
    before = engine.calls
    headers = viewers.tokens(town.viewers[:READERS])
    began = time.perf_counter()
    waited = sorted(await asyncio.gather(*(_asked(house, header, note_id, began) for header in headers)))
    return {
        "crowd_readers": float(len(waited)),
        "crowd_engine_calls": float(engine.calls - before),
        "crowd_p50_ms": waited[len(waited) // 2] * 1000,
        "crowd_last_ms": waited[-1] * 1000,
    }


async def _asked(house: House, header: str, note_id: int, began: float) -> float:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(
        f"PUT /v1/notes/{note_id}/translations/{TARGET} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n"
        "Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(answer[:400])
    return time.perf_counter() - began


async def _fill(town: Town, number: int) -> int:
    """More than the translators can do; returns how much waits."""
    words = [word for word in WORDS if len(word) > 1]
    now = clock.now()
    texts = [f"{words[i % len(words)]}{words[i // 7 % len(words)]} {number * BUSY + i}" for i in range(BUSY)]
    rows = [(Text(text).key, "en", "zh-Hans", 0, text, 1, now, now) for text in texts]
    db = await open_db(f"sqlite:///{town.data / 'vermilion.db'}")
    try:
        sql = (
            "INSERT INTO translation_requests (text_key, target, source, scope, text, urgency, run_at, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
        )
        await db.write(lambda tx: tx.many(sql, rows))
        await asyncio.sleep(1)  # until they are at it
        return int(await db.read.value("SELECT count(*) FROM translation_requests"))
    finally:
        await db.close()


async def _drain(town: Town) -> int:
    """Take back what still waits; returns how much."""
    db = await open_db(f"sqlite:///{town.data / 'vermilion.db'}")
    try:
        left = await db.write(lambda tx: tx.run("DELETE FROM translation_requests"))
        await asyncio.sleep(2)
        return left
    finally:
        await db.close()


def french(text: str) -> str:
    """So many French words as a text of that length may have, its masks among them: nothing that checks turn down."""
    parts = MASK.split(text)
    start = len(text)
    for place in range(0, len(parts), 2):
        count = round(len(parts[place].strip()) * 0.35)
        parts[place] = " ".join(FRENCH[(start + place * 7 + i * 5) % len(FRENCH)] for i in range(count))
    return " ".join(part for part in parts if part)


class Counting(ThreadingHTTPServer):
    """Answers as LibreTranslate does, slowly, and counts what it is asked to translate."""

    daemon_threads = True
    calls = 0


class _Answering(BaseHTTPRequestHandler):
    server: Counting

    def do_GET(self) -> None:
        self._send([{"code": code, "name": code, "targets": ["en", "zh", TARGET]} for code in ("en", "zh", TARGET)])

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts = asked["q"] if isinstance(asked["q"], list) else [asked["q"]]
        self.server.calls += 1
        time.sleep(SLOW)
        said = [french(text) for text in texts]
        self._send({"translatedText": said if isinstance(asked["q"], list) else said[0]})

    def _send(self, answer: object) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the standard library
        return


@contextmanager
def slow_engine() -> Iterator[Counting]:
    server = Counting(("127.0.0.1", 0), _Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _said(found: dict[str, float]) -> str:
    return (
        f"a stored translation within {found['stored_p95_us'] / 1000:.1f} ms (95%);"
        f" {found['crowd_readers']:.0f} readers at once cost {found['crowd_engine_calls']:.0f} call(s),"
        f" the last waited {found['crowd_last_ms']:.0f} ms;"
        f" Explore beside busy translators at {found['explore_beside_ratio']:.0%}"
    )
