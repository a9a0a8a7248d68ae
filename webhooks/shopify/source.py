"""Shopify: verify the HMAC; topic → ``ionflux.shopify.*`` events.

Source: Shopify's documentation of webhooks (delivery headers, "Verify the origin", mandatory compliance topics).
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from bot.contracts.events import Fact
from bot.contracts.sources import WebhookRequest
from config.errors import BadSignature, InvalidInput

_PREFIX = "ionflux.shopify."
# Topic → what happened, and under which key of the payload the body stands.
_TOPICS: Mapping[str, tuple[str, str]] = {
    "orders/create": ("order.created", "order"),
    "orders/updated": ("order.updated", "order"),
    "orders/paid": ("order.paid", "order"),
    "orders/fulfilled": ("order.fulfilled", "order"),
    "orders/cancelled": ("order.cancelled", "order"),
    "refunds/create": ("refund.created", "refund"),
    "checkouts/create": ("checkout.created", "checkout"),
    "checkouts/update": ("checkout.updated", "checkout"),
    "products/create": ("product.created", "product"),
    "products/update": ("product.updated", "product"),
    "products/delete": ("product.deleted", "product"),
    "inventory_levels/update": ("inventory_level.updated", "inventory_level"),
    "themes/publish": ("theme.published", "theme"),
    "app/uninstalled": ("app.uninstalled", "app"),
    "shop/update": ("shop.updated", "shop"),
    "customers/data_request": ("customer.data_requested", "request"),
    "customers/redact": ("customer.redact_requested", "request"),
    "shop/redact": ("shop.redact_requested", "request"),
}
_LONGEST_ID = 150
_DEEPEST = 64


class ShopifySource:
    """Deliveries signed with the app's client secret."""

    name = "shopify"
    service_name = "ShopifyIntegrationService"

    def verify(self, request: WebhookRequest) -> None:
        """Return if ``X-Shopify-Hmac-Sha256`` is the base64 HMAC-SHA256 of the raw body by one of the secrets."""
        try:
            given = base64.b64decode(request.headers.get("x-shopify-hmac-sha256", "").encode("ascii"), validate=True)
        except (UnicodeEncodeError, binascii.Error):
            given = b""
        for secret in request.secrets:
            if hmac.compare_digest(hmac.digest(secret, request.body, hashlib.sha256), given):
                return
        raise BadSignature("The signature does not match.", service="shopify")

    def delivery_id(self, request: WebhookRequest) -> str:
        """``X-Shopify-Webhook-Id``, the same on a retry; without one the digest of topic and body."""
        given = request.headers.get("x-shopify-webhook-id", "").strip()
        if given and len(given) <= _LONGEST_ID and given.isascii() and given.isprintable():
            return given
        material = given or self.topic(request) + "\n"
        digest = hashlib.sha256(material.encode("utf-8", "surrogateescape") + (b"" if given else request.body))
        return f"sha256:{digest.hexdigest()}"

    def topic(self, request: WebhookRequest) -> str:
        """``X-Shopify-Topic`` as far as it can be shown."""
        given = request.headers.get("x-shopify-topic", "")
        return "".join(letter for letter in given[:100] if letter.isprintable() and not "\ud800" <= letter <= "\udfff")

    def events(self, request: WebhookRequest) -> Sequence[Fact]:
        """One fact with the whole body under its noun (``order``, ``product``, …) beside what the headers tell.

        Raises:
            InvalidInput: the body is no JSON object that can be kept.
        """
        known = _TOPICS.get(self.topic(request))
        if known is None:
            return ()
        happened, noun = known
        headers = request.headers
        payload = {
            "topic": self.topic(request),
            "shop_domain": _shown(headers.get("x-shopify-shop-domain")),
            "api_version": _shown(headers.get("x-shopify-api-version")),
            "webhook_id": self.delivery_id(request),
            "shopify_event_id": _shown(headers.get("x-shopify-event-id")),
            "triggered_at": _shown(headers.get("x-shopify-triggered-at")),
            noun: _object(request.body),
        }
        return (Fact(event_type=_PREFIX + happened, payload=payload),)


def _object(body: bytes) -> dict[str, Any]:
    """The body as a JSON object. U+0000, which no database keeps in text, becomes U+FFFD."""
    if b"\\u0000" in body:
        body = body.replace(b"\\u0000", b"\\ufffd")
    try:
        read = orjson.loads(body)
    except orjson.JSONDecodeError as unreadable:
        raise InvalidInput(f"The body is not JSON: {unreadable}.", code="malformed_json") from unreadable
    if not isinstance(read, dict):
        raise InvalidInput("The body is not a JSON object.", code="malformed_json")
    if body.count(b"{") + body.count(b"[") > _DEEPEST and _depth(read) > _DEEPEST:
        raise InvalidInput("The body is nested too deep.", code="json_too_deep")
    return read


def _depth(value: Any) -> int:
    level, deep = [value], 0
    while level:
        deep += 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return deep


def _shown(header: str | None) -> str | None:
    """A header as text that can be kept, at most 200 characters."""
    if header is None:
        return None
    return header[:200].encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


SOURCE = ShopifySource()
