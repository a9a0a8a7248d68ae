"""Channel, ChannelMember (read position), Message, MessageEdit."""

from typing import Any

from tortoise import fields

from storage.record import WorkspaceRecord


class Channel(WorkspaceRecord):
    """The concept's ChatDockChannel. ``last_seq`` counts its stored changes."""

    name = fields.CharField(max_length=80)
    type = fields.CharField(max_length=20, default="public")
    description_text = fields.TextField(null=True)
    bound_agent_configuration_id = fields.UUIDField(null=True)
    last_seq = fields.BigIntField(default=0)

    class Meta:
        """Table."""

        table = "channels"
        unique_together = (("workspace_id", "name"),)


class ChannelMember(WorkspaceRecord):
    """A user in a channel, and how far they have read."""

    channel_id = fields.UUIDField()
    user_id = fields.UUIDField(db_index=True)
    last_read_seq = fields.BigIntField(default=0)

    class Meta:
        """Table."""

        table = "channel_members"
        unique_together = (("channel_id", "user_id"),)


class Message(WorkspaceRecord):
    """The concept's ChatMessage. ``seq`` is given in the commit; ``run_id`` and ``part`` make agents' posts
    once.
    """

    channel_id = fields.UUIDField()
    seq = fields.BigIntField()
    sender_id = fields.UUIDField()
    sender_type = fields.CharField(max_length=20)
    content_type = fields.CharField(max_length=40)
    content_json: Any = fields.JSONField()
    thread_id = fields.UUIDField(null=True, db_index=True)
    reply_count = fields.IntField(default=0)
    client_message_id = fields.CharField(max_length=100, null=True)
    run_id = fields.UUIDField(null=True)
    part = fields.IntField(null=True)
    correlation_id = fields.UUIDField(null=True, db_index=True)
    edited_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "messages"
        unique_together = (
            ("channel_id", "seq"),
            ("channel_id", "sender_id", "client_message_id"),
            ("run_id", "part"),
        )


class MessageEdit(WorkspaceRecord):
    """A stored change of a channel that is not a new message: which number it has, of what kind, to which
    message.
    """

    channel_id = fields.UUIDField()
    seq = fields.BigIntField()
    message_id = fields.UUIDField(db_index=True)
    kind = fields.CharField(max_length=20)
    user_id = fields.UUIDField(null=True)

    class Meta:
        """Table."""

        table = "message_edits"
        unique_together = (("channel_id", "seq"),)
