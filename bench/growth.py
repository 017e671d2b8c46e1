"""What a town a hundred times as large costs: the same requests at 10 thousand, 100 thousand and 1 million notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median
from urllib.parse import quote

from bench import results, viewers
from bench.houses import House, free_port, vermilion_house
from bench.loads import Load, Round
from bench.town import Town, borrowed
from bench.town.texts import BIG_TOPIC, CHINESE, COMMON_WORDS, ENGLISH, RARE_WORDS

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 5
SECONDS = 2
WARM_UP = 3
# One at a time, so that a latency is the time to serve and not the time to wait. Of two, chance decides whether they
# meet the same worker, and then two likes share a commit: 650 µs or 960, whatever the size.
CONNECTIONS = 1
# Of common words several: whether a page has to be filled up differs from word to word.
WORDS = {
    "common_en": [COMMON_WORDS[0], *ENGLISH[:9]],
    "common_zh": [COMMON_WORDS[1], *CHINESE[:9]],
    "rare_en": RARE_WORDS[:1],
    "rare_zh": RARE_WORDS[1:],
}


def main() -> None:
    seen: defaultdict[tuple[str, int], list[Round]] = defaultdict(list)
    with ExitStack() as stack:
        loads: defaultdict[str, dict[int, Load]] = defaultdict(dict)
        port = 8249
        for size in SIZES:
            town = stack.enter_context(borrowed(size))
            port = free_port(port + 1)
            # A few viewers ask as fast as they can: here the limit of requests a person would stop them.
            house = stack.enter_context(vermilion_house(town.data, port, rate_limits="false"))
            for name, load in _loads(house, town):
                loads[name][size] = load
        for name, of_sizes in loads.items():
            for load in of_sizes.values():
                load.measured(WARM_UP, CONNECTIONS)
            for _ in range(ROUNDS):
                for size, load in of_sizes.items():
                    seen[name, size].append(load.measured(SECONDS, CONNECTIONS))
    names = list(loads)
    figures = _figures(names, seen)
    said = ", ".join(f"{name} {figures[f'{name}_cpu_growth']:.2f}" for name in names)
    results.close("growth", figures, f"processor time of a request at 1,000,000 notes over 10,000: {said}")


def _loads(house: House, town: Town) -> Iterator[tuple[str, Load]]:
    signed = viewers.tokens(town.viewers)
    # Who follows 2,000 people: of the great ones every other follows many broadcasters, the rest few.
    great = viewers.tokens(town.viewers[: town.great])
    topic = f"/v1/topics/{BIG_TOPIC}/notes?limit=20"
    yield "explore", Load(house, town.data, "GET", signed, viewers.explore_pages(house, town))
    yield "following_2000", Load(house, town.data, "GET", great, ["/v1/following?limit=20"])
    yield "topic_hot", Load(house, town.data, "GET", signed, [f"{topic}&sort=hot"])
    yield "topic_new", Load(house, town.data, "GET", signed, [f"{topic}&sort=new"])
    for name, words in WORDS.items():
        paths = [f"/v1/search/notes?limit=20&q={quote(word)}" for word in words]
        yield f"search_{name}", Load(house, town.data, "GET", signed, paths)
    yield "like", Load(house, town.data, "PUT", signed, viewers.like_paths(town))


def _figures(names: list[str], seen: dict[tuple[str, int], list[Round]]) -> dict[str, float]:
    found: dict[str, float] = {}
    bottom, top = SIZES[0], SIZES[-1]
    for name in names:
        for size in SIZES:
            found[f"{name}_{size}_cpu_us"] = median(item.cpu for item in seen[name, size])
            found[f"{name}_{size}_p50_us"] = median(item.p50 for item in seen[name, size])
        pairs = list(zip(seen[name, top], seen[name, bottom], strict=True))
        found[f"{name}_cpu_growth"] = median(above.cpu / below.cpu for above, below in pairs)
        found[f"{name}_p50_growth"] = median(above.p50 / below.p50 for above, below in pairs)
    return found
