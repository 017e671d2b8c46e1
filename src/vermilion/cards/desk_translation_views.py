"""What an operator is shown of translation, on the page and by programs alike."""

from __future__ import annotations

from vermilion.cards.views import View


class WorkView(View, frozen=True):
    """What engines did: texts (sentences, for most engines), their characters, failures, the engines' own seconds, and
    what it cost in the operator's currency."""

    texts: int
    characters: int
    failures: int
    seconds: float
    cost: float


class EngineView(View, frozen=True):
    """An engine of the chain. `pairs` are as zh>en, or one * for any. `state` is ok, open (it failed and is left alone
    for a while), budget (today's is spent), unreachable, or silent (no translator has told of it lately); `error` is
    the latest. `daily_budget` in the operator's currency, None without a bound."""

    name: str
    kind: str
    model: str
    pairs: list[str]
    state: str
    error: str
    seen_at: str
    today: WorkView
    month: WorkView
    daily_budget: float | None


class MemoryView(View, frozen=True):
    """How many texts that readers were shown needed no engine, and how many did; `rate` from 0 to 1, None before the
    first."""

    hits: int
    misses: int
    rate: float | None


class DayView(View, frozen=True):
    """All engines on a day (YYYY-MM-DD, UTC)."""

    day: str
    texts: int
    failures: int
    cost: float


class DemandView(View, frozen=True):
    """A pair that readers asked for in the last 30 days; `possible`: an engine does it at present."""

    source: str
    target: str
    hits: int
    misses: int
    possible: bool


class QueueView(View, frozen=True):
    """What waits for a translator: `asked` by a reader who waits for it, `hot`, `in_advance`; `failed` are kept for a
    while with their reason. `oldest_at` is None when nothing waits."""

    asked: int
    hot: int
    in_advance: int
    failed: int
    oldest_at: str | None


class TranslationDeskView(View, frozen=True):
    """Translation as an operator looks after it. `fault` says what is wrong with translation.toml, else it is empty;
    `days` are the last 30, oldest first; `demand` has the pairs with most misses first; `offered` and `accepted` count
    members' translations."""

    fault: str
    engines: list[EngineView]
    today: WorkView
    month: WorkView
    memory_today: MemoryView
    memory_month: MemoryView
    days: list[DayView]
    demand: list[DemandView]
    queue: QueueView
    offered: int
    accepted: int
