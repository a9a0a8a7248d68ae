"""Signed deliveries: small ones of one size for the intake, and the sample order of the Shopify source."""

import base64
import hashlib
import hmac
from pathlib import Path

import orjson
import yaml

from tests.flows.stack import SHOP

SAMPLE = Path(__file__).parents[2] / "webhooks" / "shopify" / "samples" / "orders_create.yaml"
SMALL_BYTES = 2048


def small(number: int) -> bytes:
    """An order of exactly two kilobytes, like no other."""
    order = {
        "id": number,
        "name": f"#{number}",
        "order_number": number,
        "currency": "USD",
        "total_price": "80.00",
        "created_at": "2026-11-20T09:30:00+01:00",
        "line_items": [
            {"id": number * 10 + line, "title": f"Linen cushion {line}", "quantity": 2, "price": "10.00"}
            for line in range(4)
        ],
        "note": "",
    }
    order["note"] = "x" * (SMALL_BYTES - len(orjson.dumps(order)))
    return orjson.dumps(order)


def sample() -> bytes:
    """The body of the sample order, over the threshold."""
    return str(yaml.safe_load(SAMPLE.read_text())["body"]).encode()


def numbered(body: bytes, number: int) -> bytes:
    """The sample order under another number."""
    return (
        body.replace(b'"id": 5550001001', b'"id": %d' % (5_560_000_000 + number), 1)
        .replace(b'"name": "#1001"', b'"name": "#%d"' % number, 1)
        .replace(b'"order_number": 1001', b'"order_number": %d' % number, 1)
    )


def request(path: str, secret: str, body: bytes, delivery_id: str) -> bytes:
    """The whole HTTP request of one delivery, as Shopify signs it."""
    signature = base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nX-Shopify-Topic: orders/create\r\nX-Shopify-Shop-Domain: {SHOP}\r\n"
        f"X-Shopify-Webhook-Id: {delivery_id}\r\nX-Shopify-Hmac-Sha256: {signature}\r\n\r\n"
    )
    return head.encode() + body
