"""The dashboard: orders, their totals, how many pay the fixed costs, and which products earn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from agents.revenue_tracker_lite.amounts import ZERO, back, cents, plain
from agents.revenue_tracker_lite.margins import AMOUNTS

_MOST_PRODUCTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What a product earned over some orders; lines whose cost is unknown are left out."""

    key: str
    title: str
    quantity: int
    net: Decimal
    margin: Decimal

    @property
    def percent(self) -> Decimal | None:
        """The margin in percent of what was paid; None where nothing was."""
        return self.margin * 100 / self.net if self.net else None

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        percent = self.percent
        return {
            "product": self.key,
            "title": self.title,
            "quantity": self.quantity,
            "total_revenue_net": plain(self.net),
            "margin": plain(self.margin),
            "margin_percent": None if percent is None else plain(cents(percent)),
        }


def dashboard(rows: Sequence[Mapping[str, Any]], fixed_costs: Decimal) -> dict[str, Any]:
    """``profitability_dashboard_data_json`` over these rows."""
    ranked = sorted(products(rows), key=lambda one: (-one.margin, one.key))
    return {
        "orders": [dict(row) for row in rows],
        "totals": totals(rows),
        "break_even_orders": break_even(rows, fixed_costs),
        "top_products": [one.plain() for one in ranked[:_MOST_PRODUCTS]],
        "bottom_products": [one.plain() for one in ranked[::-1][:_MOST_PRODUCTS]],
    }


def totals(rows: Iterable[Mapping[str, Any]]) -> dict[str, float | None]:
    """The sum of each column; what is unknown in a row is left out of it."""
    known = list(rows)
    return {name: plain(sum((back(row[name]) for row in known), ZERO)) for name in AMOUNTS}


def break_even(rows: Iterable[Mapping[str, Any]], fixed_costs: Decimal) -> int | None:
    """How many orders of the average gross margin pay the fixed costs; None where the average pays none."""
    margins = [back(row["calculated_gross_margin"]) for row in rows if _counts(row)]
    average = sum(margins, ZERO) / len(margins) if margins else ZERO
    if average <= 0:
        return None
    return int((fixed_costs / average).to_integral_value(ROUND_CEILING))


def products(rows: Iterable[Mapping[str, Any]]) -> list[Product]:
    """Each product over these rows: what was paid, less its cost and its share of the fees."""
    lines: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        for line in row["line_items_details_jsonb"]:
            if line["cogs"] is not None:
                lines[line["product_id"] or line["sku"] or line["title"]].append(line)
    return [_product(key, found) for key, found in lines.items()]


def _product(key: str, lines: Sequence[Mapping[str, Any]]) -> Product:
    net = sum((back(line["net"]) for line in lines), ZERO)
    spent = sum((back(line["cogs"]) + back(line["fee"]) for line in lines), ZERO)
    pieces = sum(int(line["quantity"]) for line in lines)
    return Product(key=key, title=lines[-1]["title"], quantity=pieces, net=net, margin=net - spent)


def _counts(row: Mapping[str, Any]) -> bool:
    # A cancelled order has no lines, and is no order to take an average of.
    return row["calculated_gross_margin"] is not None and bool(row["line_items_details_jsonb"])
