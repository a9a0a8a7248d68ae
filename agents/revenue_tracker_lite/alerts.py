"""Alerts: each finding once a day, as a message, as events and as a row."""

from collections.abc import Sequence
from datetime import datetime

from agents.revenue_tracker_lite.amounts import cents, plain
from agents.revenue_tracker_lite.variance import Finding
from bot.contracts.agents import Records, RecordWrite
from bot.contracts.events import Fact
from bot.contracts.messages import Alert

ALERTS = "rt_margin_alerts"
MARGIN_ALERT = "ionflux.agent.revenuetracker.profit_margin_alert"
LOW_PRODUCT = "ionflux.agent.revenuetracker.low_performing_product_alert"
_LOW = ("negative_margin", "low_margin")


def key_of(finding: Finding, now: datetime) -> str:
    """The key of its row: day, kind and product."""
    return f"{now:%Y-%m-%d}/{finding.kind}/{finding.product}"[:200]


async def untold(records: Records, found: Sequence[Finding], now: datetime) -> list[Finding]:
    """Those that nobody was told of today."""
    return [one for one in found if await records.get(ALERTS, key_of(one, now)) is None]


def row(finding: Finding, shop: str, now: datetime) -> RecordWrite:
    """That it was told."""
    return RecordWrite(collection=ALERTS, key=key_of(finding, now), at=now, value=payload(finding, shop))


def payload(finding: Finding, shop: str) -> dict[str, object]:
    """As JSON."""
    percent = finding.margin_percent
    return {
        "kind": finding.kind,
        "shop_id": shop,
        "product": finding.product,
        "title": finding.title,
        "text": finding.text,
        "margin_percent": None if percent is None else plain(cents(percent)),
    }


def facts(finding: Finding, shop: str) -> list[Fact]:
    """What other agents learn of it."""
    types = [MARGIN_ALERT, LOW_PRODUCT] if finding.kind in _LOW else [MARGIN_ALERT]
    return [Fact(event_type=one, payload=payload(finding, shop)) for one in types]


def message(found: Sequence[Finding]) -> Alert:
    """One message for all of them."""
    is_loss = any(one.kind == "negative_margin" for one in found)
    title = "A product loses money" if is_loss else "A margin is worth a look"
    text = "\n".join(one.text for one in found[:20])
    return Alert(title=title, text=text, level="critical" if is_loss else "warning")
