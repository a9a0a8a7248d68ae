"""An agent's own data in a workspace: read by key or by time. A run's result writes it, or its question."""

from collections.abc import Generator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.contracts.agents import RecordView, RecordWrite
from bot.contracts.unit import Unit
from bot.services.runs import Claimed
from config.clock import new_id
from storage.bulk import Call, Found, decoded, statement
from storage.db import Database
from storage.models.agents import AgentRecord

_COLUMNS = "key at value_json"
_OF = (
    "SELECT key, at, value_json FROM agent_records"
    " WHERE workspace_id = ? AND agent_definition_id = ? AND collection = ?"
)
_GET = statement(f"{_OF} AND key = ?")
_RANGE = statement(
    f"{_OF} AND at >= ? AND at < ? AND substr(key, 1, ?) = ? ORDER BY at DESC, key DESC LIMIT ?"
)

_RECORD = statement(
    "INSERT INTO agent_records (id, workspace_id, agent_definition_id, collection, key, at, value_json,"
    " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (workspace_id, agent_definition_id, collection, key) DO UPDATE"
    " SET at = excluded.at, value_json = excluded.value_json, updated_at = excluded.updated_at"
)


class StoredRecords:
    """The Records of one workspace and one agent."""

    def __init__(self, database: Database, workspace_id: UUID, definition_id: str) -> None:
        """Read for that workspace and agent alone."""
        self._database = database
        self._workspace_id = workspace_id
        self._definition_id = definition_id

    async def get(self, collection: str, key: str) -> RecordView | None:
        """The row of that key."""
        found = await self._database.look(_GET, (*self._of(collection), key[:160]))
        return _view(found[0]) if found else None

    async def range(
        self, collection: str, *, since: datetime, until: datetime, key_prefix: str = "", limit: int = 10_000
    ) -> Sequence[RecordView]:
        """Rows with ``since <= at < until``, oldest first; of more than ``limit`` the newest."""
        where = (*self._of(collection), since, until, len(key_prefix), key_prefix, limit)
        return [_view(row) for row in reversed(await self._database.fetch(_RANGE, where))]

    def _of(self, collection: str) -> tuple[Any, ...]:
        return self._workspace_id, self._definition_id, collection


def _view(row: Sequence[Any]) -> RecordView:
    read = decoded(AgentRecord, _COLUMNS, row)
    return RecordView(key=read["key"], at=read["at"], value=read["value_json"])


def writing(unit: Unit, run: Claimed, records: Sequence[RecordWrite]) -> Generator[Call, Found, None]:
    """Steps that store what a run writes."""
    for record in records:
        yield Call(_RECORD, _record_values(unit, run, record))


def _record_values(unit: Unit, run: Claimed, record: RecordWrite) -> tuple[Any, ...]:
    definition_id = run.agent_definition_id_version.partition("/")[0]
    return (
        new_id(),
        run.workspace_id,
        definition_id,
        record.collection,
        record.key[:160],
        record.at,
        dict(record.value),
        unit.now,
        unit.now,
    )
