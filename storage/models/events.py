"""InboxEvent, OutboxEvent, HandledEvent, ConsumerOffset, DeadLetter, Lease."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from storage.record import Record


class InboxEvent(Record):
    """One delivery from outside, once. The raw body is kept only where it could not be read."""

    source = fields.CharField(max_length=40)
    account = fields.CharField(max_length=64)
    delivery_id = fields.CharField(max_length=200)
    workspace_id = fields.UUIDField(null=True)
    topic = fields.CharField(max_length=100, default="")
    status = fields.CharField(max_length=20)
    reason = fields.CharField(max_length=300, null=True)
    headers_json: Any = fields.JSONField(null=True)
    body = fields.BinaryField(null=True)
    correlation_id = fields.UUIDField(db_index=True)

    class Meta:
        """Table."""

        table = "inbox_events"
        unique_together = (("source", "account", "delivery_id"),)


class OutboxEvent(Model):
    """An event of ours, stored with what it tells of; the relay brings it to the log.

    Where the log is this table, ``position`` is what groups read by: the id on SQLite, which has one writer
    at a time, and a number given by the relay on PostgreSQL, so that a row which commits late is not passed
    over.
    """

    id: Any = fields.BigIntField(primary_key=True, generated=True)
    event_id = fields.UUIDField(db_index=True)
    workspace_id = fields.UUIDField(null=True)
    topic = fields.CharField(max_length=80)
    key = fields.CharField(max_length=80)
    envelope = fields.TextField()
    correlation_id = fields.UUIDField(db_index=True)
    created_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    next_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True, db_index=True)
    position = fields.BigIntField(null=True, unique=True)

    class Meta:
        """Table."""

        table = "outbox_events"


class HandledEvent(Record):
    """A consumer's inbox: what it has done with an event. Unique, so that twice-read has one effect."""

    consumer = fields.CharField(max_length=60)
    event_id = fields.UUIDField()
    state = fields.CharField(max_length=20)
    reason = fields.CharField(max_length=300, null=True)

    class Meta:
        """Table."""

        table = "handled_events"
        unique_together = (("consumer", "event_id"),)


class ConsumerOffset(Model):
    """How far a consumer group has read the table log."""

    consumer: Any = fields.CharField(primary_key=True, max_length=60)
    position = fields.BigIntField(default=0)

    class Meta:
        """Table."""

        table = "consumer_offsets"


class DeadLetter(Record):
    """An event that a consumer could not handle, with all that is needed to try again."""

    consumer = fields.CharField(max_length=60)
    event_id = fields.UUIDField()
    workspace_id = fields.UUIDField(null=True, db_index=True)
    topic = fields.CharField(max_length=80)
    key = fields.CharField(max_length=80)
    envelope = fields.TextField()
    reason = fields.CharField(max_length=60)
    first_error = fields.TextField()
    last_error = fields.TextField()
    attempts = fields.IntField()
    correlation_id = fields.UUIDField(null=True)

    class Meta:
        """Table."""

        table = "dead_letters"
        unique_together = (("consumer", "event_id"),)
        indexes = (Index(fields=("workspace_id", "created_at")),)


class Lease(Model):
    """A name that one process holds until a time."""

    name: Any = fields.CharField(primary_key=True, max_length=60)
    owner = fields.UUIDField()
    until = fields.DatetimeField()

    class Meta:
        """Table."""

        table = "leases"
