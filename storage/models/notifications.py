"""Notification, NotificationPreference, NotificationDelivery."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.record import WorkspaceRecord


class Notification(WorkspaceRecord):
    """Something one person should hear of. ``source_key`` makes it once; what has the same ``alike_key``
    within ten minutes is counted instead of told again. A critical one is told again at ``remind_at`` for as
    long as nobody acknowledges it; ``reminded`` counts how often it was.
    """

    user_id = fields.UUIDField()
    kind = fields.CharField(max_length=30)
    level = fields.CharField(max_length=10, default="info")
    tab = fields.CharField(max_length=20)
    title_text = fields.CharField(max_length=300)
    body_text = fields.TextField(default="")
    actor_type = fields.CharField(max_length=20, null=True)
    actor_id = fields.UUIDField(null=True)
    channel_id = fields.UUIDField(null=True)
    message_id = fields.UUIDField(null=True)
    thread_id = fields.UUIDField(null=True)
    proposal_id = fields.UUIDField(null=True, db_index=True)
    source_key = fields.CharField(max_length=160)
    alike_key = fields.CharField(max_length=160, null=True)
    count = fields.IntField(default=1)
    read_at = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    snoozed_until = fields.DatetimeField(null=True)
    acknowledged_at = fields.DatetimeField(null=True)
    remind_at = fields.DatetimeField(null=True, db_index=True)
    reminded = fields.IntField(default=0, db_default=0)

    class Meta:
        """Table."""

        table = "notifications"
        unique_together = (("user_id", "source_key"),)
        indexes = (
            Index(fields=("user_id", "workspace_id", "done_at")),
            Index(fields=("user_id", "alike_key")),
            Index(fields=("workspace_id", "source_key")),
        )


class NotificationPreference(WorkspaceRecord):
    """What one person wants to hear of in a workspace, or (with ``channel_id``) in one channel. ``scope`` is
    the id of whichever it is.
    """

    user_id = fields.UUIDField()
    scope = fields.UUIDField()
    channel_id = fields.UUIDField(null=True)
    level = fields.CharField(max_length=10, default="default")
    email = fields.CharField(max_length=10, default="important")
    is_muted = fields.BooleanField(default=False)
    quiet_hours_json: Any = fields.JSONField(null=True)

    class Meta:
        """Table."""

        table = "notification_preferences"
        unique_together = (("user_id", "scope"),)


class NotificationDelivery(WorkspaceRecord):
    """A notification on its way to one person by one adapter: ``pending`` until it is ``sent``, refused for
    good (``failed``), given up at ``give_up_at`` (``dead``) or no longer wanted (``skipped``). ``occasion``
    tells a reminder from the first time.
    """

    notification_id = fields.UUIDField()
    user_id = fields.UUIDField()
    adapter = fields.CharField(max_length=20)
    address = fields.CharField(max_length=320)
    occasion = fields.CharField(max_length=10, default="first", db_default="first")
    state = fields.CharField(max_length=10, default="pending")
    attempts = fields.IntField(default=0)
    next_at = fields.DatetimeField()
    give_up_at = fields.DatetimeField(null=True)
    lease_until = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    error_text = fields.TextField(null=True)

    class Meta:
        """Table."""

        table = "notification_deliveries"
        unique_together = (("notification_id", "adapter", "occasion"),)
        indexes = (Index(fields=("state", "next_at")),)
