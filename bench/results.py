"""Medians of interleaved rounds, and the closing line with its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import msgspec

from bench.loads import Round

RESULTS = Path(__file__).with_name("results")


def ratio(above: Sequence[Round], below: Sequence[Round]) -> float:
    """How much of the other's throughput, pair by pair: pairs are neighbours in time, so a noisy spell hits both."""
    return median(a.rate / b.rate for a, b in zip(above, below, strict=True))


def cpu_ratio(above: Sequence[Round], below: Sequence[Round]) -> float:
    """The same by processor time of the web workers: what a request of `below` costs to one of `above`."""
    return median(b.cpu / a.cpu for a, b in zip(above, below, strict=True))


def median_rate(rounds: Sequence[Round]) -> float:
    return median(item.rate for item in rounds)


def summary(name: str, rounds: Sequence[Round]) -> dict[str, float]:
    """Flat: requests a second, microseconds of processor time a request, latencies in microseconds."""
    return {
        f"{name}_per_second": round(median_rate(rounds), 1),
        f"{name}_cpu_us": round(median(item.cpu for item in rounds), 1),
        f"{name}_p50_us": median(item.p50 for item in rounds),
        f"{name}_p95_us": median(item.p95 for item in rounds),
        f"{name}_p99_us": median(item.p99 for item in rounds),
    }


def close(name: str, figures: Mapping[str, float], said: str) -> None:
    """Write the figures to results/NAME.json and print the one closing line."""
    RESULTS.mkdir(exist_ok=True)
    whole = {key: round(value, 4) for key, value in figures.items()}
    (RESULTS / f"{name}.json").write_bytes(msgspec.json.format(msgspec.json.encode(whole)) + b"\n")
    print(f"{name}: {said}")
