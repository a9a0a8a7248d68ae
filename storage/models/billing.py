"""UsageEntry: what calls of language models take of a workspace's budgets."""

from tortoise import fields
from tortoise.indexes import Index

from storage.record import WorkspaceRecord


class UsageEntry(WorkspaceRecord):
    """One call: reserved before it at the most it may take, settled after it at what it took. A budget that
    was raised is an entry of less than nothing, ``granted``.
    """

    run_id = fields.UUIDField(null=True)
    agent_configuration_id = fields.UUIDField(null=True)
    model = fields.CharField(max_length=120)
    purpose = fields.CharField(max_length=80, default="")
    state = fields.CharField(max_length=20, default="reserved")
    tokens = fields.BigIntField(default=0)
    cost_micros = fields.BigIntField(default=0)

    class Meta:
        """Table."""

        table = "usage_entries"
        indexes = (Index(fields=("workspace_id", "created_at")), Index(fields=("run_id",)))
