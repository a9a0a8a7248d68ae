"""The Sentinel's graph: what its samples cannot say."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import agents
from bot.contracts.agents import AgentResult, RecordWrite
from bot.contracts.messages import Alert
from bot.runtime.discovery import read_definition
from bot.runtime.triggers import matches
from tests.agents.sampling import MemoryRecords, PlainContext, defaults, make_event, run

SLUG = "shopify_sales_sentinel"
FOLDER = Path(agents.__path__[0], SLUG)
DEFINITION = read_definition(FOLDER / "agent.yaml")
NOW = datetime(2026, 3, 2, 14, 14, 7, tzinfo=UTC)
ORDER_CREATED = "ionflux.shopify.order.created"
METRICS_PROCESSED = "ionflux.performance.metrics.processed"

odd_values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
    | st.lists(st.integers() | st.text(max_size=5), max_size=3)
    | st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3)
)
order_texts = st.sampled_from(["id", "name", "order_number", "total_price", "currency", "created_at"])
order_keys = order_texts | st.sampled_from(["total_price_set", "line_items", "test", "cancelled_at"])


def make_context(event_type: str, payload: dict[str, Any], **inputs: Any) -> PlainContext:
    return PlainContext(
        now=NOW,
        inputs=defaults(DEFINITION) | inputs,
        event=make_event(event_type, payload, NOW),
        trigger_key="shopify_events_consumer",
    )


def make_order(**values: Any) -> dict[str, Any]:
    return {"id": 5550001001, "name": "#1001", "total_price": "404.95", "currency": "USD", **values}


async def judged(threshold: Any, **values: Any) -> AgentResult:
    payload = {"order": make_order(**values), "shop_domain": "linen-and-lamp.myshopify.com"}
    return await run(SLUG, make_context(ORDER_CREATED, payload, min_order_value_alert_threshold=threshold))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=st.dictionaries(order_keys, odd_values, max_size=8), domain=odd_values)
async def test_no_authentic_order_breaks_a_run(body: dict[str, Any], domain: Any) -> None:
    result = await run(SLUG, make_context(ORDER_CREATED, {"order": body, "shop_domain": domain}))
    assert result.preview.endswith(".")
    assert len(result.posts) == len(result.events) <= 1


@settings(max_examples=40, deadline=None)
@given(total=st.integers(0, 10**6), threshold=st.integers(0, 10**6))
async def test_an_order_is_alerted_exactly_when_it_is_above_the_threshold(total: int, threshold: int) -> None:
    result = await judged(threshold / 100, total_price=f"{total / 100:.2f}")
    assert bool(result.posts) == (total > threshold)


@settings(max_examples=60, deadline=None)
@given(payload=st.dictionaries(st.sampled_from(["timestamp", "window_seconds", "metrics"]), odd_values))
async def test_no_report_of_figures_breaks_a_run(payload: dict[str, Any]) -> None:
    result = await run(SLUG, make_context(METRICS_PROCESSED, payload))
    assert result.preview.endswith(".")
    assert not result.posts


@pytest.mark.parametrize(
    "domain",
    [
        "evil.example.com",
        "linen.myshopify.com.evil.example",
        "a.b.myshopify.com",
        "x@y.myshopify.com",
        "LINEN",
        None,
        7,
    ],
)
async def test_only_a_real_shop_is_linked_to(domain: Any) -> None:
    result = await run(SLUG, make_context(ORDER_CREATED, {"order": make_order(), "shop_domain": domain}))
    alert = result.posts[0].content
    assert isinstance(alert, Alert)
    assert alert.links == ()


async def test_nothing_of_the_customer_leaves_the_run() -> None:
    secrets = ["Ines", "Abarca", "ines.abarca@example.com", "4 Loom Lane", "+1 555 0104", "203.0.113.7"]
    person = {"first_name": "Ines", "last_name": "Abarca", "email": "ines.abarca@example.com"}
    result = await judged(
        100,
        customer=person,
        email="ines.abarca@example.com",
        phone="+1 555 0104",
        browser_ip="203.0.113.7",
        note="for Ines",
        billing_address={"name": "Ines Abarca", "address1": "4 Loom Lane"},
        line_items=[
            {
                "title": "Lamp",
                "quantity": 1,
                "price": "404.95",
                "properties": [{"name": "For", "value": "Ines"}],
            }
        ],
    )
    told = repr(result)
    assert not [secret for secret in secrets if secret in told]


async def test_a_small_order_reads_no_records_and_an_alert_soon_only_one() -> None:
    small = make_context(ORDER_CREATED, {"order": make_order(total_price="12.00")})
    await run(SLUG, small)
    assert small.records.reads == 0
    rush = make_context(ORDER_CREATED, {"order": make_order()})
    reads = []
    for _ in range(3):
        rush.records.reads = 0
        rush.records.write((await run(SLUG, rush)).records)
        reads.append(rush.records.reads)
    assert reads == [2, 1, 1]


async def test_what_is_usual_is_looked_up_again_after_a_while() -> None:
    context = make_context(ORDER_CREATED, {"order": make_order()})
    feet = []
    for minute in (0, 1, 2, 3, 4):
        context.now = NOW + timedelta(minutes=minute)
        context.event = make_event(
            ORDER_CREATED, {"order": make_order(id=minute, total_price="150.00")}, context.now
        )
        result = await run(SLUG, context)
        context.records.write(result.records)
        alert = result.posts[0].content
        assert isinstance(alert, Alert)
        feet.append(alert.foot_text)
    last = "The usual order is $150.00; {} of the last {} came above the threshold."
    assert feet == [None, None, None, last.format(3, 3), last.format(4, 4)]


@pytest.mark.parametrize(
    ("event_type", "is_wanted"),
    [
        (ORDER_CREATED, True),
        ("ionflux.shopify.theme.published", True),
        ("ionflux.shopify.app.uninstalled", True),
        ("ionflux.shopify.shop.updated", True),
        ("ionflux.shopify.order.updated", False),
        ("ionflux.shopify.product.updated", False),
        (METRICS_PROCESSED, False),
    ],
)
def test_orders_and_changes_start_it(event_type: str, is_wanted: bool) -> None:
    trigger = DEFINITION.trigger("shopify_events_consumer")
    assert trigger is not None
    assert matches(make_event(event_type, {}, NOW), trigger) == is_wanted


def test_figures_start_it_one_at_a_time() -> None:
    trigger = DEFINITION.trigger("performance_metrics_consumer")
    assert trigger is not None
    assert matches(make_event(METRICS_PROCESSED, {}, NOW), trigger)
    assert trigger.max_parallel_runs == 1
    assert DEFINITION.max_parallel_runs == 64


async def test_a_dip_is_told_once_from_its_second_window_on_and_again_when_it_comes_back() -> None:
    records = _weeks_of_windows()
    told = []
    start = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    for number, orders in enumerate([16, 2, 2, 2, 16, 16, 16, 16, 16, 16, 16, 2, 2]):
        result = await _report(records, start + timedelta(minutes=5 * number), visits=500, orders=orders)
        told.append(len(result.posts))
    # The third window as usual says that it is over.
    assert told == [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]


async def test_a_small_shop_gathers_windows_until_it_can_be_judged() -> None:
    records = _weeks_of_windows(visits=25, orders=1)
    start = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    told = [
        bool((await _report(records, start + timedelta(minutes=5 * number), visits=25, orders=0)).posts)
        for number in range(14)
    ]
    # One order is expected of each window: none in nine is unusual, none in ten is told.
    assert told == [False] * 9 + [True] + [False] * 4


async def test_the_same_report_twice_changes_nothing() -> None:
    records = _weeks_of_windows()
    start = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    first = await _report(records, start, visits=500, orders=16)
    again = await _report(records, start, visits=500, orders=16)
    assert first == again


def _weeks_of_windows(visits: float = 500, orders: float = 16) -> MemoryRecords:
    """Three earlier Mondays, 09:00 to 16:00, each window the same."""
    value = {"seconds": 300, "currency": "USD", "visits": visits, "orders": orders, "revenue": orders * 28.0}
    rows = []
    for week in (1, 2, 3):
        begin = datetime(2026, 3, 2, 9, 0, tzinfo=UTC) - timedelta(weeks=week)
        for number in range(84):
            at = begin + timedelta(minutes=5 * number)
            rows.append(RecordWrite(collection="shop_windows", key=at.isoformat(), at=at, value=value))
    return MemoryRecords(rows)


async def _report(records: MemoryRecords, at: datetime, **figures: float) -> AgentResult:
    metrics = [{"metric_name": name, "value": value, "dimensions": {}} for name, value in figures.items()]
    payload = {"timestamp": at.isoformat(), "window_seconds": 300, "metrics": metrics}
    context = PlainContext(
        now=at + timedelta(minutes=5, seconds=1),
        inputs=defaults(DEFINITION),
        event=make_event(METRICS_PROCESSED, payload, at + timedelta(minutes=5)),
        trigger_key="performance_metrics_consumer",
        records=records,
    )
    result = await run(SLUG, context)
    records.write(result.records)
    return result
