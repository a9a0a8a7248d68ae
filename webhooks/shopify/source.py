"""Shopify: verify the HMAC; topic → ``ionflux.shopify.*`` events.

After Shopify's documentation of webhooks: delivery headers, verifying the origin, compliance topics.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from bot.contracts.events import Fact
from bot.contracts.payloads import parse
from bot.contracts.sources import WebhookRequest
from config.errors import BadSignature, Malformed

_PREFIX = "ionflux.shopify."
# Topic → what happened, and under which key of the payload the body stands.
_TOPICS: Mapping[str, tuple[str, str]] = {
    "orders/create": ("order.created", "order"),
    "orders/updated": ("order.updated", "order"),
    "orders/paid": ("order.paid", "order"),
    "orders/fulfilled": ("order.fulfilled", "order"),
    "orders/partially_fulfilled": ("order.partially_fulfilled", "order"),
    "orders/cancelled": ("order.cancelled", "order"),
    "orders/edited": ("order.edited", "order_edit"),
    "orders/delete": ("order.deleted", "order"),
    "refunds/create": ("refund.created", "refund"),
    "checkouts/create": ("checkout.created", "checkout"),
    "checkouts/update": ("checkout.updated", "checkout"),
    "checkouts/delete": ("checkout.deleted", "checkout"),
    "draft_orders/create": ("draft_order.created", "draft_order"),
    "draft_orders/update": ("draft_order.updated", "draft_order"),
    "draft_orders/delete": ("draft_order.deleted", "draft_order"),
    "products/create": ("product.created", "product"),
    "products/update": ("product.updated", "product"),
    "products/delete": ("product.deleted", "product"),
    "inventory_levels/update": ("inventory_level.updated", "inventory_level"),
    "themes/publish": ("theme.published", "theme"),
    "app/uninstalled": ("app.uninstalled", "shop"),
    "app/scopes_update": ("app.scopes_updated", "app"),
    "shop/update": ("shop.updated", "shop"),
    "customers/data_request": ("customer.data_requested", "request"),
    "customers/redact": ("customer.redact_requested", "request"),
    "shop/redact": ("shop.redact_requested", "request"),
}
_LONGEST_ID = 150


class ShopifySource:
    """Deliveries signed with the app's client secret."""

    name = "shopify"
    service_name = "ShopifyIntegrationService"

    def verify(self, request: WebhookRequest) -> None:
        """Return if ``X-Shopify-Hmac-Sha256`` is the body's base64 HMAC-SHA256 by one of the secrets."""
        sent = request.headers.get("x-shopify-hmac-sha256", "")
        try:
            given = base64.b64decode(sent.encode("ascii"), validate=True)
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
        material = given.encode("utf-8", "surrogatepass") if given else self.topic(request).encode() + b"\n"
        return "sha256:" + hashlib.sha256(material if given else material + request.body).hexdigest()

    def topic(self, request: WebhookRequest) -> str:
        """``X-Shopify-Topic`` as far as it can be shown."""
        given = request.headers.get("x-shopify-topic", "")
        return given if given in _TOPICS else "".join(filter(str.isprintable, given[:100]))

    def events(self, request: WebhookRequest) -> Sequence[Fact]:
        """One fact: the whole body under its noun (``order``, ``product``, …), beside what the headers tell.

        None of topics that are not known, or of another shop than the one whose address this is.

        Half a character and U+0000 in a text become U+FFFD; all else is as it was sent.

        Raises:
            InvalidInput: the body is no JSON object that can be kept.
        """
        topic = self.topic(request)
        known = _TOPICS.get(topic)
        if known is None:
            return ()
        happened, noun = known
        headers = request.headers
        shop = headers.get("x-shopify-shop-domain", "").strip().lower()
        if shop and request.account and shop != request.account.lower():
            return ()
        payload = {
            "topic": topic,
            "shop_domain": _shown(headers.get("x-shopify-shop-domain")) or request.account,
            "api_version": _shown(headers.get("x-shopify-api-version")),
            "webhook_id": self.delivery_id(request),
            "shopify_event_id": _shown(headers.get("x-shopify-event-id")),
            "triggered_at": _shown(headers.get("x-shopify-triggered-at")),
            noun: _object(request.body),
        }
        return (Fact(event_type=_PREFIX + happened, payload=payload),)


def _object(body: bytes) -> dict[str, Any]:
    read = parse(body)
    if not isinstance(read, dict):
        raise Malformed("The body is not a JSON object.")
    return read


def _shown(header: str | None) -> str | None:
    """A header as text that can be kept, at most 200 characters."""
    if header is None:
        return None
    shown = header[:200]
    return shown if shown.isprintable() else "".join(filter(str.isprintable, shown))


SOURCE = ShopifySource()
