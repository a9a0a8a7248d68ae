"""What is kept of an order as the shop told it, so that a refund, or a cost known later, is reckoned anew."""

from collections.abc import Mapping
from typing import Any

from agents.revenue_tracker_lite.orders import read_id, read_moment

SEEN = "rt_orders_seen"
_MONEY = ("price", "discounted_price", "total_discount", "subtotal", "total_tax", "amount")
_LINE = ("id", "product_id", "variant_id", "sku", "title", "name", "quantity", *_MONEY)
_KEPT: Mapping[str, tuple[str, ...]] = {
    "line_items": (*_LINE, "tax_lines", "discount_allocations"),
    "shipping_lines": (*_MONEY, "discount_allocations"),
    "refunds": ("id", "created_at", "refund_line_items"),
    "refund_line_items": ("id", "line_item_id", "line_item", "quantity", "restock_type", *_MONEY),
    "tax_lines": _MONEY,
    "discount_allocations": _MONEY,
    "line_item": ("id",),
    "shipping_address": ("country_code", "province_code"),
}
_ORDER = (
    *("id", "name", "currency", "created_at", "processed_at", "updated_at", "cancelled_at", "test"),
    *("taxes_included", "total_price", "total_discounts", "total_tax"),
    *("line_items", "shipping_lines", "refunds", "shipping_address"),
)


def trimmed(body: Mapping[str, Any], names: tuple[str, ...] = _ORDER) -> dict[str, Any]:
    """The body without all that no sum needs: no name, address or contact of a customer is kept."""
    kept: dict[str, Any] = {}
    for name in names:
        value, inner = body.get(name), _KEPT.get(name)
        if inner is None:
            if isinstance(value, bool):
                kept[name] = value
            elif isinstance(value, str | int | float):
                # As text: no number is too long, or none, for what keeps it.
                kept[name] = str(value)[:200]
            shop = body.get(f"{name}_set")
            if isinstance(shop, Mapping) and isinstance(money := shop.get("shop_money"), Mapping):
                kept[f"{name}_set"] = {"shop_money": {"amount": str(money.get("amount"))[:60]}}
        elif isinstance(value, Mapping):
            kept[name] = trimmed(value, inner)
        elif isinstance(value, list):
            kept[name] = [trimmed(one, inner) for one in value if isinstance(one, Mapping)]
    return kept


def is_older(body: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether it tells of an earlier moment than what is known."""
    new, old = read_moment(body.get("updated_at")), read_moment(known.get("updated_at"))
    return new is not None and old is not None and new < old


def merged(body: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The newer body, with refunds that only the older one knows."""
    return with_refunds(trimmed(body), known.get("refunds"))


def with_refunds(body: Mapping[str, Any], more: Any) -> dict[str, Any]:
    """The body, with those of ``more`` whose ids it does not have."""
    found = body.get("refunds")
    refunds = list(found) if isinstance(found, list) else []
    ids = {read_id(one.get("id")) for one in refunds}
    for one in more if isinstance(more, list) else []:
        if isinstance(one, Mapping) and read_id(one.get("id")) not in ids:
            refunds.append(trimmed(one, _KEPT["refunds"]))
            ids.add(read_id(one.get("id")))
    return {**body, "refunds": refunds}
