"""Connection (a workspace's grant at a provider) and WebhookEndpoint (where that provider posts to)."""

from typing import Any

from tortoise import fields

from storage.record import WorkspaceRecord


class Connection(WorkspaceRecord):
    """A shop, or another account outside, that the workspace has connected. ``external_account_id`` is the
    account of a chat platform (empty: that of the installation's own app), ``details_json`` what its adapter
    keeps of it, ``allowed_external_ids_array`` the accounts there whose direct messages are taken though they
    are nobody's.
    """

    provider = fields.CharField(max_length=40)
    shop_domain = fields.CharField(max_length=255, null=True)
    external_account_id = fields.CharField(max_length=64, null=True, db_index=True)
    name_text = fields.CharField(max_length=200, null=True)
    details_json: Any = fields.JSONField(null=True)
    allowed_external_ids_array: Any = fields.JSONField(null=True)
    brand_id = fields.UUIDField(null=True)
    creator_id = fields.UUIDField(null=True)
    store_url = fields.CharField(max_length=500, null=True)
    profile_url = fields.CharField(max_length=500, null=True)
    access_token_secret_ref = fields.CharField(max_length=120, null=True)
    last_sync_status = fields.CharField(max_length=40, default="never")
    last_sync_timestamp = fields.DatetimeField(null=True)
    status = fields.CharField(max_length=20, default="active")
    created_by_user_id = fields.UUIDField(null=True)

    class Meta:
        """Table."""

        table = "connections"
        unique_together = (("workspace_id", "provider", "shop_domain"),)


class WebhookEndpoint(WorkspaceRecord):
    """An address of ours with the secret that signs what is posted there; the old one holds during
    rotation.
    """

    connection_id = fields.UUIDField(db_index=True)
    source = fields.CharField(max_length=40)
    key = fields.CharField(max_length=64, unique=True)
    secret_ref = fields.CharField(max_length=120)
    previous_secret_ref = fields.CharField(max_length=120, null=True)
    previous_valid_until = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "webhook_endpoints"
