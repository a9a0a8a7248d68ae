"""Inbox, outbox and dead letters: receive once, record, park, replay."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.events import Entry, Event, Fact, encode
from bot.contracts.unit import Unit
from config.clock import new_id
from config.errors import NotFound
from storage.bulk import Call, Found, Row, Steps, insert, statement
from storage.models.events import DeadLetter, InboxEvent, OutboxEvent

_INBOX_COLUMNS = (
    "id source account delivery_id workspace_id topic status correlation_id created_at updated_at"
)
_INBOX = insert(InboxEvent, _INBOX_COLUMNS, ignore_conflicts=True)
_INBOX_FAILED = insert(InboxEvent, f"{_INBOX_COLUMNS} reason headers_json body", ignore_conflicts=True)
_OUTBOX_COLUMNS = "event_id workspace_id topic key envelope correlation_id created_at attempts"
_OUTBOX = insert(OutboxEvent, _OUTBOX_COLUMNS)
# A repeated delivery has no inbox row of this id, and so makes no event.
_OUTBOX_IF_NEW = insert(OutboxEvent, _OUTBOX_COLUMNS, only_with=InboxEvent)
_HANDLED = statement(
    "INSERT INTO handled_events (id, consumer, event_id, state, reason, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id"
)
_DEAD = insert(
    DeadLetter,
    "id consumer event_id workspace_id topic key envelope reason first_error last_error attempts"
    " correlation_id"
    " created_at updated_at",
    ignore_conflicts=True,
)
_FORGET_HANDLED = statement(
    "DELETE FROM handled_events WHERE consumer = ? AND event_id = ? AND state = 'dead'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A verified webhook delivery. ``body`` is kept only where ``failure`` says why it could not be read."""

    source: str
    service_name: str
    account: str
    delivery_id: str
    topic: str
    facts: Sequence[Fact]
    failure: str | None = None
    headers: Mapping[str, str] | None = None
    body: bytes | None = None

    @property
    def status(self) -> str:
        """``stored``, ``ignored`` (authentic, and nothing for us) or ``failed`` (kept for replay)."""
        if self.failure is not None:
            return "failed"
        return "stored" if self.facts else "ignored"


def receive(unit: Unit, delivery: Delivery) -> None:
    """Store the delivery and its events, once per (source, account, delivery id); a repeat stores nothing."""
    inbox_id = new_id()
    values = (
        inbox_id,
        delivery.source,
        delivery.account,
        delivery.delivery_id,
        unit.workspace_id,
        delivery.topic[:100],
        delivery.status,
        unit.correlation_id,
        unit.now,
        unit.now,
    )
    if delivery.failure is None:
        unit.write(Row(_INBOX, values))
    else:
        headers = None if delivery.headers is None else dict(delivery.headers)
        unit.write(Row(_INBOX_FAILED, (*values, delivery.failure, headers, delivery.body)))
    for fact in delivery.facts:
        event = unit.event(fact.event_type, fact.payload, source=delivery.service_name)
        unit.write(Row(_OUTBOX_IF_NEW, (*_outbox_values(event), inbox_id)))
        unit.has_outbox_rows = True


def outbox_row(event: Event) -> Row:
    """The row that keeps the event until the log has it."""
    return Row(_OUTBOX, _outbox_values(event))


def _outbox_values(event: Event) -> tuple[Any, ...]:
    return (
        event.event_id,
        event.workspace_id,
        event.topic,
        event.partition_key,
        encode(event).decode(),
        event.correlation_id,
        event.event_timestamp,
        0,
    )


def handling(
    consumer: str, event_id: UUID, at: datetime, *, state: str = "done", reason: str | None = None
) -> Generator[Call, Found, bool]:
    """Steps that note the event as handled by the consumer; False where it has been before."""
    return bool((yield Call(_HANDLED, (new_id(), consumer, event_id, state, reason, at, at))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why an event could not be handled."""

    reason: str
    first_error: str
    last_error: str
    attempts: int


def park(unit: Unit, consumer: str, entry: Entry, failure: Failure) -> None:
    """Put the event among the dead letters, and note it as handled so that the consumer goes on.

    The outcome of this last step says whether it was: what has been handled before is no dead letter.
    """

    def script() -> Generator[Call, Found, bool]:
        if not (yield from handling(consumer, entry.event_id, unit.now, state="dead", reason=failure.reason)):
            return False
        yield Call(
            _DEAD,
            (
                new_id(),
                consumer,
                entry.event_id,
                entry.workspace_id,
                entry.topic,
                entry.key,
                entry.wire,
                failure.reason,
                failure.first_error[:4000],
                failure.last_error[:4000],
                failure.attempts,
                unit.correlation_id,
                unit.now,
                unit.now,
            ),
        )
        return True

    unit.write(Steps(script))


class DeadLetterView(BaseModel):
    """An event that a consumer could not handle."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    consumer: str
    event_id: UUID
    workspace_id: UUID | None
    topic: str
    reason: str
    first_error: str
    last_error: str
    attempts: int
    correlation_id: UUID | None
    created_at: datetime


async def dead_letters(
    unit: Unit, *, limit: int = 50, before: UUID | None = None
) -> Sequence[DeadLetterView]:
    """The workspace's dead letters, newest first; ``before`` is the id of the last one seen."""
    query = DeadLetter.filter(workspace_id=unit.workspace_id).order_by("-id").limit(limit)
    if before is not None:
        query = query.filter(id__lt=before)
    return [DeadLetterView.model_validate(row) for row in await query]


async def replay(unit: Unit, dead_letter_id: UUID) -> DeadLetterView:
    """Send the stored envelope once more, with its own id, for that consumer to try again.

    The other consumers have handled it and pass over it. A second call finds nothing, so twice is once.

    Raises:
        NotFound: no such dead letter in this workspace.
    """
    row = await DeadLetter.get_or_none(id=dead_letter_id, workspace_id=unit.workspace_id)
    # Of two who find it at the same time one takes it away.
    if row is None or not await DeadLetter.filter(id=row.id).delete():
        raise NotFound("This dead letter does not exist.")
    unit.write(Row(_FORGET_HANDLED, (row.consumer, row.event_id)))
    correlation = row.correlation_id or unit.correlation_id
    again = (row.event_id, row.workspace_id, row.topic, row.key, row.envelope, correlation, unit.now, 0)
    unit.write(Row(_OUTBOX, again))
    unit.has_outbox_rows = True
    return DeadLetterView.model_validate(row)


class FailedDelivery(BaseModel):
    """An authentic delivery whose body could not be read when it came."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    source: str
    workspace_id: UUID | None
    topic: str
    reason: str | None
    headers_json: dict[str, str]
    body: bytes
    correlation_id: UUID


async def failed_deliveries(*, limit: int = 100) -> Sequence[FailedDelivery]:
    """Of all workspaces, oldest first; for the operator at the command line."""
    rows = await InboxEvent.filter(status="failed").order_by("created_at").limit(limit)
    return [FailedDelivery.model_validate(row) for row in rows]


async def mend(unit: Unit, delivery: FailedDelivery, facts: Sequence[Fact], service_name: str) -> None:
    """Make the events of a delivery that can be read now; of two at once, one does."""
    status = "stored" if facts else "ignored"
    mended = await InboxEvent.filter(id=delivery.id, status="failed").update(
        status=status, reason=None, body=None, headers_json=None
    )
    for fact in facts if mended else ():
        unit.events.append(unit.event(fact.event_type, fact.payload, source=service_name))
