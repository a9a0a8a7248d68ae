"""The custom source: what its samples cannot say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.sources import WebhookRequest
from config.errors import BadSignature
from webhooks.custom.source import SOURCE

# The vector that the libraries of Standard Webhooks test themselves with.
SECRET = b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SENT = datetime.fromtimestamp(1614265330, UTC)
VECTOR = WebhookRequest(
    headers={
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    },
    body=b'{"test": 2432232314}',
    secrets=[SECRET],
    received_at=SENT,
)


def test_the_published_vector_is_accepted() -> None:
    SOURCE.verify(VECTOR)


def test_the_previous_secret_is_still_good() -> None:
    SOURCE.verify(replace(VECTOR, secrets=[b"whsec_bmV3", SECRET]))


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_delivery_is_good_for_five_minutes_and_no_second_longer(minutes: int) -> None:
    edge = SENT + timedelta(minutes=minutes)
    SOURCE.verify(replace(VECTOR, received_at=edge))
    with pytest.raises(BadSignature):
        SOURCE.verify(replace(VECTOR, received_at=edge + timedelta(seconds=minutes // 5)))


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@given(other=st.text(max_size=60))
def test_no_other_header_is_accepted_and_none_breaks_the_check(header: str, other: str) -> None:
    with pytest.raises(BadSignature):
        SOURCE.verify(replace(VECTOR, headers={**VECTOR.headers, header: other}))
