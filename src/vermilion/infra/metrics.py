"""What the house counts about itself, for `/metrics` in Prometheus' format; docs/operating.md describes each number.

Every process writes its numbers to files of a folder in memory (prometheus_client's multiprocess mode), so whichever
worker is asked tells of all, also of those that have died. Without that folder (tests) a process tells of itself.
"""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

# Read by prometheus_client when it is imported: the supervisor sets it before it starts a child.
FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

if FOLDER_VARIABLE in os.environ:
    _pid = os.getpid()  # none of ours forks, so it is not asked for with each observation, as is the default
    values.ValueClass = values.MultiProcessValue(lambda: _pid)  # type: ignore[no-untyped-call]  # prometheus_client's

REGISTRY = CollectorRegistry()
_REQUESTS = Histogram(
    "vermilion_request_seconds",
    "Time to answer a request, to its last byte.",
    ["method", "status"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=REGISTRY,
)
_COMMITS = Histogram(
    "vermilion_commit_seconds",
    "Time to make a batch of writes durable.",
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1),
    registry=REGISTRY,
)
_WRITES = Counter("vermilion_writes_total", "Transactions made durable.", registry=REGISTRY)
_JOBS = Histogram(
    "vermilion_job_seconds",
    "Time a job took.",
    ["job", "outcome"],
    buckets=(0.01, 0.1, 0.5, 1, 5, 15, 60, 300),
    registry=REGISTRY,
)
_EVENTS = Counter("vermilion_events_delivered_total", "Events delivered after their commit.", registry=REGISTRY)
_TASKS = Counter(
    "vermilion_scheduled_runs_total", "Runs of the schedule's tasks.", ["task", "outcome"], registry=REGISTRY
)
_STARTS = Counter("vermilion_process_starts_total", "Starts of a process.", ["role"], registry=REGISTRY)
_MEMORY = Counter(
    "vermilion_translation_memory_total",
    "Texts looked for in the translation memory.",
    ["outcome"],
    registry=REGISTRY,
)
_TRANSLATED = Counter(
    "vermilion_translated_texts_total", "Texts that an engine answered.", ["engine"], registry=REGISTRY
)
_TRANSLATING = Histogram(
    "vermilion_translation_seconds",
    "Time that an engine took for a request, of one text or many.",
    ["engine"],
    buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
    registry=REGISTRY,
)
_NOT_TRANSLATED = Counter(
    "vermilion_translation_failures_total", "Requests that an engine failed.", ["engine", "reason"], registry=REGISTRY
)
_TRANSLATION_COST = Counter(
    "vermilion_translation_cost_total", "What engines cost, in the operator's currency.", ["engine"], registry=REGISTRY
)
_GAUGES = {
    name: Gauge(f"vermilion_{name}", text, labels, registry=REGISTRY, multiprocess_mode="mostrecent")
    for name, text, labels in (
        ("jobs_waiting", "Jobs that are ready or leased.", ["queue"]),
        ("jobs_failed", "Jobs that were given up.", ["queue"]),
        ("events_waiting", "Events that are not delivered yet.", []),
        ("translations_waiting", "Texts that translators have to do.", ["urgency"]),
        ("translations_failed", "Texts that could not be translated of late.", []),
        ("disk_free_bytes", "Free bytes on the disk of the data folder.", []),
        ("database_bytes", "Size of the database.", []),
    )
}
_requests_of: dict[tuple[str, int], Histogram] = {}


def observe_request(method: str, status: int, seconds: float) -> None:
    """On every request, so its labels are looked up once."""
    known = method if method in METHODS else "other"  # a client may send any word, and each would be kept
    found = _requests_of.get((known, status))
    if found is None:
        found = _requests_of[known, status] = _REQUESTS.labels(known, str(status))
    found.observe(seconds)


def observe_commit(seconds: float, writes: int) -> None:
    _COMMITS.observe(seconds)
    _WRITES.inc(writes)


def observe_job(name: str, outcome: str, seconds: float) -> None:
    """`outcome` is done or failed."""
    _JOBS.labels(name, outcome).observe(seconds)


def observe_task(name: str, outcome: str) -> None:
    """`outcome` is done or failed."""
    _TASKS.labels(name, outcome).inc()


def observe_events(delivered: int) -> None:
    _EVENTS.inc(delivered)


def observe_start(role: str) -> None:
    _STARTS.labels(role).inc()


def observe_memory(hits: int, misses: int) -> None:
    """Texts shown from the translation memory, and texts that had to be asked for."""
    _MEMORY.labels("hit").inc(hits)
    _MEMORY.labels("miss").inc(misses)


def observe_translation(engine: str, texts: int, seconds: float, cost: int, failure: str) -> None:
    """A request to an engine: `cost` in millionths, `failure` a reason or empty."""
    _TRANSLATING.labels(engine).observe(seconds)
    _TRANSLATED.labels(engine).inc(texts)
    _TRANSLATION_COST.labels(engine).inc(cost / 1_000_000)
    if failure:
        _NOT_TRANSLATED.labels(engine, failure).inc()


def set_gauge(name: str, value: float, *labels: str) -> None:
    """One of the numbers that are looked up now and then, without its prefix."""
    gauge = _GAUGES[name]
    (gauge.labels(*labels) if labels else gauge).set(value)


def render() -> bytes:
    """All numbers of all processes as text."""
    if FOLDER_VARIABLE not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client's
    return generate_latest(registry)
