"""File: what was uploaded, and RunOutput: what a run gave that is too large for its row. Their bytes are in
``storage/files.py``.
"""

from tortoise import fields

from storage.record import WorkspaceRecord


class File(WorkspaceRecord):
    """A file of a channel. ``message_id`` is that of the first message it was sent with."""

    channel_id = fields.UUIDField(db_index=True)
    user_id = fields.UUIDField(null=True)
    name = fields.CharField(max_length=255)
    size = fields.BigIntField()
    content_type = fields.CharField(max_length=120)
    digest = fields.CharField(max_length=64)
    stored_name = fields.CharField(max_length=80)
    width = fields.IntField(null=True)
    height = fields.IntField(null=True)
    has_thumbnail = fields.BooleanField(default=False)
    message_id = fields.UUIDField(null=True)

    class Meta:
        """Table."""

        table = "files"


class RunOutput(WorkspaceRecord):
    """An output of a run that is kept as a file; ``digest`` is the SHA-256 of its bytes."""

    run_id = fields.UUIDField()
    key_name = fields.CharField(max_length=120)
    size = fields.BigIntField()
    content_type = fields.CharField(max_length=120)
    digest = fields.CharField(max_length=64)
    stored_name = fields.CharField(max_length=80)

    class Meta:
        """Table."""

        table = "run_outputs"
        unique_together = (("run_id", "key_name"),)
