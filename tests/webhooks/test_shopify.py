"""Shopify's source: what its samples cannot say."""

import base64
import hmac
import json
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.events import Event, decode, encode
from bot.contracts.sources import WebhookRequest
from config.errors import BadSignature, InvalidInput
from webhooks.shopify.source import SOURCE

BODY = b'{"id":820982911946154508,"total_price":"150.00"}'
SECRET = b"shpss_test"
SIGNATURE = "WXZITLKjcTykxgDpNNKzqrhfIjB2nrJhpxg2u/yKicI="


def make_request(
    body: bytes = BODY, *, secrets: tuple[bytes, ...] = (SECRET,), **headers: str
) -> WebhookRequest:
    given = {
        "x-shopify-topic": "orders/create",
        "x-shopify-hmac-sha256": SIGNATURE,
        "x-shopify-webhook-id": "d-1",
    }
    named = {f"x-shopify-{name.replace('_', '-')}": value for name, value in headers.items()}
    return WebhookRequest(headers=given | named, body=body, secrets=secrets)


def test_the_published_vector_is_accepted() -> None:
    SOURCE.verify(make_request())
    assert base64.b64encode(hmac.digest(SECRET, BODY, "sha256")).decode() == SIGNATURE


@given(st.text(max_size=80))
def test_no_other_signature_is_accepted_and_none_breaks_the_check(signature: str) -> None:
    with pytest.raises(BadSignature):
        SOURCE.verify(make_request(hmac_sha256=signature))


@given(st.binary(max_size=300))
def test_an_authentic_body_is_an_event_that_travels_or_has_a_reason(body: bytes) -> None:
    with suppress(InvalidInput):
        (fact,) = SOURCE.events(make_request(body))
        assert _travelled(fact.payload) == fact.payload


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), json_values, max_size=5))
def test_any_json_object_arrives_whole(body: dict[str, object]) -> None:
    (fact,) = SOURCE.events(make_request(json.dumps(body).encode()))
    assert _travelled(fact.payload) == fact.payload
    assert "\x00" not in str(list(_texts(fact.payload["order"])))


def test_the_id_of_a_delivery_without_one_depends_on_topic_and_body() -> None:
    ids = {
        SOURCE.delivery_id(make_request(webhook_id="", topic=topic, body=body))
        for topic in ("orders/create", "orders/paid")
        for body in (BODY, BODY + b" ")
    }
    assert len(ids) == 4


def test_a_depth_that_can_be_kept_is_kept() -> None:
    body = b'{"a":' * 200 + b"1" + b"}" * 200
    (fact,) = SOURCE.events(make_request(body))
    assert _travelled(fact.payload) == fact.payload


def test_a_long_or_odd_header_is_shortened_to_what_can_be_kept() -> None:
    (fact,) = SOURCE.events(make_request(shop_domain="x\x00\udc80" * 300))
    assert fact.payload["shop_domain"] == "x" * 67


def _travelled(payload: object) -> object:
    nobody = UUID(int=0)
    event = Event(
        event_id=nobody,
        event_type="ionflux.shopify.order.created",
        event_timestamp=datetime(2026, 3, 2, tzinfo=UTC),
        source_service_name=SOURCE.service_name,
        workspace_id=nobody,
        user_id=None,
        correlation_id=nobody,
        payload_json=payload,  # type: ignore[arg-type]
    )
    return decode(encode(event)).payload_json


def _texts(value: object) -> list[str]:
    return [orjson.dumps(value).decode().replace("\\u0000", "\x00")]
