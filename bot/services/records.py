"""An agent's own data in a workspace: read by key or by time. A run's result writes it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bot.contracts.agents import RecordView
from storage.models.agents import AgentRecord


class StoredRecords:
    """The Records of one workspace and one agent."""

    def __init__(self, workspace_id: UUID, definition_id: str) -> None:
        """Read for that workspace and agent alone."""
        self._workspace_id = workspace_id
        self._definition_id = definition_id

    async def get(self, collection: str, key: str) -> RecordView | None:
        """The row of that key."""
        row = await AgentRecord.of(self._workspace_id).get_or_none(
            agent_definition_id=self._definition_id, collection=collection, key=key[:160]
        )
        return _view(row) if row else None

    async def range(
        self, collection: str, *, since: datetime, until: datetime, key_prefix: str = "", limit: int = 10_000
    ) -> Sequence[RecordView]:
        """Rows with ``since <= at < until``, oldest first; of more than ``limit`` the newest."""
        query = AgentRecord.of(self._workspace_id).filter(
            agent_definition_id=self._definition_id, collection=collection, at__gte=since, at__lt=until
        )
        if key_prefix:
            query = query.filter(key__startswith=key_prefix)
        newest = await query.order_by("-at", "-key").limit(limit)
        return [_view(row) for row in reversed(newest)]


def _view(row: AgentRecord) -> RecordView:
    return RecordView(key=row.key, at=row.at, value=row.value_json)
