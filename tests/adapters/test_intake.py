"""Webhooks as a shop sends them, on a real port: what is stored, what is refused, what is kept for later."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from yarl import URL

from bot.contracts.sources import WebhookRequest
from storage.models.events import InboxEvent, OutboxEvent
from tests.adapters.conftest import Person, Web
from tests.flows.stack import signed
from webhooks.shopify.source import ShopifySource

SECRET, OTHER_SECRET = "first secret", "second secret"
BODY = b'{"id":1,"name":"#1001","total_price":"150.00"}'


@dataclass
class Shop:
    """A connected shop that posts."""

    owner: Person
    connection: dict[str, Any]

    @classmethod
    async def connected(cls, web: Web) -> "Shop":
        ada = await web.person()
        made = {"provider": "shopify", "shop_domain": "fern.myshopify.com", "webhook_secret": SECRET}
        return cls(ada, await ada.made(f"/api/v1/workspaces/{ada.workspace_id}/connections", made))

    async def delivers(
        self, body: bytes = BODY, *, secret: str = SECRET, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """The status, and what the answer says it was: a status of ours or an error's code."""
        sent = signed(body, secret) | {"X-Shopify-Topic": "orders/create", "X-Shopify-Webhook-Id": "d-1"}
        path = "/webhooks/shopify/" + self.connection["webhook_url"].rsplit("/", 1)[1]
        async with self.owner.http.post(
            path, data=io.BytesIO(body), headers=sent | dict(headers or {})
        ) as answer:
            told = await answer.json()
            return answer.status, told.get("status") or told["error"]["code"]

    async def has_secret(self, secret: str) -> None:
        path = f"/api/v1/connections/{self.connection['id']}"
        assert (await self.owner.call("PATCH", path, {"webhook_secret": secret})).status == 200


async def test_a_new_secret_counts_from_the_moment_it_was_set(web: Web) -> None:
    shop = await Shop.connected(web)
    assert await shop.delivers() == (200, "stored")
    assert await shop.delivers(secret=OTHER_SECRET) == (401, "signature_invalid")
    await shop.has_secret(OTHER_SECRET)
    assert await shop.delivers(secret=OTHER_SECRET) == (200, "stored")
    assert await shop.delivers(secret=SECRET) == (200, "stored")


async def test_a_repeated_delivery_is_stored_once_whatever_its_body(web: Web) -> None:
    shop = await Shop.connected(web)
    for body in (BODY, BODY, BODY.replace(b"150", b"950")):
        assert await shop.delivers(body) == (200, "stored")
    assert await shop.delivers(headers={"X-Shopify-Webhook-Id": "d-2"}) == (200, "stored")
    assert (await InboxEvent.all().count(), await OutboxEvent.filter(topic="ionflux.shopify").count()) == (
        2,
        2,
    )


@pytest.mark.parametrize(
    "signature",
    [None, "", "bm90IGl0", "not base64!", "\xe9\xe8", "AAAA" * 2000],
    ids=["missing", "empty", "another", "no base64", "not ASCII", "long"],
)
async def test_whoever_cannot_sign_stores_nothing(web: Web, signature: str | None) -> None:
    shop = await Shop.connected(web)
    sent = {"X-Shopify-Topic": "orders/create"}
    if signature is not None:
        sent["X-Shopify-Hmac-Sha256"] = signature
    path = "/webhooks/shopify/" + shop.connection["webhook_url"].rsplit("/", 1)[1]
    async with shop.owner.http.post(path, data=BODY, headers=sent) as answer:
        assert answer.status == 401
    assert await InboxEvent.all().count() == 0


async def test_what_is_authentic_is_acknowledged_even_if_nobody_knows_or_can_read_it(web: Web) -> None:
    shop = await Shop.connected(web)
    assert await shop.delivers(headers={"X-Shopify-Topic": "moons/rise"}) == (200, "ignored")
    other = {"X-Shopify-Shop-Domain": "evil.myshopify.com", "X-Shopify-Webhook-Id": "d-9"}
    assert await shop.delivers(headers=other) == (200, "ignored")
    own = {"X-Shopify-Shop-Domain": "Fern.myshopify.com", "X-Shopify-Webhook-Id": "d-8"}
    assert await shop.delivers(headers=own) == (200, "stored")
    await OutboxEvent.all().delete()
    assert await shop.delivers(b"{", headers={"X-Shopify-Webhook-Id": "d-2"}) == (200, "failed")
    kept = await InboxEvent.get(delivery_id="d-2")
    assert kept.body == b"{"
    assert "not JSON" in str(kept.reason)
    assert await OutboxEvent.all().count() == 0


class _BrokenSource(ShopifySource):
    """A source with a fault of its own."""

    def events(self, request: WebhookRequest) -> Any:
        raise KeyError(request.headers["x-shopify-topic"])


async def test_a_fault_of_our_own_reader_keeps_the_delivery_for_after_the_fix(web: Web) -> None:
    shop = await Shop.connected(web)
    web.app.sources["shopify"] = _BrokenSource()  # type: ignore[index]
    assert await shop.delivers() == (200, "failed")
    kept = await InboxEvent.get(delivery_id="d-1")
    assert (kept.body, kept.reason) == (BODY, "The source failed: KeyError.")


async def test_a_body_is_taken_up_to_the_limit_and_not_beyond(web: Web) -> None:
    shop = await Shop.connected(web)
    large = b'{"note":"' + b"x" * (2 << 20) + b'"}'
    assert await shop.delivers(large, headers={"X-Shopify-Webhook-Id": "d-2"}) == (413, "payload_too_large")
    fitting = b'{"note":"' + b"x" * ((2 << 20) - 11) + b'"}'
    assert await shop.delivers(fitting, headers={"X-Shopify-Webhook-Id": "d-3"}) == (200, "stored")


async def test_however_the_address_is_written_the_answer_is_the_same(web: Web) -> None:
    shop = await Shop.connected(web)
    key = shop.connection["webhook_url"].rsplit("/", 1)[1]
    plain, expecting = {"X-Shopify-Topic": "orders/create"}, {"Expect": "100-continue"}
    for path, more in (
        (f"/webhooks/shopify/{key}", plain),
        (f"/webhooks/shopify/{key}?from=shop", plain),
        (f"/webhooks/sh%6Fpify/{key}", plain),
        (f"/webhooks/shopify/{key}", plain | expecting),
    ):
        async with shop.owner.http.post(
            URL(path, encoded=True), data=io.BytesIO(BODY), headers=signed(BODY, SECRET) | more
        ) as answer:
            assert (answer.status, await answer.json()) == (200, {"status": "stored"})
            assert answer.headers["Content-Type"] == "application/json"
            assert UUID(answer.headers["X-Request-Id"]).version == 7
    async with shop.owner.http.get(f"/webhooks/shopify/{key}") as answer:
        assert (answer.status, answer.headers["Allow"]) == (405, "POST")
    long = {"X-Long": "x" * 16_384}
    async with shop.owner.http.post(f"/webhooks/shopify/{key}", data=BODY, headers=long) as answer:
        assert (answer.status, (await answer.json())["error"]["code"]) == (431, "headers_too_large")


async def test_addresses_that_are_none_are_404(web: Web) -> None:
    ada = await web.person()
    for path in ("/webhooks/shopify/nothing", "/webhooks/nobody/nothing", "/webhooks/shopify"):
        async with ada.http.post(path, data=BODY) as answer:
            assert answer.status == 404
            assert (await answer.json())["error"]["code"] == "not_found"
