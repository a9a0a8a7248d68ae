"""What is worth an alert: products that earn too little or fall, dearer costs, marketing that pays not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import mean, median, stdev
from typing import Any

from agents.revenue_tracker_lite.amounts import ZERO, back, cents
from agents.revenue_tracker_lite.dashboard import Product, products
from bot.contracts.agents import RecordView

WEEK, MONTH = timedelta(days=7), timedelta(days=28)
_RISE, _POINTS, _SIGMAS, _ENOUGH = Decimal("1.10"), 10, 2, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to tell, once a day for its kind and product."""

    kind: str
    product: str
    title: str
    text: str
    margin_percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From where on it is told."""

    margin_percent: Decimal
    roas: Decimal


def low_margins(rows: Sequence[Mapping[str, Any]], limits: Limits) -> list[Finding]:
    """The products that lose money or earn less than the limit over these rows."""
    return [found for one in products(rows) if (found := _low(one, limits)) is not None]


def trends(views: Sequence[RecordView], now: datetime, limits: Limits) -> list[Finding]:
    """All findings over the week before ``now``, with what came before it to compare."""
    week = [one.value for one in views if now - WEEK <= one.at <= now]
    before = [one.value for one in views if now - 2 * WEEK <= one.at < now - WEEK]
    month = [one for one in views if now - WEEK - MONTH <= one.at < now - WEEK]
    found = low_margins(week, limits)
    found += _falls(week, before) + _unusual(week, month)
    found += _dearer(week, [one.value for one in month]) + _marketing(week, limits)
    unique = {(one.kind, one.product): one for one in found}
    return list(unique.values())


def _low(one: Product, limits: Limits) -> Finding | None:
    percent = one.percent
    if percent is None or percent >= max(limits.margin_percent, ZERO):
        return None
    kind = "negative_margin" if percent < 0 else "low_margin"
    text = (
        f"{one.title} loses money: its margin is {cents(percent)} %."
        if percent < 0
        else f"{one.title} earns {cents(percent)} %, less than {limits.margin_percent.normalize():f} %."
    )
    return Finding(kind=kind, product=one.key, title=one.title, text=text, margin_percent=percent)


def _falls(week: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> list[Finding]:
    old = {one.key: one.percent for one in products(before)}
    found = []
    for one in products(week):
        was, now = old.get(one.key), one.percent
        if was is not None and now is not None and was - now > _POINTS:
            text = f"The margin of {one.title} fell from {cents(was)} % to {cents(now)} % within a week."
            found.append(
                Finding(kind="margin_fall", product=one.key, title=one.title, text=text, margin_percent=now)
            )
    return found


def _unusual(week: Sequence[Mapping[str, Any]], month: Sequence[RecordView]) -> list[Finding]:
    """Products below their usual daily margin by more than two standard deviations."""
    days: dict[str, list[float]] = defaultdict(list)
    by_day: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for view in month:
        by_day[view.at.date()].append(view.value)
    for rows in by_day.values():
        for one in products(rows):
            if one.percent is not None:
                days[one.key].append(float(one.percent))
    found = []
    for one in products(week):
        usual, percent = days[one.key], one.percent
        if percent is None or len(usual) < _ENOUGH or not (spread := stdev(usual)):
            continue
        if float(percent) < mean(usual) - _SIGMAS * spread:
            text = f"The margin of {one.title} is {cents(percent)} %, where {mean(usual):.2f} % is usual."
            found.append(
                Finding(
                    kind="margin_unusual", product=one.key, title=one.title, text=text, margin_percent=percent
                )
            )
    return found


def _dearer(week: Sequence[Mapping[str, Any]], month: Sequence[Mapping[str, Any]]) -> list[Finding]:
    old, found = _costs(month), []
    for (kind, product), (title, values) in _costs(week).items():
        usual = old.get((kind, product), ("", []))[1]
        if len(usual) < _ENOUGH or not (middle := median(usual)):
            continue
        if (now := median(values)) > middle * _RISE:
            text = f"{title} rose by {cents((now / middle - 1) * 100)} % over the median of 28 days."
            found.append(Finding(kind=kind, product=product, title=title, text=text))
    return found


def _costs(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[str, list[Decimal]]]:
    costs: dict[tuple[str, str], tuple[str, list[Decimal]]] = {}
    for row in rows:
        for kind, product, title, value in _told(row):
            costs.setdefault((kind, product), (title, []))[1].append(value)
    return costs


def _told(row: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Decimal]]:
    for line in row["line_items_details_jsonb"]:
        if line["unit_cost"]:
            key = line["product_id"] or line["sku"] or line["title"]
            yield "cogs_rise", key, f"The cost of {line['title']}", back(line["unit_cost"])
    if row["line_items_details_jsonb"]:
        yield "shipping_rise", "", "Freight for an order", back(row["total_shipping_costs"])
        if net := back(row["total_revenue_net"]):
            yield "fee_rise", "", "The share of fees", back(row["total_transaction_fees"]) / net


def _marketing(week: Sequence[Mapping[str, Any]], limits: Limits) -> list[Finding]:
    spent = sum((back(row["total_marketing_costs_attributed"]) for row in week), ZERO)
    earned = sum((back(row["total_revenue_net"]) for row in week), ZERO)
    if not spent or earned / spent >= limits.roas:
        return []
    text = f"Marketing brings {cents(earned / spent)} for each 1.00 that it costs."
    return [Finding(kind="roas", product="", title="Marketing", text=text)]
