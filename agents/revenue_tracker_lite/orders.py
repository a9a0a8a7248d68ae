"""An order as the sums need it, in shop money. Nothing here reads who bought."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from agents.revenue_tracker_lite.amounts import ZERO, read_cost, shop_amount
from bot.contracts.amounts import read_amount

_SHOP = re.compile(r"[a-z0-9][a-z0-9-]{0,100}\.myshopify\.com")
_MOST_LINES, _MOST_PIECES = 500, 10**5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was bought. ``gross`` and ``discount`` are of all pieces, without tax that the price includes."""

    line_id: str
    product_id: str
    variant_id: str
    sku: str
    title: str
    quantity: int
    gross: Decimal
    discount: Decimal
    tax: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Pieces of a line that were paid back; ``amount`` None is their share of the line."""

    refund_id: str
    line_id: str
    quantity: int
    amount: Decimal | None
    is_restocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order; ``charged`` is all that was to be paid, ``freight_paid`` what of it was freight."""

    order_id: str
    shop: str
    name: str
    currency: str
    placed_at: datetime
    updated_at: datetime | None
    lines: tuple[Line, ...]
    refunds: tuple[Refund, ...]
    freight_listed: Decimal
    freight_paid: Decimal
    charged: Decimal | None
    region: tuple[str, ...]
    is_cancelled: bool
    is_test: bool
    taxes_included: bool

    @property
    def key(self) -> str:
        """The key of its row: shop and order."""
        return f"{self.shop}/{self.order_id}"


def read_order(body: Mapping[str, Any], shop: Any, now: datetime) -> Order | None:
    """The order in that body, or None where it has no id or no lines. Never raises."""
    order_id, items = read_id(body.get("id")), list(_mappings(body.get("line_items")))[:_MOST_LINES]
    if not order_id or not items:
        return None
    included = body.get("taxes_included") is True
    freight = list(_mappings(body.get("shipping_lines")))
    listed = sum((_positive(shop_amount(one, "price")) for one in freight), ZERO)
    off = sum((_freight_discount(one) for one in freight), ZERO)
    lines = tuple(_line(item, str(place), included) for place, item in enumerate(items))
    return Order(
        order_id=order_id,
        shop=read_shop(shop),
        name=shown(body.get("name"), 40) or f"#{order_id}",
        currency=read_currency(body.get("currency")),
        placed_at=read_moment(body.get("created_at")) or read_moment(body.get("processed_at")) or now,
        updated_at=read_moment(body.get("updated_at")),
        lines=_shared(lines, body, off, included=included),
        refunds=tuple(
            one for refund in _mappings(body.get("refunds")) for one in read_refund(refund, included=included)
        ),
        freight_listed=listed,
        freight_paid=max(listed - off, ZERO),
        charged=read_cost(shop_amount(body, "total_price")),
        region=_region(body.get("shipping_address")),
        is_cancelled=bool(body.get("cancelled_at")),
        is_test=body.get("test") is True,
        taxes_included=included,
    )


def read_refund(body: Mapping[str, Any], *, included: bool) -> Iterator[Refund]:
    """The lines of a refund; ``included`` tells that its amounts hold tax."""
    for number, item in enumerate(_mappings(body.get("refund_line_items"))):
        line = item.get("line_item")
        line_id = item.get("line_item_id", line.get("id") if isinstance(line, Mapping) else None)
        amount = read_cost(shop_amount(item, "subtotal"))
        if amount is not None and included:
            amount = max(amount - _positive(shop_amount(item, "total_tax")), ZERO)
        yield Refund(
            refund_id=f"{read_id(body.get('id'))}/{read_id(item.get('id')) or number}",
            line_id=read_id(line_id),
            quantity=_pieces(item.get("quantity")),
            amount=amount,
            is_restocked=item.get("restock_type") in ("return", "cancel", "legacy_restock"),
        )


def read_id(value: Any) -> str:
    """A number as text, of at most 20 digits; ``""`` for anything else. Also of ``gid://…/123``."""
    if isinstance(value, bool) or not isinstance(value, int | str) or len(str(value)[:200]) > 100:
        return ""
    text = str(value).rpartition("/")[2]
    return text if text.isascii() and text.replace("-", "").isalnum() and len(text) <= 40 else ""


def read_shop(value: Any) -> str:
    """A shop's domain; ``shop`` where there is none that can be read."""
    return value if isinstance(value, str) and _SHOP.fullmatch(value) else "shop"


def read_currency(value: Any) -> str:
    """A code of three letters in capitals; ``""`` for anything else."""
    is_code = isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha()
    return value.upper() if is_code else ""


def read_moment(value: Any) -> datetime | None:
    """A time that has its offset, as UTC."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def shown(value: Any, longest: int) -> str:
    """Text from outside in one line, without what could be read as markup or a control character."""
    if not isinstance(value, str):
        return ""
    letters = (one if one.isprintable() and one not in "*_`[]<>|\\" else " " for one in value[: longest * 4])
    text = " ".join("".join(letters).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _line(item: Mapping[str, Any], place: str, included: bool) -> Line:
    pieces = _pieces(item.get("quantity"))
    tax = sum((_positive(shop_amount(one, "price")) for one in _mappings(item.get("tax_lines"))), ZERO)
    gross = _positive(shop_amount(item, "price")) * pieces
    allocated = [_positive(shop_amount(one, "amount")) for one in _mappings(item.get("discount_allocations"))]
    discount = sum(allocated, ZERO) if allocated else _positive(shop_amount(item, "total_discount"))
    return Line(
        line_id=read_id(item.get("id")) or f"line-{place}",
        product_id=read_id(item.get("product_id")),
        variant_id=read_id(item.get("variant_id")),
        sku=shown(item.get("sku"), 80),
        title=shown(item.get("title") or item.get("name"), 80) or "Unnamed item",
        quantity=pieces,
        gross=max(gross - tax, ZERO) if included else gross,
        discount=min(discount, gross),
        tax=tax,
    )


def _shared(
    lines: tuple[Line, ...], body: Mapping[str, Any], freight_off: Decimal, *, included: bool
) -> tuple[Line, ...]:
    """The lines, with what only the order tells of discounts and included tax shared out by value."""
    discount = tax = ZERO
    if not any(line.discount for line in lines):
        discount = max(_positive(shop_amount(body, "total_discounts")) - freight_off, ZERO)
    if included and not any(line.tax for line in lines):
        tax = _positive(shop_amount(body, "total_tax"))
    whole = sum((line.gross for line in lines), ZERO)
    if not whole or not (discount or tax):
        return lines
    return tuple(_with(line, line.gross / whole, discount, tax) for line in lines)


def _with(line: Line, share: Decimal, discount: Decimal, tax: Decimal) -> Line:
    gross = max(line.gross - tax * share, ZERO)
    return Line(
        line_id=line.line_id,
        product_id=line.product_id,
        variant_id=line.variant_id,
        sku=line.sku,
        title=line.title,
        quantity=line.quantity,
        gross=gross,
        discount=line.discount or min(discount * share, gross),
        tax=line.tax or tax * share,
    )


def _freight_discount(line: Mapping[str, Any]) -> Decimal:
    listed, reduced = _positive(shop_amount(line, "price")), read_cost(shop_amount(line, "discounted_price"))
    if reduced is not None:
        return max(listed - reduced, ZERO)
    parts = (_positive(shop_amount(one, "amount")) for one in _mappings(line.get("discount_allocations")))
    return min(sum(parts, ZERO), listed)


def _region(address: Any) -> tuple[str, ...]:
    """The most exact first: ``BR-SP``, ``BR``, ``*``."""
    found = address if isinstance(address, Mapping) else {}
    country, province = (shown(found.get(name), 10) for name in ("country_code", "province_code"))
    return tuple(
        one for one in (f"{country}-{province}" if country and province else "", country, "*") if one
    )


def _pieces(value: Any) -> int:
    amount = read_amount(value)
    return int(amount) if amount is not None and 0 <= amount <= _MOST_PIECES else 0


def _positive(amount: Decimal | None) -> Decimal:
    return amount if amount is not None and amount > 0 else ZERO


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    return (one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else iter(())
