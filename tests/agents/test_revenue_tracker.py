"""The Revenue Tracker's graph: what its samples cannot say."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import agents
from agents.revenue_tracker_lite.margins import AMOUNTS
from bot.contracts.agents import AgentResult
from bot.runtime.discovery import read_definition
from tests.agents.sampling import MemoryRecords, PlainContext, defaults, make_event, run

SLUG = "revenue_tracker_lite"
DEFINITION = read_definition(Path(agents.__path__[0], SLUG, "agent.yaml"))
NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
COSTS = {"cogs": {"SHIRT": 15, "HAT": "7.77"}, "monthly_app_fees_total": 100, "average_marketing_cpo": 1.11}

prices = st.decimals(min_value=0, max_value=10_000, places=2).map(str)
lines = st.fixed_dictionaries(
    {"sku": st.sampled_from(["SHIRT", "HAT"]), "price": prices, "quantity": st.integers(0, 20)}
)
odd_values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.lists(st.integers() | st.dictionaries(st.text(max_size=5), st.integers(), max_size=2), max_size=3)
)
order_keys = st.sampled_from(
    [
        *("id", "name", "currency", "created_at", "updated_at", "line_items", "refunds", "shipping_lines"),
        *(
            "total_price",
            "total_discounts",
            "total_tax",
            "taxes_included",
            "cancelled_at",
            "shipping_address",
        ),
    ]
)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


async def told(event_type: str, payload: dict[str, Any], records: MemoryRecords | None = None) -> AgentResult:
    context = PlainContext(
        now=NOW,
        inputs=defaults(DEFINITION) | {"manual_cost_inputs": COSTS, "expected_orders_per_month": 7},
        event=make_event(f"ionflux.shopify.{event_type}", payload, NOW),
        trigger_key="shopify_events_consumer",
        records=records or MemoryRecords(),
    )
    result = await run(SLUG, context)
    context.records.write(result.records)
    return result


def make_order(order_id: int, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": order_id, "currency": "BRL", "created_at": "2026-03-02T12:00:00Z", "line_items": items}


def amount(values: dict[str, Any], name: str) -> Decimal:
    return Decimal(str(values[name]))


@quick
@given(items=st.lists(lines, min_size=1, max_size=4))
async def test_the_margins_of_an_order_are_the_sum_of_its_rounded_parts(items: list[dict[str, Any]]) -> None:
    result = await told("order.created", {"order": make_order(1, items)})
    row = result.outputs["profitability_dashboard_data_json"]["orders"][0]
    costs = sum(amount(row, name) for name in AMOUNTS[3:6])
    assert amount(row, "total_revenue_net") == amount(row, "total_revenue_gross") - amount(
        row, "total_discounts"
    )
    assert amount(row, "calculated_gross_margin") == amount(row, "total_revenue_net") - costs
    spent = sum(amount(row, name) for name in AMOUNTS[6:8])
    assert amount(row, "calculated_net_margin") == amount(row, "calculated_gross_margin") - spent


@quick
@given(orders=st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=5))
async def test_totals_are_the_sums_of_the_rows(orders: list[list[dict[str, Any]]]) -> None:
    records = MemoryRecords()
    for number, items in enumerate(orders, 1):
        await told("order.created", {"order": make_order(number, items)}, records)
    context = PlainContext(now=NOW, inputs=defaults(DEFINITION), records=records)
    context.trigger_key = "hourly_aggregation_schedule"
    board = (await run(SLUG, context)).outputs["profitability_dashboard_data_json"]
    assert len(board["orders"]) == len(orders)
    for name in AMOUNTS:
        assert amount(board["totals"], name) == sum(amount(row, name) for row in board["orders"])


@quick
@given(items=st.lists(lines, min_size=1, max_size=3))
async def test_an_order_told_again_changes_nothing(items: list[dict[str, Any]]) -> None:
    records, payload = MemoryRecords(), {"order": make_order(1, items)}
    first = await told("order.created", payload, records)
    again = await told("order.updated", payload, records)
    assert (
        again.outputs["profitability_dashboard_data_json"]
        == first.outputs["profitability_dashboard_data_json"]
    )
    assert not again.events
    assert not again.posts


@quick
@given(body=st.dictionaries(order_keys, odd_values, max_size=10), domain=odd_values)
async def test_no_body_breaks_a_run(body: dict[str, Any], domain: Any) -> None:
    for what in ("order.created", "order.cancelled", "order.deleted"):
        assert (await told(what, {"order": body, "shop_domain": domain})).preview.endswith(".")
    assert (await told("refund.created", {"refund": body})).preview.endswith(".")
    assert (await told("product.updated", {"product": body})).preview.endswith(".")


async def test_nothing_of_a_customer_is_kept() -> None:
    order = make_order(1, [{"sku": "SHIRT", "price": "50.00", "quantity": 2}])
    address = {"country_code": "BR", "address1": "Rua Secreta 1", "name": "Ana Secreta"}
    order |= {
        "email": "ana@secreta.example",
        "customer": {"name": "Ana Secreta"},
        "shipping_address": address,
    }
    result = await told("order.created", {"order": order})
    assert "ecreta" not in str(result)


async def test_an_alert_is_told_once_a_day_over_orders_and_hours() -> None:
    records, items = MemoryRecords(), [{"sku": "SHIRT", "price": "5.00", "quantity": 2}]
    first = await told("order.created", {"order": make_order(1, items)}, records)
    second = await told("order.created", {"order": make_order(2, items)}, records)
    assert [len(first.posts), len(second.posts)] == [1, 0]
    context = PlainContext(now=NOW, inputs=defaults(DEFINITION), records=records)
    context.trigger_key = "hourly_aggregation_schedule"
    hourly = await run(SLUG, context)
    assert "actionable_alert_payload" in first.outputs
    assert not [row for row in hourly.records if row.key.endswith("negative_margin/SHIRT")]
