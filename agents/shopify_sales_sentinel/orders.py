"""An order as the rules need it, read from whatever body came.

Nothing here reads who bought: no name, address or contact of a customer can reach an alert or a record.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from agents.shopify_sales_sentinel.money import Money, read_currency
from bot.contracts.amounts import read_amount

_SHOP = re.compile(r"[a-z0-9][a-z0-9-]{0,100}\.myshopify\.com")
# Clients show the first four of an alert's details and the rest on demand.
_MOST_LINES = 12
_MOST_PIECES = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was bought, how many, and for how much together before discounts."""

    title: str
    quantity: int
    value: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order in shop money. ``total`` is None where the body holds none that can be read.

    ``name`` is Shopify's own, ``#1001``; without one the order's number or id; ``""`` without any.
    """

    order_id: str
    name: str
    total: Money | None
    lines: tuple[Line, ...]
    unread_lines: int
    is_test: bool
    is_cancelled: bool
    created_at: datetime | None
    shop_domain: str

    @property
    def title(self) -> str:
        """What to call it at the beginning of a sentence."""
        return f"Order {self.name}" if self.name else "An order without a number"

    @property
    def counts(self) -> bool:
        """Whether it belongs in the shop's figures."""
        has_total = self.total is not None and self.total.amount >= 0
        return has_total and not self.is_test and not self.is_cancelled


def read_order(body: Mapping[str, Any], shop_domain: Any = None) -> Order:
    """The order in that body. Never raises: what cannot be read is absent."""
    order_id = _number(body.get("id"))
    lines = body.get("line_items")
    items = [item for item in lines if isinstance(item, Mapping)] if isinstance(lines, list) else []
    total = _total(body)
    currency = total.currency if total else read_currency(body.get("currency"))
    shown = tuple(_line(item, currency) for item in items[:_MOST_LINES])
    return Order(
        order_id=order_id,
        name=_name(body, order_id),
        total=total,
        lines=shown,
        unread_lines=len(items) - len(shown),
        is_test=body.get("test") is True,
        is_cancelled=bool(body.get("cancelled_at")),
        created_at=_moment(body.get("created_at")),
        shop_domain=shop_domain if isinstance(shop_domain, str) and _SHOP.fullmatch(shop_domain) else "",
    )


def _total(body: Mapping[str, Any]) -> Money | None:
    """``total_price``, which is shop money, else the shop's half of ``total_price_set``."""
    money_set = body.get("total_price_set")
    shop = money_set.get("shop_money") if isinstance(money_set, Mapping) else None
    shop = shop if isinstance(shop, Mapping) else {}
    amount = read_amount(body.get("total_price"))
    if amount is None:
        amount = read_amount(shop.get("amount"))
    if amount is None:
        return None
    return Money(amount, read_currency(body.get("currency")) or read_currency(shop.get("currency_code")))


def _line(item: Mapping[str, Any], currency: str) -> Line:
    quantity = item.get("quantity")
    pieces = quantity if isinstance(quantity, int) and 0 < quantity < _MOST_PIECES else 1
    price = read_amount(item.get("price"))
    return Line(
        title=shown(item.get("title") or item.get("name"), 80) or "Unnamed item",
        quantity=pieces,
        value=None if price is None else Money(price * pieces, currency),
    )


def _name(body: Mapping[str, Any], order_id: str) -> str:
    name = shown(body.get("name"), 40)
    if not name and (number := _number(body.get("order_number"))):
        name = f"#{number}"
    return name or order_id


def _number(value: Any) -> str:
    """A whole number as text, of at most 20 digits."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = str(value)
    return text if text.isascii() and text.isdigit() and len(text) <= 20 else ""


def shown(value: Any, longest: int) -> str:
    """Text from outside in one line: without control and direction characters, shortened with an ellipsis."""
    if not isinstance(value, str):
        return ""
    letters = (letter if letter.isprintable() else " " for letter in value[: longest * 4])
    text = " ".join("".join(letters).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
