"""AuditEntry: append-only, hash-chained."""

from typing import Any

from tortoise import fields

from storage.record import WorkspaceRecord


class AuditEntry(WorkspaceRecord):
    """One act. ``hash`` covers the entry and ``previous_hash``, so that no entry can be changed or taken
    out.
    """

    position = fields.BigIntField()
    actor_type = fields.CharField(max_length=20)
    actor_id = fields.UUIDField(null=True)
    action = fields.CharField(max_length=80)
    target_type = fields.CharField(max_length=60)
    target_id = fields.CharField(max_length=80)
    details_json: Any = fields.JSONField(default=dict)
    at = fields.DatetimeField()
    correlation_id = fields.UUIDField()
    previous_hash = fields.CharField(max_length=64)
    hash = fields.CharField(max_length=64)

    class Meta:
        """Table."""

        table = "audit_entries"
        unique_together = (("workspace_id", "position"),)
