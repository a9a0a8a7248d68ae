"""A workspace's own senders: Standard Webhooks signature; any JSON → ``ionflux.custom.received``."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.contracts.events import Fact
from bot.contracts.payloads import parse
from bot.contracts.sources import WebhookRequest
from config.errors import BadSignature

_TOLERANCE = timedelta(minutes=5)
_SECRET_PREFIX = b"whsec_"
_VERSION = "v1,"
_MOST_SIGNATURES = 10
_LONGEST_ID = 150
_LONGEST_TOPIC = 100


class CustomSource:
    """Deliveries signed with a secret that we gave out."""

    name = "custom"
    service_name = "CustomWebhookService"

    def verify(self, request: WebhookRequest) -> None:
        """Return if one of the ``v1`` signatures is of id, time and body, and the time is now, give or take
        five minutes.
        """
        headers = request.headers
        delivery_id, sent = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        if (
            not delivery_id
            or not delivery_id.isascii()
            or not _is_near(sent, request.received_at.timestamp())
        ):
            raise BadSignature("The delivery has no id, or is not of this moment.", service="custom")
        signed = f"{delivery_id}.{sent}.".encode() + request.body
        given = list(_signatures(headers.get("webhook-signature", "")))
        for secret in filter(None, map(_key, request.secrets)):
            wanted = hmac.digest(secret, signed, hashlib.sha256)
            if any([hmac.compare_digest(wanted, one) for one in given]):
                return
        raise BadSignature("The signature does not match.", service="custom")

    def delivery_id(self, request: WebhookRequest) -> str:
        """``webhook-id``; the digest of one that cannot be kept."""
        given = request.headers.get("webhook-id", "")
        if given and len(given) <= _LONGEST_ID and given.isascii() and given.isprintable():
            return given
        material = given.encode("utf-8", "surrogatepass") or request.body
        return "sha256:" + hashlib.sha256(material).hexdigest()

    def topic(self, request: WebhookRequest) -> str:
        """What follows the key in the address, as far as it can be shown."""
        shown = "".join(filter(str.isprintable, request.suffix[:_LONGEST_TOPIC]))
        return shown.encode()[:_LONGEST_TOPIC].decode("utf-8", "ignore")

    def events(self, request: WebhookRequest) -> Sequence[Fact]:
        """One fact: the suffix and the body; none of an empty body, with which senders try an address.

        Raises:
            InvalidInput: the body is no JSON that can be kept.
        """
        if not request.body:
            return ()
        payload = {"suffix": self.topic(request), "body": parse(request.body)}
        return (Fact(event_type="ionflux.custom.received", payload=payload),)


def _is_near(sent: str, moment: float) -> bool:
    if not (sent.isascii() and sent.isdigit() and len(sent) <= 12):
        return False
    return abs(moment - int(sent)) <= _TOLERANCE.total_seconds()


def _key(secret: bytes) -> bytes:
    """The secret's own bytes; none of what is not base64."""
    try:
        return base64.b64decode(secret.removeprefix(_SECRET_PREFIX), validate=True)
    except binascii.Error:
        return b""


def _signatures(header: str) -> Iterator[bytes]:
    for one in header.split(" ")[:_MOST_SIGNATURES]:
        if one.startswith(_VERSION):
            try:
                yield base64.b64decode(one.removeprefix(_VERSION).encode("ascii"), validate=True)
            except (UnicodeEncodeError, binascii.Error):
                continue


SOURCE = CustomSource()
