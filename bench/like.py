"""Durable likes by distinct viewers on distinct notes, as a share of the constant; latencies beside the disk's own."""

from __future__ import annotations

from bench import disk, results, viewers
from bench.houses import constant_house, cpu, free_port, vermilion_house
from bench.loads import Load, Round
from bench.town import borrowed

NOTES = 100_000
ROUNDS = 5
WARM_UP = 8


def main() -> None:
    ours: list[Round] = []
    base: list[Round] = []
    fsyncs: list[float] = []
    behind = 0.0
    with (
        borrowed(NOTES) as town,
        constant_house(free_port()) as yardstick,
        vermilion_house(town.data, free_port(yardstick.port + 1)) as house,
    ):
        constant = Load(yardstick, town.data, "GET", ["Accept: */*"], ["/constant"])
        likes = Load(house, town.data, "PUT", viewers.tokens(town.viewers), viewers.like_paths(town))
        likes.measured(WARM_UP)
        for _ in range(ROUNDS):
            base.append(constant.measured())
            before = cpu(house.others)
            ours.append(likes.measured())
            behind += cpu(house.others) - before
            fsyncs += disk.fsync_times(town.data)
    figures = results.summary("like", ours) | results.summary("constant", base) | disk.summary(fsyncs)
    figures |= {
        "like_ratio": results.ratio(ours, base),
        "like_cpu_ratio": results.cpu_ratio(ours, base),
        "like_cpu_us_of_job_worker": behind / sum(item.requests for item in ours),
    }
    results.close(
        "like",
        figures,
        f"{figures['like_ratio']:.0%} of the constant, {figures['like_per_second']:,.0f} durable a second; "
        f"50/95/99% within {_ms(figures, 'like')} ms, the disk's own fsync {_ms(figures, 'fsync')} ms",
    )


def _ms(figures: dict[str, float], name: str) -> str:
    return " / ".join(f"{figures[f'{name}_p{part}_us'] / 1000:.2f}" for part in (50, 95, 99))
