"""What machines ask of a running house."""

from __future__ import annotations

import re

from tests.processes.house import House, wait_until


def test_it_lives_and_is_ready(shared_house: House) -> None:
    assert shared_house.get("/healthz") == (200, "ok\n")
    assert shared_house.get("/readyz") == (200, "ready\n")


def test_metrics_tell_of_all_processes_whichever_is_asked(shared_house: House) -> None:
    wait_until(lambda: started(shared_house) == {"web", "jobs", "media", "translator"})
    text = metrics(shared_house)
    assert re.search(r'vermilion_request_seconds_count\{method="GET",status="200"\} [1-9]', text)
    wait_until(lambda: "vermilion_disk_free_bytes" in metrics(shared_house), 20)


def test_metrics_are_for_this_machine_only(shared_house: House) -> None:
    status, _ = shared_house.get("/metrics", **{"X-Forwarded-For": "203.0.113.9"})
    assert status == 404


def metrics(house: House) -> str:
    status, text = house.get("/metrics")
    assert status == 200
    return text


def started(house: House) -> set[str]:
    return set(re.findall(r'vermilion_process_starts_total\{role="(\w+)"\}', metrics(house)))
