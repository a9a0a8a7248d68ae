"""The words: of one order, of a digest, of an alert."""

from collections.abc import Mapping, Sequence
from typing import Any

from agents.revenue_tracker_lite.amounts import back, money
from agents.revenue_tracker_lite.margins import AMOUNTS

_LABELS = (
    *("Gross revenue", "Discounts", "Net revenue", "Cost of goods", "Transaction fees", "Freight"),
    *("Marketing", "Apps", "Gross contribution", "Net contribution"),
)


def preview(name: str, row: Mapping[str, Any]) -> str:
    """One sentence for one order."""
    if row["incomplete"]:
        return f"{name} is incomplete: the cost of some goods is not known."
    if not row["line_items_details_jsonb"]:
        return f"{name} is cancelled and counts zero."
    gross, net = (
        _written(row, column, row["currency"])
        for column in ("calculated_gross_margin", "calculated_net_margin")
    )
    return f"{name} contributes {gross} gross and {net} net."


def order_text(name: str, row: Mapping[str, Any], break_even: int | None) -> str:
    """One order as a table."""
    lines = [f"**{preview(name, row)}**", "", *_table(row, row["currency"])]
    return "\n".join(lines + _break_even(break_even))


def counted(orders: int) -> str:
    """How many orders, in words."""
    return "1 order" if orders == 1 else f"{orders} orders"


def digest(period: str, board: Mapping[str, Any], told: Sequence[str]) -> str:
    """The digest of a period."""
    rows = board["orders"]
    currency = rows[0]["currency"] if rows else ""
    missing = sum(1 for row in rows if row["incomplete"])
    count = counted(len(rows))
    lines = [f"**Profitability {period}: {count}**", "", *_table(board["totals"], currency)]
    if missing:
        lines += ["", f"{missing} of them lack the cost of some goods and are left out of the margins."]
    lines += _break_even(board["break_even_orders"])
    for title, key in (("Best", "top_products"), ("Worst", "bottom_products")):
        if board[key]:
            lines += ["", f"**{title} products**", ""]
            lines += [f"- {one['title']}: {money(back(one['margin']), currency)}" for one in board[key]]
    if told:
        lines += ["", "**Worth a look**", "", *(f"- {text}" for text in told)]
    return "\n".join(lines)


def suggested(steps: Sequence[str]) -> str:
    """What a model suggests, below a digest."""
    return "\n".join(["", "", "**Suggestions**", "", *(f"- {step}" for step in steps)]) if steps else ""


def _table(values: Mapping[str, Any], currency: str) -> list[str]:
    pairs = zip(_LABELS, AMOUNTS, strict=True)
    return [
        "| | |",
        "|---|---:|",
        *(f"| {label} | {_written(values, at, currency)} |" for label, at in pairs),
    ]


def _written(values: Mapping[str, Any], column: str, currency: str) -> str:
    value = values[column]
    return money(None if value is None else back(value), currency)


def _break_even(count: int | None) -> list[str]:
    if not count:
        return []
    return ["", f"Fixed costs are paid after {counted(count)}."]
