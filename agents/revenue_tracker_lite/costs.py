"""Costs: of a piece, by hand before the shop's own; of a shop, as its settings tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from agents.revenue_tracker_lite.amounts import ZERO, plain, read_cost
from agents.revenue_tracker_lite.orders import Line, read_id, shown
from bot.contracts.agents import Records, RecordWrite

COSTS, SETTINGS = "rt_product_costs", "rt_workspace_cost_settings"
_ANY_SHOP = "shop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an order costs beside its goods."""

    fee_percent: Decimal
    fee_fixed: Decimal
    fee_base: str
    counts_freight: bool
    cpo: Decimal
    app_fees: Decimal
    fixed_costs: Decimal
    orders_per_month: Decimal
    freight_by_region: Mapping[str, Any]


def read_settings(inputs: Mapping[str, Any], stored: Mapping[str, Any]) -> Settings:
    """The settings: what the run was given, else what is kept of the shop."""
    given = by_hand(inputs)
    fees = _first(given.get("monthly_app_fees_total"), stored.get("monthly_app_fees_total"))
    regions = inputs.get("shipping_costs_by_region")
    return Settings(
        fee_percent=_first(inputs.get("fee_percent"), "2.9"),
        fee_fixed=_first(inputs.get("fee_fixed"), "0.30"),
        fee_base=str(inputs.get("fee_base")),
        counts_freight=inputs.get("count_shipping_income") is True,
        cpo=_first(given.get("average_marketing_cpo"), stored.get("average_marketing_cpo")),
        app_fees=fees,
        fixed_costs=_first(given.get("fixed_monthly_costs"), stored.get("fixed_monthly_costs"), plain(fees)),
        orders_per_month=_first(inputs.get("expected_orders_per_month")),
        freight_by_region=regions if isinstance(regions, Mapping) else {},
    )


def by_hand(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    """The costs that a person gave."""
    given = inputs.get("manual_cost_inputs")
    return given if isinstance(given, Mapping) else {}


async def unit_costs(
    records: Records, lines: Iterable[Line], shop: str, inputs: Mapping[str, Any]
) -> dict[str, Decimal]:
    """Line id → what a piece costs: by hand, else as kept by hand, else the shop's; absent where unknown."""
    given = by_hand(inputs).get("cogs")
    given = given if isinstance(given, Mapping) else {}
    found: dict[str, Decimal] = {}
    for line in lines:
        cost = read_cost(given.get(line.sku)) if line.sku else None
        for key in _keys(line, shop) if cost is None else ():
            if cost is None and (row := await records.get(COSTS, key)) is not None:
                cost = read_cost(row.value.get("cogs_amount"))
        if cost is not None:
            found[line.line_id] = cost
    return found


def manual_rows(inputs: Mapping[str, Any], shop: str, now: datetime) -> list[RecordWrite]:
    """The rows of what a person gave: product costs and the shop's settings."""
    given = by_hand(inputs)
    cogs = given.get("cogs")
    rows = []
    for name, amount in list(cogs.items())[:1000] if isinstance(cogs, Mapping) else ():
        sku, cost = shown(name, 80), read_cost(amount)
        if sku and cost is not None:
            rows.append(_row(f"{shop}/manual/{sku}", {"sku": sku, "shop_id": shop}, cost, now, manual=True))
    if {"monthly_app_fees_total", "average_marketing_cpo", "fixed_monthly_costs"} & given.keys():
        names = ("average_marketing_cpo", "monthly_app_fees_total", "fixed_monthly_costs")
        value: dict[str, Any] = {name: plain(read_cost(given.get(name))) for name in names}
        value |= {
            "shop_id": shop,
            "default_transaction_fee_percent": plain(_first(inputs.get("fee_percent"), "2.9")),
            "fee_fixed": plain(_first(inputs.get("fee_fixed"), "0.30")),
        }
        rows.append(RecordWrite(collection=SETTINGS, key=shop, at=now, value=value))
    return rows


def product_rows(product: Mapping[str, Any], shop: str, now: datetime) -> list[RecordWrite]:
    """The rows of a product's variants that tell what a piece costs the shop."""
    variants = product.get("variants")
    rows: dict[str, RecordWrite] = {}
    for one in variants[:500] if isinstance(variants, list) else ():
        cost, variant = (_told(one), read_id(one.get("id"))) if isinstance(one, Mapping) else (None, "")
        if cost is None:
            continue
        sku = shown(one.get("sku"), 80)
        ids = {"product_id": read_id(product.get("id")), "variant_id": variant, "sku": sku, "shop_id": shop}
        for key in (f"{shop}/sku/{sku}" if sku else "", f"{shop}/variant/{variant}" if variant else ""):
            if key:
                rows[key] = _row(key, ids, cost, now, manual=False)
    return list(rows.values())


def _told(variant: Mapping[str, Any]) -> Decimal | None:
    item = variant.get("inventory_item")
    inner = item.get("cost") if isinstance(item, Mapping) else None
    amounts = (read_cost(value) for value in (variant.get("cost"), variant.get("unit_cost"), inner))
    return next((amount for amount in amounts if amount is not None), None)


def _keys(line: Line, shop: str) -> list[str]:
    keys = [f"{shop}/manual/{line.sku}", f"{_ANY_SHOP}/manual/{line.sku}"] if line.sku else []
    keys += [f"{shop}/variant/{line.variant_id}"] if line.variant_id else []
    return keys + ([f"{shop}/sku/{line.sku}"] if line.sku else [])


def _row(key: str, ids: Mapping[str, str], cost: Decimal, now: datetime, *, manual: bool) -> RecordWrite:
    value = {"product_id": "", "variant_id": "", **ids, "cogs_amount": plain(cost)}
    value |= {"manual_override": manual, "last_updated": now.isoformat()}
    return RecordWrite(collection=COSTS, key=key, at=now, value=value)


def _first(*values: Any) -> Decimal:
    return next((amount for value in values if (amount := read_cost(value)) is not None), ZERO)
