"""Event, the platform envelope, and its wire form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from config.errors import InvalidInput

MAX_HOPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact, in the concept's ``PlatformEvent`` fields plus what caused it and how far it has travelled."""

    event_id: UUID
    event_type: str
    event_timestamp: datetime
    source_service_name: str
    workspace_id: UUID | None
    user_id: UUID | None
    correlation_id: UUID
    payload_json: Mapping[str, Any]
    payload_schema_version: str = "v1.0"
    causation_id: UUID | None = None
    hop: int = 0

    @property
    def topic(self) -> str:
        """The first two parts of the type: ``ionflux.shopify`` of ``ionflux.shopify.order.created``."""
        return ".".join(self.event_type.split(".", 2)[:2])

    @property
    def partition_key(self) -> str:
        """Events with the same key keep their order: the workspace's id, else the event's own."""
        return str(self.workspace_id or self.event_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a source or an agent says happened; the kernel makes the Event of it."""

    event_type: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record as a consumer finds it in the log: which event, where it belongs, and its wire form unread."""

    event_id: UUID
    workspace_id: UUID | None
    topic: str
    key: str
    wire: str


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    event_id: UUID
    event_type: str
    event_timestamp: datetime
    source_service_name: str
    workspace_id: UUID | None
    user_id: UUID | None
    correlation_id: UUID
    payload_json: dict[str, Any]
    payload_schema_version: str
    causation_id: UUID | None
    hop: int


def encode(event: Event) -> bytes:
    """The event's wire form: one JSON object, UTF-8."""
    return orjson.dumps(event)


def decode(wire: bytes | str) -> Event:
    """The event of a wire form.

    Raises:
        InvalidInput: code ``event_malformed`` or ``event_version_unknown``; never anything else.
    """
    try:
        # payload_json stays as orjson read it; pydantic checks the envelope around it.
        read = _Wire.model_validate(orjson.loads(wire))
    except (orjson.JSONDecodeError, ValidationError) as unreadable:
        raise InvalidInput("The event cannot be read.", code="event_malformed") from unreadable
    if not read.payload_schema_version.startswith("v1."):
        raise InvalidInput(
            f"Version {read.payload_schema_version} of an event is not known here.",
            code="event_version_unknown",
        )
    return Event(**dict(read))
