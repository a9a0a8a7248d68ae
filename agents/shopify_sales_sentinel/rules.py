"""The rule for orders of high value, and all that comes of one order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from statistics import median
from typing import Any

from agents.shopify_sales_sentinel.money import Money
from agents.shopify_sales_sentinel.orders import Order
from agents.shopify_sales_sentinel.usual import ORDERS, Usual
from bot.contracts.agents import AgentResult, RecordWrite
from bot.contracts.events import Fact
from bot.contracts.messages import Alert, Detail, Link, Post

ALERT_GENERATED = "ionflux.agent.salessentinel.alert_generated"
_LEAST_USUAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An order under the rule: where alerts go, when it was told of, when judged, what was usual lately."""

    order: Order
    threshold: Decimal
    channel: str
    told_at: datetime
    now: datetime
    usual: Usual


def is_high(order: Order, threshold: Decimal) -> bool:
    """Whether the total is above the threshold; an order without a total, or with one below zero, is not."""
    return order.total is not None and order.total.amount >= 0 and order.total.amount > threshold


def sentence(order: Order, threshold: Decimal) -> str:
    """One sentence on how the order compares with the threshold."""
    if order.total is None:
        return f"{order.title} could not be judged: it has no total that can be read."
    if order.total.amount < 0:
        return f"{order.title} could not be judged: its total is below zero."
    amount, limit = order.total.text(), Money(threshold, order.total.currency).text()
    if order.total.amount > threshold:
        return f"{order.title} of {amount} is above the threshold of {limit}."
    if order.total.amount == threshold:
        return f"{order.title} of {amount} is at the threshold of {limit}, not above it."
    return f"{order.title} of {amount} is under the threshold of {limit}."


def decide(ruling: Ruling) -> AgentResult:
    """What comes of the order: its row among the shop's figures, and above the threshold the alert."""
    order = ruling.order
    records = [_row(ruling)] if order.counts and order.order_id else []
    if ruling.usual.row is not None:
        records.append(ruling.usual.row)
    detection = max(0.0, (ruling.now - ruling.told_at).total_seconds())
    kpis = {"orders_checked": 1.0, "alerts": 0.0, "detection_seconds": round(detection, 3)}
    if order.total is not None:
        kpis["order_value"] = float(order.total.amount)
    preview = sentence(order, ruling.threshold)
    if not is_high(order, ruling.threshold):
        return AgentResult(preview=preview, kpis=kpis, records=records)
    alert = _alert(ruling, preview)
    payload = _payload(ruling, preview)
    return AgentResult(
        preview=preview,
        outputs={"alert": payload, "alert_to_brief_butler": for_butler(alert, ruling.channel)},
        kpis=kpis | {"alerts": 1.0},
        posts=(Post(channel=ruling.channel, content=alert),),
        events=(Fact(event_type=ALERT_GENERATED, payload=payload),),
        records=records,
    )


def for_butler(alert: Alert, channel: str) -> dict[str, Any]:
    """The alert as agent 007 takes it."""
    return {"channel": channel, "level": alert.level, "title": alert.title, "text": alert.text}


def _row(ruling: Ruling) -> RecordWrite:
    order = ruling.order
    total = order.total or Money(Decimal(0))
    # A delivery that was retried for hours still belongs to the minute of its order.
    at = min(order.created_at or ruling.told_at, ruling.told_at)
    value = {"total": total.exact(), "currency": total.currency}
    return RecordWrite(collection=ORDERS, key=order.order_id, at=at, value=value)


def _payload(ruling: Ruling, text: str) -> Mapping[str, Any]:
    order = ruling.order
    total = order.total or Money(Decimal(0))
    return {
        "alert_type": "high_value_order",
        "level": "info",
        "text": text,
        "order_id": order.order_id,
        "order_name": order.name,
        "total": total.exact(),
        "currency": total.currency,
        "threshold": float(ruling.threshold),
        "channel": ruling.channel,
        "is_test": order.is_test,
    }


def _alert(ruling: Ruling, text: str) -> Alert:
    order = ruling.order
    total = order.total or Money(Decimal(0))
    details = [
        Detail(label=f"{line.quantity} × {line.title}", value=line.value.text() if line.value else "")
        for line in order.lines
    ]
    if order.unread_lines:
        details.append(Detail(label=f"{order.unread_lines} more", value=""))
    address = _address(order)
    return Alert(
        title=order.title,
        text=text,
        reason_text=f"Above {Money(ruling.threshold, total.currency).text()}",
        amount_text=total.text(),
        fields=tuple(details),
        foot_text=_foot(ruling, total),
        links=(Link(label="Order in Shopify", url=address),) if address else (),
    )


def _foot(ruling: Ruling, total: Money) -> str | None:
    order = ruling.order
    if order.is_test:
        return "A test order, cancelled already." if order.is_cancelled else "A test order."
    if order.is_cancelled:
        return "Cancelled already."
    if len(ruling.usual.totals) < _LEAST_USUAL:
        return None
    middle = Money(median(ruling.usual.totals), total.currency)
    above = sum(1 for amount in ruling.usual.totals if amount > ruling.threshold)
    share = f"{above or 'none'} of the last {len(ruling.usual.totals)}"
    return f"The usual order is {middle.text()}; {share} came above the threshold."


def _address(order: Order) -> str | None:
    """The order's page in the shop's admin; only for a real shop's domain and a plain number."""
    if not order.shop_domain or not order.order_id:
        return None
    return f"https://{order.shop_domain}/admin/orders/{order.order_id}"
