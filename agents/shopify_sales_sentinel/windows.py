"""Windows: what a shop did in one or five minutes, rolled up from its figures and its orders."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.contracts.agents import RecordView, RecordWrite
from bot.contracts.amounts import read_amount

WINDOWS = "shop_windows"
_SUMS = ("visits", "checkouts_started", "orders", "revenue", "checkout_errors")
_MEANS = ("page_load_ms", "cvr", "aov")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What happened in the ``seconds`` from ``start``; None for what nobody reported."""

    start: datetime
    seconds: int
    visits: float | None = None
    checkouts_started: float | None = None
    orders: float | None = None
    revenue: float | None = None
    checkout_errors: float | None = None
    page_load_ms: float | None = None
    currency: str = ""
    segments: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def end(self) -> datetime:
        """The moment after its last."""
        return self.start + timedelta(seconds=self.seconds)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known of it."""
        figures = (self.visits, self.checkouts_started, self.checkout_errors, self.page_load_ms)
        return not self.orders and all(figure is None for figure in figures)

    @property
    def cvr(self) -> float | None:
        """Orders per visit."""
        return _ratio(self.orders, self.visits)

    @property
    def completion(self) -> float | None:
        """Orders per checkout begun."""
        return _ratio(self.orders, self.checkouts_started)

    @property
    def aov(self) -> float | None:
        """The average order."""
        return _ratio(self.revenue, self.orders)

    @property
    def text(self) -> str:
        """Its hours and minutes: ``14:00–14:05 UTC``."""
        return f"{self.start:%H:%M}–{self.end:%H:%M} UTC"

    def row(self) -> RecordWrite:
        """The window as a row; rolled up again, it replaces the old one."""
        value: dict[str, Any] = {"seconds": self.seconds, "currency": self.currency}
        for name in (*_SUMS, "page_load_ms"):
            value[name] = getattr(self, name)
        value["segments"] = {name: dict(counts) for name, counts in self.segments.items()}
        return RecordWrite(collection=WINDOWS, key=self.start.isoformat(), at=self.start, value=value)


def from_row(row: RecordView) -> Window:
    """The window that ``row`` wrote."""
    return Window(start=row.at.astimezone(UTC), **row.value)


def floor(moment: datetime, seconds: int) -> datetime:
    """The beginning of the window that holds the moment."""
    stamp = int(moment.timestamp())
    return datetime.fromtimestamp(stamp - stamp % seconds, UTC)


def roll(
    start: datetime, seconds: int, figures: Sequence[RecordView], orders: Sequence[RecordView]
) -> Window:
    """The window from ``start``: from its figures, and from its orders where no figure counts them."""
    end = start + timedelta(seconds=seconds)
    values = [row.value for row in figures if start <= row.at < end]
    totals = _totals(values)
    placed = [row.value for row in orders if start <= row.at < end]
    currency = next((str(value["currency"]) for value in placed), "") or _currency(values)
    sums: dict[str, float | None] = {name: totals.get(name) for name in _SUMS}
    if sums["orders"] is None and "cvr" in totals and sums["visits"] is not None:
        sums["orders"] = totals["cvr"] * sums["visits"]
    if sums["orders"] is None:
        sums["orders"] = float(len(placed))
        sums["revenue"] = float(sum(read_amount(value["total"]) or 0 for value in placed))
    if sums["revenue"] is None and "aov" in totals and (count := sums["orders"]) is not None:
        sums["revenue"] = totals["aov"] * count
    return Window(
        start=start,
        seconds=seconds,
        page_load_ms=totals.get("page_load_ms"),
        currency=currency,
        segments=_segments(values),
        **sums,
    )


def _totals(values: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Each figure of the whole shop; where it came by parts only, of the parts of one dimension."""
    by_name: dict[str, dict[tuple[str, int], list[float]]] = defaultdict(lambda: defaultdict(list))
    for value in values:
        dimension = next(iter(_parts(value)), "")
        by_name[value["metric_name"]][dimension, value["window_seconds"]].append(value["value"])
    totals = {}
    for name, groups in by_name.items():
        # Of reports of several lengths the longer counts: it is whole, and the short ones may be gaps.
        _, chosen = max(groups.items(), key=lambda group: (group[0][0] == "", group[0][1]))
        totals[name] = sum(chosen) / len(chosen) if name in _MEANS else sum(chosen)
    return totals


def _segments(values: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Visits and orders by each part of the shop that is reported alone: ``device mobile``."""
    segments: dict[str, dict[str, float]] = defaultdict(lambda: {"visits": 0.0, "orders": 0.0})
    for value in values:
        parts = _parts(value)
        if len(parts) == 1 and value["metric_name"] in ("visits", "orders"):
            ((dimension, part),) = parts.items()
            segments[f"{dimension} {part}"][value["metric_name"]] += value["value"]
    return dict(segments)


def _parts(value: Mapping[str, Any]) -> dict[str, str]:
    return {name: part for name, part in value["dimensions"].items() if name != "currency"}


def _currency(values: Iterable[Mapping[str, Any]]) -> str:
    return next(
        (value["dimensions"]["currency"] for value in values if "currency" in value["dimensions"]), ""
    )


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole
