"""RedactionRequest: what a provider's privacy law topics ask of us, tracked until it is done."""

from typing import Any

from tortoise import fields

from storage.record import WorkspaceRecord


class RedactionRequest(WorkspaceRecord):
    """One request: to tell what is held of a customer, to forget the customer, or to forget the shop."""

    event_id = fields.UUIDField(unique=True)
    kind = fields.CharField(max_length=40)
    shop_domain = fields.CharField(max_length=255, null=True)
    subject_json: Any = fields.JSONField()
    status = fields.CharField(max_length=20, default="pending")
    due_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    outcome_json: Any = fields.JSONField(null=True)

    class Meta:
        """Table."""

        table = "redaction_requests"
