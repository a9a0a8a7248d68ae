"""ChannelLink (a channel mirrored to a platform's place), MessageLink, EarlyChange, Delivery, InboundFile."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.record import WorkspaceRecord


class ChannelLink(WorkspaceRecord):
    """A channel and a place of a platform that are one conversation. What goes there is drained in order by
    whoever holds the lease, not before ``next_at``. ``last_external_id`` is the message that was taken in
    from there last; ``behind_external_id``, while it is being caught up with, the one to begin after. A
    ``broken`` link says why in ``error_text``.
    """

    channel_id = fields.UUIDField(db_index=True)
    adapter = fields.CharField(max_length=20)
    account = fields.CharField(max_length=64, default="")
    external_channel_id = fields.CharField(max_length=128)
    is_direct = fields.BooleanField(default=False, db_default=False)
    status = fields.CharField(max_length=10, default="active")
    error_text = fields.TextField(null=True)
    created_by_user_id = fields.UUIDField(null=True)
    last_external_id = fields.CharField(max_length=128, null=True)
    behind_external_id = fields.CharField(max_length=128, null=True)
    next_at = fields.DatetimeField(null=True)
    lease_until = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "channel_links"
        unique_together = (("adapter", "account", "external_channel_id"),)


class MessageLink(WorkspaceRecord):
    """A message and one of its copies on a platform, which may be in several parts. ``is_ours``: we sent it.
    ``thread_external_id`` is the thread under it where that has a name of its own. ``shown_digest`` is what
    the copy shows, ``reactions_array`` the emoji that our bot has put under it.
    """

    link_id = fields.UUIDField()
    message_id = fields.UUIDField()
    external_id = fields.CharField(max_length=128)
    part = fields.IntField(default=0, db_default=0)
    is_ours = fields.BooleanField()
    thread_external_id = fields.CharField(max_length=128, null=True)
    shown_digest = fields.CharField(max_length=64, null=True)
    reactions_array: Any = fields.JSONField(null=True)

    class Meta:
        """Table."""

        table = "message_links"
        unique_together = (("link_id", "external_id"), ("message_id", "link_id", "part"))


class PlatformChange(WorkspaceRecord):
    """The last change that a platform told of a message: its new words, or NULL where it was taken back."""

    link_id = fields.UUIDField()
    external_id = fields.CharField(max_length=128)
    text = fields.TextField(null=True)
    changed_at = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "platform_changes"
        unique_together = (("link_id", "external_id"),)


class Delivery(WorkspaceRecord):
    """A stored change of a channel (by its ``seq``) on its way to one link: ``pending`` until it is ``sent``,
    refused for good (``failed``), given up (``dead``) or not needed (``skipped``). ``changes_json`` says how
    the message had to be changed to fit; ``repeats`` counts how often it was sent though it may have arrived.
    """

    link_id = fields.UUIDField()
    channel_id = fields.UUIDField()
    message_id = fields.UUIDField(db_index=True)
    seq = fields.BigIntField()
    kind = fields.CharField(max_length=20)
    state = fields.CharField(max_length=10, default="pending")
    attempts = fields.IntField(default=0)
    repeats = fields.IntField(default=0)
    is_begun = fields.BooleanField(default=False)
    sent_at = fields.DatetimeField(null=True)
    error_text = fields.TextField(null=True)
    changes_json: Any = fields.JSONField(null=True)

    class Meta:
        """Table."""

        table = "deliveries"
        unique_together = (("link_id", "seq"),)
        indexes = (Index(fields=("link_id", "state", "seq")), Index(fields=("state", "created_at")))


class InboundFile(WorkspaceRecord):
    """A file that came with a platform's message and is fetched from there: ``pending`` until it stands in
    the channel (``done``), or cannot (``failed``).
    """

    link_id = fields.UUIDField()
    channel_id = fields.UUIDField()
    thread_id = fields.UUIDField(null=True)
    user_id = fields.UUIDField()
    external_id = fields.CharField(max_length=128)
    part = fields.IntField()
    name = fields.CharField(max_length=300)
    size = fields.BigIntField(null=True)
    reference_json: Any = fields.JSONField()
    state = fields.CharField(max_length=10, default="pending")
    attempts = fields.IntField(default=0)
    next_at = fields.DatetimeField()
    lease_until = fields.DatetimeField(null=True)
    error_text = fields.TextField(null=True)

    class Meta:
        """Table."""

        table = "inbound_files"
        unique_together = (("link_id", "external_id", "part"),)
        indexes = (Index(fields=("state", "next_at")),)
