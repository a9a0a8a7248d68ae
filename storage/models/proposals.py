"""Proposal and Decision."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.record import WorkspaceRecord


class Proposal(WorkspaceRecord):
    """What people are asked to decide. ``state`` changes once, from open; ``digest`` is that of the data that
    may be acted on.
    """

    channel_id = fields.UUIDField()
    message_id = fields.UUIDField(unique=True)
    asked_by_type = fields.CharField(max_length=20)
    asked_by_id = fields.UUIDField(null=True)
    run_id = fields.UUIDField(null=True, db_index=True)
    kind = fields.CharField(max_length=80, null=True)
    title_text = fields.CharField(max_length=300)
    description_text = fields.TextField(default="")
    data_json: Any = fields.JSONField(default=dict)
    actions_array: Any = fields.JSONField(default=list)
    editable_schema_json: Any = fields.JSONField(null=True)
    risk = fields.CharField(max_length=10, default="low")
    required_role = fields.CharField(max_length=20, null=True)
    decider_user_ids_array: Any = fields.JSONField(null=True)
    quorum = fields.IntField(default=1)
    expires_at = fields.DatetimeField(null=True)
    default_action_id = fields.CharField(max_length=80, null=True)
    digest = fields.CharField(max_length=64)
    state = fields.CharField(max_length=20, default="open")
    decision_json: Any = fields.JSONField(null=True)
    decided_data_json: Any = fields.JSONField(null=True)
    outcome_text = fields.TextField(null=True)
    correlation_id = fields.UUIDField()

    class Meta:
        """Table."""

        table = "proposals"
        indexes = (Index(fields=("workspace_id", "state")), Index(fields=("state", "expires_at")))


class Decision(WorkspaceRecord):
    """One person's press of one button of a proposal: a vote where it has a quorum."""

    proposal_id = fields.UUIDField()
    user_id = fields.UUIDField()
    action_id = fields.CharField(max_length=80)
    comment = fields.TextField(null=True)
    edited_payload: Any = fields.JSONField(null=True)
    digest = fields.CharField(max_length=64)

    class Meta:
        """Table."""

        table = "decisions"
        unique_together = (("proposal_id", "user_id"),)
