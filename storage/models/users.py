"""User, Identity (a platform account and its user), LinkCode, Session (with its refresh family),
IdempotencyKey.
"""

from typing import Any

from tortoise import fields

from storage.record import Record


class User(Record):
    """A person. One seen on a platform only has neither e-mail, password nor membership."""

    email = fields.CharField(max_length=320, unique=True, null=True)
    name = fields.CharField(max_length=200)
    password_hash = fields.CharField(max_length=200, null=True)
    profile_info: Any = fields.JSONField(default=dict)
    stripe_customer_id = fields.CharField(max_length=100, null=True)
    payment_provider_details_json: Any = fields.JSONField(null=True)

    class Meta:
        """Table."""

        table = "users"


class Identity(Record):
    """An account on a platform and who it is: a user of its own until somebody links it to theirs.
    ``account`` is that within which ``external_user_id`` is unique, empty where that is the whole platform.
    """

    platform = fields.CharField(max_length=20)
    account = fields.CharField(max_length=64, default="")
    external_user_id = fields.CharField(max_length=128)
    user_id = fields.UUIDField(db_index=True)
    name = fields.CharField(max_length=200)
    avatar_url = fields.CharField(max_length=500, null=True)
    linked_at = fields.DatetimeField(null=True)
    told_at = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "identities"
        unique_together = (("platform", "account", "external_user_id"),)


class LinkCode(Record):
    """A code with which a platform account becomes its user's; good once, for a while."""

    user_id = fields.UUIDField(db_index=True)
    digest = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "link_codes"


class Session(Record):
    """One sign-in. Its refresh tokens are one family: only the newest is good, an older one ends them all."""

    user_id = fields.UUIDField(db_index=True)
    refresh_digest = fields.CharField(max_length=64)
    cookie_digest = fields.CharField(max_length=64, unique=True)
    user_agent = fields.CharField(max_length=300, default="")
    address = fields.CharField(max_length=64, default="")
    last_seen_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    revoked_reason = fields.CharField(max_length=40, null=True)

    class Meta:
        """Table."""

        table = "sessions"


class IdempotencyKey(Record):
    """The first answer to a request that named this key; a repeat gets the same."""

    user_id = fields.UUIDField()
    scope = fields.CharField(max_length=40)
    key = fields.CharField(max_length=200)
    request_digest = fields.CharField(max_length=64)
    status = fields.IntField(null=True)
    body_text = fields.TextField(null=True)
    locked_until = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "idempotency_keys"
        unique_together = (("user_id", "scope", "key"),)
