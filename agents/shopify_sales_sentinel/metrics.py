"""Figures of a shop as services report them: read from the event, kept one row each."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from agents.shopify_sales_sentinel.orders import shown
from bot.contracts.agents import RecordWrite
from config.errors import InvalidInput

METRICS = "shop_performance_metrics"
WINDOW_SECONDS = 300
_MOST_FIGURES = 500
_NAMES = {
    "visits": "visits",
    "sessions": "visits",
    "checkouts_started": "checkouts_started",
    "checkouts": "checkouts_started",
    "orders": "orders",
    "revenue": "revenue",
    "gmv": "revenue",
    "cvr": "cvr",
    "conversion_rate": "cvr",
    "aov": "aov",
    "average_order_value": "aov",
    "checkout_errors": "checkout_errors",
    "errors": "checkout_errors",
    "page_load_ms": "page_load_ms",
    "page_load": "page_load_ms",
    "latency_ms": "page_load_ms",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a report, under the name we use; without dimensions it is of the whole shop."""

    name: str
    value: float
    dimensions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures of the ``seconds`` from ``at``. Those with names we do not know are left out."""

    at: datetime
    seconds: int
    figures: tuple[Figure, ...]

    @property
    def end(self) -> datetime:
        """The moment after the last one it tells of."""
        return self.at + timedelta(seconds=self.seconds)


def read_report(payload: Mapping[str, Any], now: datetime) -> Report:
    """The report of a ``metrics.processed`` payload.

    Raises:
        InvalidInput: its time is missing or to come, or its window is longer than those we keep.
    """
    at = _moment(payload.get("timestamp"))
    if at is None:
        raise InvalidInput("The figures do not say of when they are.")
    if at > now + timedelta(minutes=5):
        raise InvalidInput("The figures are of a time to come.")
    seconds = payload.get("window_seconds", WINDOW_SECONDS)
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 < seconds <= WINDOW_SECONDS:
        raise InvalidInput(f"The figures must be of 1 to {WINDOW_SECONDS} seconds.")
    metrics = payload.get("metrics")
    found = metrics[:_MOST_FIGURES] if isinstance(metrics, list) else []
    figures = tuple(figure for entry in found if (figure := _figure(entry)) is not None)
    return Report(at=at, seconds=seconds, figures=figures)


def rows(report: Report) -> list[RecordWrite]:
    """The figures as rows; the same report again replaces them."""
    return [
        RecordWrite(
            collection=METRICS,
            key=f"{report.at.isoformat()}/{report.seconds}/{figure.name}/{_digest(figure.dimensions)}",
            at=report.at,
            value={
                "metric_name": figure.name,
                "value": figure.value,
                "window_seconds": report.seconds,
                "dimensions": dict(figure.dimensions),
            },
        )
        for figure in report.figures
    ]


def _figure(entry: Any) -> Figure | None:
    if not isinstance(entry, Mapping):
        return None
    name, value, dimensions = (
        _NAMES.get(str(entry.get("metric_name"))),
        entry.get("value"),
        entry.get("dimensions"),
    )
    if name is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not math.isfinite(value) or not 0 <= value < 1e15:
        return None
    # Services write a rate as 0.032 or as 3.2.
    read = value / 100 if name == "cvr" and value > 1 else float(value)
    named = dimensions if isinstance(dimensions, Mapping) else {}
    return Figure(
        name=name,
        value=read,
        dimensions={
            shown(key, 40): shown(str(part), 60) for key, part in sorted(named.items()) if part is not None
        },
    )


def _digest(dimensions: Mapping[str, str]) -> str:
    if not dimensions:
        return "all"
    return hashlib.sha256(orjson.dumps(dict(dimensions), option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def _moment(value: Any) -> datetime | None:
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value)
            return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None
