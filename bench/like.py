"""Durable likes by distinct viewers on distinct notes, as a share of the constant, by few connections and by a crowd's;
latencies beside the disk's own."""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from bench import disk, news, results, viewers
from bench.houses import constant_house, cpu, free_port, vermilion_house
from bench.loads import CONNECTIONS, CROWD, Load, Round
from bench.news import Behind
from bench.town import borrowed

NOTES = 100_000
ROUNDS = 5
WARM_UP = 8
SIZES = {"": CONNECTIONS, "_crowd": CROWD}


def main() -> None:
    ours: defaultdict[str, list[Round]] = defaultdict(list)
    base: defaultdict[str, list[Round]] = defaultdict(list)
    fsyncs: list[float] = []
    late: defaultdict[str, list[Behind]] = defaultdict(list)
    worked: defaultdict[str, float] = defaultdict(float)
    with (
        borrowed(NOTES) as town,
        constant_house(free_port()) as yardstick,
        vermilion_house(town.data, free_port(yardstick.port + 1)) as house,
    ):
        constant = Load(yardstick, town.data, "GET", ["Accept: */*"], ["/constant"])
        likes = Load(house, town.data, "PUT", viewers.tokens(town.viewers), viewers.like_paths(town))
        likes.measured(WARM_UP)
        news.delivered(town.data)
        for _ in range(ROUNDS):
            for size, connections in SIZES.items():
                base[size].append(constant.measured(connections=connections))
                before = cpu(house.others)
                ours[size].append(likes.measured(connections=connections))
                late[size].append(news.delivered(town.data))
                worked[size] += cpu(house.others) - before
            fsyncs += disk.fsync_times(town.data)
    figures = disk.summary(fsyncs)
    for size in SIZES:
        name = f"like{size}"
        figures |= results.summary(name, ours[size]) | results.summary(f"constant{size}", base[size])
        figures |= {
            f"{name}_ratio": results.ratio(ours[size], base[size]),
            f"{name}_cpu_ratio": results.cpu_ratio(ours[size], base[size]),
            f"{name}_cpu_us_of_job_worker": worked[size] / sum(item.requests for item in ours[size]),
            f"{name}_news_left": median(item.events for item in late[size]),
            f"{name}_news_left_s": median(item.seconds for item in late[size]),
        }
    said = "; ".join(
        f"{connections} connections: {figures[f'like{size}_ratio']:.0%} of the constant, "
        f"{figures[f'like{size}_per_second']:,.0f} durable a second, 50/95/99% within {_ms(figures, f'like{size}')} ms"
        for size, connections in SIZES.items()
    )
    results.close("like", figures, f"{said}; the disk's own fsync {_ms(figures, 'fsync')} ms")


def _ms(figures: dict[str, float], name: str) -> str:
    return " / ".join(f"{figures[f'{name}_p{part}_us'] / 1000:.2f}" for part in (50, 95, 99))
