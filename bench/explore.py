"""Explore to distinct signed-in viewers, as a share of the constant: 20 cards as JSON and a browser's next page (24
cards) as an HTML fragment, quiet and while likes run at half their capacity. And the JSON with every card translated,
as a multiple of what it costs without."""

from __future__ import annotations

from collections import defaultdict

from bench import loads, news, results, viewers
from bench.houses import constant_house, free_port, vermilion_house
from bench.loads import Load, Round
from bench.town import Town, borrowed, reading

NOTES = 100_000
ROUNDS = 5
WARM_UP = 8
BUSY = "_beside_likes"
TRANSLATED = "json_translated"


def main() -> None:
    with borrowed(NOTES) as town:
        reading.translate(town)
        _measure(town)


def _measure(town: Town) -> None:
    seen: defaultdict[str, list[Round]] = defaultdict(list)
    with (
        constant_house(free_port()) as yardstick,
        vermilion_house(town.data, free_port(yardstick.port + 1)) as house,
    ):
        signed, browsing = viewers.tokens(town.viewers), viewers.cookies(town.viewers)
        paths = viewers.explore_pages(house, town)
        constant = Load(yardstick, town.data, "GET", ["Accept: */*"], ["/constant"])
        pages = {
            "json": Load(house, town.data, "GET", signed, paths),
            "html": Load(house, town.data, "GET", browsing, viewers.html_pages(paths), "more"),
        }
        translated = Load(house, town.data, "GET", signed, viewers.translated(house, town, paths, reading.LANGUAGE))
        likes = Load(house, town.data, "PUT", signed, viewers.like_paths(town))
        for load in (likes, translated, *pages.values()):
            load.measured(WARM_UP)
        capacity = likes.measured().rate
        news.delivered(town.data)
        for _ in range(ROUNDS):
            seen["constant"].append(constant.measured())
            seen[TRANSLATED].append(translated.measured())
            for name, load in pages.items():
                seen[name].append(load.measured())
                with likes.beside(capacity / 2, loads.SECONDS) as liked:
                    seen[name + BUSY].append(load.measured())
                seen[name + "_likes"] += liked
                news.delivered(town.data)
    results.close("explore", _figures(seen) | {"likes_capacity_per_second": capacity}, _said(seen))


def _figures(seen: dict[str, list[Round]]) -> dict[str, float]:
    found = results.summary("constant", seen["constant"]) | results.summary(TRANSLATED, seen[TRANSLATED])
    found["translated_times_plain"] = results.ratio(seen["json"], seen[TRANSLATED])
    found["translated_times_plain_cpu"] = results.cpu_ratio(seen["json"], seen[TRANSLATED])
    for name in ("json", "html"):
        quiet, busy = seen[name], seen[name + BUSY]
        found |= results.summary(name, quiet) | results.summary(name + BUSY, busy)
        found[f"{name}_ratio"] = results.ratio(quiet, seen["constant"])
        found[f"{name}{BUSY}_ratio"] = results.ratio(busy, seen["constant"])
        found[f"{name}_cpu_ratio"] = results.cpu_ratio(quiet, seen["constant"])
        found[f"{name}{BUSY}_likes_per_second"] = results.median_rate(seen[name + "_likes"])
        # Likes are answered by the same workers, so their processor time stands in this one too.
        del found[f"{name}{BUSY}_cpu_us"]
    return found


def _said(seen: dict[str, list[Round]]) -> str:
    found = _figures(seen)
    parts = [f"{found[f'{name}_ratio']:.0%} as {name}, {found[f'{name}{BUSY}_ratio']:.0%} beside likes"
             for name in ("json", "html")]  # fmt: skip
    times = f"{found['translated_times_plain']:.2f} times (processor {found['translated_times_plain_cpu']:.2f})"
    return (
        f"{'; '.join(parts)}, of the constant's {found['constant_per_second']:,.0f} a second; "
        f"JSON with every card translated costs {times} the plain"
    )
