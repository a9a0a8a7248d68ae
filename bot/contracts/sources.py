"""WebhookSource and WebhookRequest: what a folder of ``webhooks/`` provides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.contracts.events import Fact
from config.clock import now


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRequest:
    """A delivery as it came in: header names in lower case, the raw body, the secrets valid now (newest
    first), whose deliveries are expected at this address, where that is known, and what follows the key
    in it.
    """

    headers: Mapping[str, str]
    body: bytes
    secrets: Sequence[bytes]
    account: str | None = None
    suffix: str = ""
    received_at: datetime = field(default_factory=now)


class WebhookSource(Protocol):
    """One provider of webhooks. All three functions are pure."""

    name: str
    service_name: str

    def verify(self, request: WebhookRequest) -> None:
        """Return if one of the secrets signed the raw body; raise BadSignature for anything else whatever."""

    def delivery_id(self, request: WebhookRequest) -> str:
        """What is the same on a retry of this delivery and on no other."""

    def topic(self, request: WebhookRequest) -> str:
        """The provider's own name of what happened, for logs and the inbox; ``""`` when it does not say."""

    def events(self, request: WebhookRequest) -> Sequence[Fact]:
        """The facts in it; empty for topics we ignore. Raises InvalidInput for a body it cannot read."""
