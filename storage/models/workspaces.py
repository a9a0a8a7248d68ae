"""Workspace, Membership (with role), Invitation."""

from typing import Any

from tortoise import fields

from storage.record import Record, WorkspaceRecord


class Workspace(Record):
    """The tenant. ``is_demo`` marks the one that 'ionflux up' seeds."""

    name = fields.CharField(max_length=120)
    owner_user_id = fields.UUIDField(db_index=True)
    status = fields.CharField(max_length=20, default="active")
    settings_json: Any = fields.JSONField(default=dict)
    is_demo = fields.BooleanField(default=False)

    class Meta:
        """Table."""

        table = "workspaces"


class Membership(WorkspaceRecord):
    """A user's place in a workspace: owner, admin, member or guest."""

    user_id = fields.UUIDField(db_index=True)
    role = fields.CharField(max_length=20)

    class Meta:
        """Table."""

        table = "memberships"
        unique_together = (("workspace_id", "user_id"),)


class Invitation(WorkspaceRecord):
    """A place in a workspace that somebody with that address may take. Only the token's digest is kept."""

    email = fields.CharField(max_length=320)
    role = fields.CharField(max_length=20)
    token_digest = fields.CharField(max_length=64, unique=True)
    invited_by_user_id = fields.UUIDField()
    expires_at = fields.DatetimeField()
    accepted_at = fields.DatetimeField(null=True)
    accepted_by_user_id = fields.UUIDField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "invitations"
