"""Record and WorkspaceRecord: what every table has, and the one way to query a workspace's data."""

from typing import Any, Self
from uuid import UUID

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from config.clock import new_id


class Record(Model):
    """A row with an id of its own and the times of its life."""

    id: Any = fields.UUIDField(primary_key=True, default=new_id)
    created_at = fields.DatetimeField(auto_now_add=True)
    updated_at = fields.DatetimeField(auto_now=True)

    class Meta:
        """Not a table itself."""

        abstract = True


class WorkspaceRecord(Record):
    """A row that belongs to one workspace and is read through ``of`` alone."""

    workspace_id = fields.UUIDField(db_index=True)

    class Meta:
        """Not a table itself."""

        abstract = True

    @classmethod
    def of(cls, workspace_id: UUID) -> QuerySet[Self]:
        """The rows of that workspace and no others."""
        return cls.filter(workspace_id=workspace_id)
