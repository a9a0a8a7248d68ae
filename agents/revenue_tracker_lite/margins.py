"""Margins: what remains of an order. Each component is rounded once; margins come from rounded parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agents.revenue_tracker_lite.amounts import ZERO, cents, plain, read_cost
from agents.revenue_tracker_lite.costs import Settings
from agents.revenue_tracker_lite.orders import Line, Order
from bot.contracts.agents import RecordWrite

ORDERS = "rt_shopify_orders_processed"
AMOUNTS = (
    *("total_revenue_gross", "total_discounts", "total_revenue_net", "total_cogs", "total_transaction_fees"),
    *("total_shipping_costs", "total_marketing_costs_attributed", "total_app_fees_amortized"),
    *("calculated_gross_margin", "calculated_net_margin"),
)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is left of a line after refunds; ``cost`` None where a piece's is unknown."""

    line: Line
    net: Decimal
    cost: Decimal | None
    unit: Decimal | None


def row_of(order: Order, costs: Mapping[str, Decimal], settings: Settings) -> dict[str, Any]:
    """The row of ``rt_shopify_orders_processed``; a cancelled order counts zero."""
    parts = [_part(order, line, costs.get(line.line_id)) for line in order.lines]
    row: dict[str, Any] = {
        "order_id": order.order_id,
        "shop_id": order.shop,
        "order_date": order.placed_at.isoformat(),
        "currency": order.currency,
    }
    if order.is_cancelled:
        nothing = dict.fromkeys(AMOUNTS, 0.0)
        return row | nothing | {"line_items_details_jsonb": [], "incomplete": False}
    gross = cents(sum((line.gross for line in order.lines), ZERO))
    discounts = cents(sum((line.discount for line in order.lines), ZERO))
    sold = gross - discounts
    left = cents(sum((part.net for part in parts), ZERO))
    is_complete = all(part.cost is not None for part in parts)
    cogs = cents(sum((part.cost or ZERO for part in parts), ZERO)) if is_complete else None
    fees, freight = _fees(order, sold, settings), _freight(order, settings)
    income = cents(order.freight_paid) if settings.counts_freight else ZERO
    marketing, apps = cents(settings.cpo), _apps(settings)
    margin = None if cogs is None else left + income - cogs - fees - freight
    net_margin = None if margin is None else margin - marketing - apps
    figures = (gross, discounts, left, cogs, fees, freight, marketing, apps, margin, net_margin)
    row |= {name: plain(figure) for name, figure in zip(AMOUNTS, figures, strict=True)}
    return row | {"line_items_details_jsonb": _details(parts, fees), "incomplete": not is_complete}


def write(order: Order, row: Mapping[str, Any]) -> RecordWrite:
    """The row to be kept: the same order again replaces it."""
    return RecordWrite(collection=ORDERS, key=order.key, at=order.placed_at, value=row)


def _part(order: Order, line: Line, unit: Decimal | None) -> _Part:
    net, kept = line.gross - line.discount, line.quantity
    left = net
    for refund in order.refunds:
        if refund.line_id == line.line_id:
            pieces = min(refund.quantity, line.quantity)
            share = net * pieces / line.quantity if line.quantity else ZERO
            left -= share if refund.amount is None else refund.amount
            kept -= pieces if refund.is_restocked else 0
    return _Part(line, max(left, ZERO), None if unit is None else unit * max(kept, 0), unit)


def _fees(order: Order, sold: Decimal, settings: Settings) -> Decimal:
    base = sold
    if settings.fee_base == "amount_charged":
        tax = sum((line.tax for line in order.lines), ZERO)
        base = sold + order.freight_paid + tax if order.charged is None else order.charged
    return cents(base * settings.fee_percent / 100 + settings.fee_fixed)


def _freight(order: Order, settings: Settings) -> Decimal:
    """What the freight costs: by region where that is known, else as listed before any discount."""
    known = (read_cost(settings.freight_by_region.get(region)) for region in order.region)
    return cents(next((cost for cost in known if cost is not None), order.freight_listed))


def _apps(settings: Settings) -> Decimal:
    return cents(settings.app_fees / settings.orders_per_month) if settings.orders_per_month else ZERO


def _details(parts: list[_Part], fees: Decimal) -> list[dict[str, Any]]:
    whole = sum((part.net for part in parts), ZERO)
    return [
        {
            "line_id": part.line.line_id,
            "product_id": part.line.product_id,
            "variant_id": part.line.variant_id,
            "sku": part.line.sku,
            "title": part.line.title,
            "quantity": part.line.quantity,
            "net": plain(cents(part.net)),
            "unit_cost": plain(part.unit),
            "cogs": None if part.cost is None else plain(cents(part.cost)),
            "fee": plain(cents(fees * part.net / whole)) if whole else 0.0,
        }
        for part in parts
    ]
