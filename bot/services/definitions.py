"""Agent definitions: what this installation has, and what a workspace made for itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.agents import CONCEPT_NAMES, AgentDefinition, OwnDefinition, is_own
from config.errors import NotFound
from storage.bulk import Row, insert
from storage.db import Database
from storage.models.agents import AgentDefinition as DefinitionRow


class DefinitionView(BaseModel):
    """An agent definition in the concept's fields."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    workspace_id: UUID | None
    name: str
    version: str
    definition_status: str
    is_preview: bool
    prm_details_json: dict[str, Any]
    triggers_config_json_array: list[Any]
    inputs_schema_json_array: list[Any]
    outputs_config_json_array: list[Any]
    stack_details_json: dict[str, Any]
    deployment_info_json: dict[str, Any]
    memory_config_json: dict[str, Any]
    category_tags_array: list[str]
    underlying_platform_services_required_array: list[str]
    created_at: datetime
    updated_at: datetime


class Catalogue:
    """The definitions this installation has, by id and alias, and those that workspaces made."""

    def __init__(self, definitions: Sequence[AgentDefinition]) -> None:
        """Keep those of this installation."""
        self._by_name = {name: one for one in definitions for name in (one.id, *one.aliases)}
        self._own: dict[tuple[UUID, str], OwnDefinition] = {}

    def find(self, name: str) -> AgentDefinition | None:
        """The definition of that id or alias, if there is one."""
        return self._by_name.get(name)

    def get(self, name: str) -> AgentDefinition:
        """The definition of that id or alias.

        Raises:
            NotFound: there is none.
        """
        return _there(self.find(name), name)

    async def of(self, workspace_id: UUID, name: str) -> AgentDefinition:
        """The same, for a workspace: of what it made itself the newest version.

        Raises:
            NotFound: there is none.
        """
        found = self.find(name)
        return _there(await newest(workspace_id, name) if found is None and is_own(name) else found, name)

    async def ran(self, workspace_id: UUID, key: str) -> AgentDefinition:
        """What a run names by ``id/version``: of what the workspace made itself that very version.

        Raises:
            NotFound: there is none.
        """
        name = key.partition("/")[0]
        if not is_own(name):
            return self.get(name)
        if (workspace_id, key) not in self._own:
            row = _there(await DefinitionRow.get_or_none(row_id=key, workspace_id=workspace_id), name)
            if len(self._own) >= _MOST_KNOWN:
                self._own.clear()
            self._own[workspace_id, key] = read(row)
        return self._own[workspace_id, key]


_MOST_KNOWN = 1_000
Found = TypeVar("Found")


def _there(found: Found | None, name: str) -> Found:
    if found is None:
        raise NotFound(f"There is no agent '{name}'.")
    return found


async def newest(workspace_id: UUID, definition_id: str) -> OwnDefinition | None:
    """The newest version of what the workspace made under that id, if it did."""
    rows = await DefinitionRow.filter(id=definition_id, workspace_id=workspace_id)
    return read(max(rows, key=_version)) if rows else None


def read(row: DefinitionRow) -> OwnDefinition:
    """The definition that the row keeps."""
    stored = {short: getattr(row, name) for short, name in CONCEPT_NAMES.items()}
    llm = stored["stack"].pop("llm_models_used_array", ())
    return OwnDefinition.model_validate(
        stored
        | {"id": row.id, "name": row.name, "version": row.version, "llm": llm}
        | {"definition_status": row.definition_status, "checkpoints": False, "max_parallel_runs": 4}
    )


async def sync_definitions(
    database: Database, definitions: Mapping[str, tuple[AgentDefinition, bool]], at: datetime
) -> None:
    """Keep each definition (with whether it is a preview) as a row of its id and version, once."""
    rows = [
        Row(_DEFINITION, _definition_values(one, is_preview, at)) for one, is_preview in definitions.values()
    ]
    if rows:
        await database.writer.write(rows)


_DEFINITION_COLUMNS = (
    "id row_id workspace_id created_at updated_at name version definition_status prm_details_json"
    " triggers_config_json_array inputs_schema_json_array outputs_config_json_array stack_details_json"
    " deployment_info_json memory_config_json category_tags_array"
    " underlying_platform_services_required_array is_preview"
)
_DEFINITION = insert(DefinitionRow, _DEFINITION_COLUMNS, ignore_conflicts=True)
_OWN = insert(DefinitionRow, _DEFINITION_COLUMNS)


def view(definition: AgentDefinition, workspace_id: UUID, at: datetime) -> DefinitionView:
    """What a workspace made, before it is stored."""
    values = _definition_values(definition, False, at, workspace_id)
    return DefinitionView.model_validate(dict(zip(_DEFINITION_COLUMNS.split(), values, strict=True)))


def kept(definition: AgentDefinition, workspace_id: UUID, at: datetime) -> Row:
    """The row of a version that a workspace made."""
    return Row(_OWN, _definition_values(definition, False, at, workspace_id))


def _definition_values(
    one: AgentDefinition, is_preview: bool, at: datetime, workspace_id: UUID | None = None
) -> tuple[Any, ...]:
    dumped = one.model_dump(mode="json", exclude_none=True)
    stored = {CONCEPT_NAMES.get(name, name): value for name, value in dumped.items()}
    stored["stack_details_json"] = stored.get("stack_details_json", {}) | {
        "llm_models_used_array": dumped["llm"]
    }
    stored |= {"row_id": one.key, "created_at": at, "updated_at": at, "is_preview": is_preview}
    stored["workspace_id"] = workspace_id
    return tuple(stored[name] for name in _DEFINITION_COLUMNS.split())


async def listed(workspace_id: UUID | None = None) -> Sequence[DefinitionView]:
    """The newest version of each definition, by id: the installation's, or those a workspace made."""
    latest: dict[str, DefinitionRow] = {}
    # every workspace: None stands for what they all have.
    for row in await DefinitionRow.filter(workspace_id=workspace_id):
        if row.id not in latest or _version(row) > _version(latest[row.id]):
            latest[row.id] = row
    return [DefinitionView.model_validate(latest[one]) for one in sorted(latest)]


def _version(row: DefinitionRow) -> tuple[int, ...]:
    return tuple(int(part) for part in row.version.split("."))
