"""Which events a trigger wants."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.agents import Trigger
from bot.runtime.discovery import find_agents
from bot.runtime.triggers import delivered, matches, passes, topic_of
from tests.factories import make_event

WORKSPACE = UUID(int=7)
PAYLOAD = {
    "shop_domain": "tide-and-timber.myshopify.com",
    "is_test": False,
    "note": None,
    "order": {
        "id": 450789469,
        "name": "#1001",
        "total_price": "398.00",
        "tags": ["vip", "gift"],
        "line_items": [{"title": "Linen cushion", "quantity": 2}, {"title": "Oak table", "quantity": 1}],
    },
}
EVENT = make_event(workspace_id=WORKSPACE, payload_json=PAYLOAD)

SENT = make_event(
    "ionflux.custom.received",
    payload_json={"suffix": "campaigns/start", "body": {"brief": "b-1", "budget": 400}},
)


@pytest.mark.parametrize(
    ("suffix", "conditions", "wanted"),
    [
        ("/campaigns/start", None, True),
        ("campaigns/start/", {"budget_gt": 300}, True),
        ("/campaigns/start", {"budget_gt": 500}, False),
        ("/campaigns", None, False),
        ("", None, False),
    ],
)
def test_a_webhook_is_wanted_at_its_own_address_with_its_body_as_the_payload(
    suffix: str, conditions: dict[str, Any] | None, wanted: bool
) -> None:
    config = {"webhook_path_suffix": suffix, "event_filter_json": conditions}
    trigger = Trigger.model_validate({"key": "sent", "type": "webhook", "default_config_json": config})
    assert matches(SENT, trigger) is wanted
    assert not matches(EVENT, trigger)
    assert delivered(SENT).payload_json == {"brief": "b-1", "budget": 400}


HOLDS: list[dict[str, Any]] = [
    {},
    {"event_type": "ionflux.shopify.order.created"},
    {"event_type": ["ionflux.shopify.order.updated", "ionflux.shopify.order.created"]},
    {"workspace_id": str(WORKSPACE)},
    {"hop": 0},
    {"payload_json.order.name": "#1001"},
    {"order.name": "#1001"},
    {"order.total_price": 398},
    {"order.total_price": "398.0"},
    {"order.total_price_gt": 397.99},
    {"order.total_price_gte": "398"},
    {"order.total_price_lt": 398.01},
    {"order.total_price_lte": 398},
    {"order.total_price_eq": 398},
    {"order.name_ne": "#1002"},
    {"order.name_in": ["#1000", "#1001"]},
    {"order.tags_contains": "vip"},
    {"shop_domain_contains": "timber"},
    {"order.customer_exists": False},
    {"order.id_exists": True},
    {"note_exists": False},
    {"is_test": False},
    {"order.line_items.1.title": "Oak table"},
    {"order.line_items.0.quantity_gte": 2, "is_test": False},
    {"missing_ne": "anything"},
]
FAILS: list[dict[str, Any]] = [
    {"event_type": "ionflux.shopify.order.updated"},
    {"event_type": []},
    {"workspace_id": str(UUID(int=8))},
    {"order.total_price_gt": 398},
    {"order.total_price_lt": 398},
    {"order.total_price_gt": "much"},
    {"order.name_gt": 1},
    {"order.tags_gt": 0},
    {"order.name_ne": "#1001"},
    {"order.name_in": "#1001"},
    {"order.tags_contains": "vi"},
    {"order.id_contains": 4},
    {"order.id_exists": False},
    {"order.customer_exists": True},
    {"note_exists": True},
    {"is_test": 0},
    {"is_test": "False"},
    {"is_test": True},
    {"order.line_items.2.title": "Oak table"},
    {"order.line_items.-1.title": "Oak table"},
    {"order.name.length": 5},
    {"order.line_items.²": 1},
    {"order.line_items.٣": 1},
    {"order.line_items." + "9" * 5000: 1},
    {"order.__class__": "dict"},
    {"__class__.__name__": "Event"},
    {"order.total_price_gt": 10**400},
    {"order.total_price_gt": "nan"},
    {"order.total_price_lt": "infinity"},
    {"order.total_price_lt": "9" * 100_000},
    {"order.tags": "['vip', 'gift']"},
    {"order.total_price": "{{order.total_price}}"},
    {"nothing": None},
    {"": ""},
    {"order.name": "#1001", "is_test": True},
]


def _told(conditions: dict[str, Any]) -> str:
    return ",".join(f"{path}={wanted}"[:60] for path, wanted in conditions.items()) or "none"


@pytest.mark.parametrize("conditions", HOLDS, ids=_told)
def test_conditions_that_hold(conditions: dict[str, Any]) -> None:
    assert passes(EVENT, conditions)


@pytest.mark.parametrize("conditions", FAILS, ids=_told)
def test_conditions_that_do_not_hold(conditions: dict[str, Any]) -> None:
    assert not passes(EVENT, conditions)


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("ionflux.shopify.workspace_{{workspace_id}}.events_raw", "ionflux.shopify"),
        ("ionflux.shopify.order.created", "ionflux.shopify"),
        ("ionflux.agent", "ionflux.agent"),
        (" ionflux.shopify ", "ionflux.shopify"),
        ("orders_raw", "ionflux.shopify"),
        ("shopify_orders_prod", "ionflux.shopify"),
        ("something_else", "something_else"),
        ("", ""),
    ],
)
def test_a_streams_name_means_a_topic(name: str, topic: str) -> None:
    assert topic_of(name) == topic


def make_trigger(**config: Any) -> Trigger:
    return Trigger.model_validate({"key": "orders", "type": "event_stream", "default_config_json": config})


def test_a_trigger_wants_events_of_its_topic_that_pass_its_filter() -> None:
    wanted = {"event_type": "ionflux.shopify.order.created"}
    assert matches(EVENT, make_trigger(kafka_topic_name="ionflux.shopify.raw"))
    assert matches(EVENT, make_trigger(kafka_topic_name="orders_raw", event_filter_json=wanted))
    assert not matches(EVENT, make_trigger(kafka_topic_name="ionflux.agent", event_filter_json=wanted))
    assert not matches(EVENT, make_trigger(kafka_topic_name="orders_raw", event_filter_json={"hop": 1}))
    assert not matches(EVENT, make_trigger(event_filter_json=wanted))


@pytest.mark.parametrize("kind", ["manual", "schedule", "webhook"])
def test_a_trigger_of_another_kind_wants_no_event(kind: str) -> None:
    trigger = make_trigger(kafka_topic_name="ionflux.shopify").model_dump(mode="json") | {"type": kind}
    assert not matches(EVENT, Trigger.model_validate(trigger))


def test_the_sentinel_wants_orders_and_nothing_that_it_made_itself() -> None:
    triggers = find_agents()["agent_004_refactored"].definition.triggers
    wants = [trigger.key for trigger in triggers if matches(EVENT, trigger)]
    assert len(wants) == 1
    own = make_event("ionflux.agent.salessentinel.alert_generated", workspace_id=WORKSPACE)
    assert not any(matches(own, trigger) for trigger in triggers)


def test_a_list_without_end_is_looked_at_as_far_as_any_list_of_a_shop_goes() -> None:
    event = make_event(payload_json={"tags": ["vip"] + ["gift"] * 999 + ["late"]})
    assert passes(event, {"tags_contains": "vip"})
    assert not passes(event, {"tags_contains": "late"})


TEXT = st.text(max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
SUFFIXES = ["", "_gt", "_gte", "_lt", "_lte", "_eq", "_ne", "_in", "_contains", "_exists"]


@given(st.dictionaries(TEXT, JSON, max_size=4), st.text(max_size=20), st.sampled_from(SUFFIXES), JSON)
def test_whatever_is_asked_of_whatever_event_is_answered(
    payload: dict[str, Any], path: str, suffix: str, wanted: Any
) -> None:
    event = make_event(payload_json=payload)
    assert passes(event, {path + suffix: wanted}) in (True, False)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), JSON, max_size=3), JSON)
def test_a_field_is_equal_or_it_is_not(payload: dict[str, Any], wanted: Any) -> None:
    event = make_event(payload_json=payload)
    for path in payload:
        assert passes(event, {f"{path}_eq": wanted}) is not passes(event, {f"{path}_ne": wanted})


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_amounts_compare_as_numbers_also_where_they_are_text(one: int, other: int) -> None:
    event = make_event(payload_json={"total": f"{one / 100:.2f}"})
    wanted = other / 100
    assert passes(event, {"total_gt": wanted}) is (one > other)
    assert passes(event, {"total_lte": wanted}) is (one <= other)
    assert passes(event, {"total": wanted}) is (one == other)


@given(st.dictionaries(st.sampled_from(list(PAYLOAD)), JSON, max_size=2))
def test_more_conditions_never_want_more(conditions: dict[str, Any]) -> None:
    assert not passes(EVENT, conditions | {"hop": 1})
    assert passes(EVENT, conditions | {"hop": 0}) is passes(EVENT, conditions)
