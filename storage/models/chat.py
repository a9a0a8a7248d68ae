"""Channel, ChannelMember (read position), Message, MessageEdit, Reaction, Pin, ThreadFollower."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.indexes import IndexOfGiven, KeyOfGiven
from storage.record import WorkspaceRecord


class Channel(WorkspaceRecord):
    """The concept's ChatDockChannel. ``last_seq`` counts its stored changes, ``message_count`` its messages
    that are no replies, the deleted ones among them, and ``deleted_count`` those. ``link_count`` is how many
    places on platforms it is mirrored to. A direct channel is named by its two members' ids. ``brand_id``
    is the brand that is meant where none is named.
    """

    name = fields.CharField(max_length=80)
    type = fields.CharField(max_length=20, default="public")
    description_text = fields.TextField(null=True)
    bound_agent_configuration_id = fields.UUIDField(null=True)
    brand_id = fields.UUIDField(null=True)
    last_seq = fields.BigIntField(default=0)
    message_count = fields.BigIntField(default=0, db_default=0)
    deleted_count = fields.BigIntField(default=0, db_default=0)
    link_count = fields.IntField(default=0, db_default=0)

    class Meta:
        """Table."""

        table = "channels"
        unique_together = (("workspace_id", "name"),)


class ChannelMember(WorkspaceRecord):
    """A user's place in a channel: how far they have read, up to which number, and how many of the channel's
    messages are no longer unread for them. Who reads an open channel without being in it has a place too,
    which ``is_inside`` tells apart; of a private one a place is membership.
    """

    # No index of its own: in one of very many places another is worth less than that of its channel or user.
    workspace_id = fields.UUIDField()
    channel_id = fields.UUIDField()
    user_id = fields.UUIDField(db_index=True)
    is_inside = fields.BooleanField(default=True, db_default=True)
    last_read_seq = fields.BigIntField(default=0)
    read_count = fields.BigIntField(default=0, db_default=0)

    class Meta:
        """Table."""

        table = "channel_members"
        unique_together = (("channel_id", "user_id"),)


class Message(WorkspaceRecord):
    """The concept's ChatMessage. ``seq`` is given in the commit, and so is ``ordinal``: which of the
    channel's messages it is, or for a reply which came last. ``run_id`` and ``part`` make agents' posts once.
    """

    # No index of its own: a message is found by its id or by its channel.
    workspace_id = fields.UUIDField()
    channel_id = fields.UUIDField()
    seq = fields.BigIntField()
    sender_id = fields.UUIDField()
    sender_type = fields.CharField(max_length=20)
    content_type = fields.CharField(max_length=40)
    content_json: Any = fields.JSONField()
    thread_id = fields.UUIDField(null=True)
    reply_count = fields.IntField(default=0)
    last_reply_at = fields.DatetimeField(null=True)
    reply_user_ids_array: Any = fields.JSONField(null=True)
    mentions_json_array: Any = fields.JSONField(null=True)
    ordinal = fields.BigIntField(default=0, db_default=0)
    client_message_id = fields.CharField(max_length=100, null=True)
    run_id = fields.UUIDField(null=True)
    part = fields.IntField(null=True)
    correlation_id = fields.UUIDField(null=True, db_index=True)
    edited_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "messages"
        unique_together = (("channel_id", "seq"),)
        # Most messages are in none of these.
        indexes = (
            IndexOfGiven(fields=("thread_id",)),
            KeyOfGiven(fields=("channel_id", "sender_id", "client_message_id")),
            KeyOfGiven(fields=("run_id", "part")),
        )


class MessageEdit(WorkspaceRecord):
    """A stored change of a channel that is not a new message: which number it has, of what kind, to which
    message. An edit keeps what stood there before, a deletion where the message stood; a reply, which counts
    for nobody's unread messages, stood nowhere (0).
    """

    channel_id = fields.UUIDField()
    seq = fields.BigIntField()
    message_id = fields.UUIDField(db_index=True)
    message_seq = fields.BigIntField(default=0, db_default=0)
    kind = fields.CharField(max_length=20)
    user_id = fields.UUIDField(null=True)
    content_json: Any = fields.JSONField(null=True)

    class Meta:
        """Table."""

        table = "message_edits"
        unique_together = (("channel_id", "seq"),)
        indexes = (Index(fields=("channel_id", "kind", "message_seq")),)


class Reaction(WorkspaceRecord):
    """One person's emoji under a message. ``link_id`` is the link by which it came, if it came by one."""

    message_id = fields.UUIDField()
    emoji = fields.CharField(max_length=64)
    user_id = fields.UUIDField()
    link_id = fields.UUIDField(null=True)

    class Meta:
        """Table."""

        table = "reactions"
        unique_together = (("message_id", "emoji", "user_id"),)


class Pin(WorkspaceRecord):
    """A message that a channel keeps at hand."""

    channel_id = fields.UUIDField(db_index=True)
    message_id = fields.UUIDField(unique=True)
    user_id = fields.UUIDField()

    class Meta:
        """Table."""

        table = "pins"


class ThreadFollower(WorkspaceRecord):
    """Whether a person wants to hear of a thread; kept for those who do not, so that a mention does not undo
    it.
    """

    thread_id = fields.UUIDField()
    user_id = fields.UUIDField()
    is_following = fields.BooleanField(default=True)

    class Meta:
        """Table."""

        table = "thread_followers"
        unique_together = (("thread_id", "user_id"),)
