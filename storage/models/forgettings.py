"""Forgetting: what agents' memory must let go, with what it came from."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.record import WorkspaceRecord


class Forgetting(WorkspaceRecord):
    """What came from one of these must not be remembered. Kept for a while after it is done: a run that read
    it before may remember it later.
    """

    origin = fields.CharField(max_length=20)
    values_json: Any = fields.JSONField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "forgettings"
        indexes = (Index(fields=("workspace_id", "created_at")), Index(fields=("done_at", "id")))
