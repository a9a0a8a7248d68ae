"""Configurations: merge definition defaults with the workspace's YAML, validate, activate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from tortoise.exceptions import IntegrityError

from bot.contracts.agents import AgentDefinition, Trigger
from bot.contracts.unit import Role, Unit
from bot.services import access, audit, fire_times, workspace_secrets
from bot.services.definitions import Catalogue
from bot.services.effective import Effective, defaults, for_run, merged, namespace, privileged
from bot.services.runs import NewRun
from config.clock import new_id
from config.errors import Conflict, Fault, InvalidInput, NotAllowed, NotFound
from config.logs import logger
from storage.bulk import statement
from storage.db import Database
from storage.models.agents import AgentConfiguration
from storage.models.agents import AgentDefinition as DefinitionRow
from storage.models.workspaces import Workspace

_log = logger(__name__)


class ConfigurationView(BaseModel):
    """An agent as one workspace has set it up. ``row_version`` is what If-Match names."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    agent_definition_id: str
    name: str
    description_text: str | None
    created_by_user_id: UUID | None
    yaml_config_text: str
    effective_config_cache_json: dict[str, Any] | None
    resolved_memory_namespace_text: str | None
    status: str
    last_run_summary_json: dict[str, Any] | None
    row_version: int
    created_at: datetime
    updated_at: datetime
    next_fire_times_array: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """What the consumer needs of a configuration that runs."""

    id: UUID
    definition: AgentDefinition
    inputs: Mapping[str, Any]
    triggers: Sequence[Trigger]
    since: datetime
    is_creator_gone: bool


async def create(
    unit: Unit,
    definition: AgentDefinition,
    *,
    name: str,
    yaml_config_text: str,
    description_text: str | None = None,
) -> ConfigurationView:
    """Set an agent up; it is active at once.

    Raises:
        InvalidInput: the YAML, with all faults.
        NotAllowed: it sets what only owners and admins may set.
        Conflict: code ``name_taken``.
    """
    access.require(unit, "configurations.write")
    effective = merged(definition, yaml_config_text, secrets=await workspace_secrets.names(unit.scope))
    _keep_privileges(unit, effective, {})
    await _keep_name_free(unit, name)
    try:
        row = await AgentConfiguration.create(
            id=new_id(),
            workspace_id=unit.scope,
            agent_definition_id=definition.id,
            name=name,
            description_text=description_text,
            created_by_user_id=unit.actor.id,
            yaml_config_text=yaml_config_text,
            effective_config_cache_json=effective.cached(),
            resolved_memory_namespace_text=namespace(definition, effective, unit.scope),
        )
    except IntegrityError as taken:
        raise _taken(name) from taken
    # By the unit's own clock: from then on its schedules count.
    await AgentConfiguration.of(unit.scope).filter(id=row.id).update(updated_at=unit.now)
    told = {"agent": definition.key}
    await audit.append(unit, "configuration.created", ("agent_configuration", row.id), told)
    return (await _views(unit, [row]))[0]


async def listed(unit: Unit) -> Sequence[ConfigurationView]:
    """The workspace's configurations that are not archived, oldest first."""
    access.require(unit, "configurations.read")
    rows = await AgentConfiguration.of(unit.scope).exclude(status="archived").order_by("id")
    return await _views(unit, rows)


async def get(unit: Unit, configuration_id: UUID) -> ConfigurationView:
    """One configuration."""
    access.require(unit, "configurations.read")
    return (await _views(unit, [await _row(unit, configuration_id)]))[0]


async def _views(unit: Unit, rows: Sequence[AgentConfiguration]) -> Sequence[ConfigurationView]:
    """The configurations with the next three moments at which their schedules start them."""
    workspace = await Workspace.get_or_none(id=unit.scope)
    zone = str(((workspace.settings_json if workspace else None) or {}).get("default_timezone") or "UTC")
    return [
        ConfigurationView.model_validate(row).model_copy(
            update={"next_fire_times_array": fire_times.of(row, zone, unit.now)}
        )
        for row in rows
    ]


async def update(
    unit: Unit, catalogue: Catalogue, configuration_id: UUID, version: int, changes: Mapping[str, Any]
) -> ConfigurationView:
    """Change name, description, YAML or status (``active``, ``inactive``) of the version that was read.

    Raises:
        Conflict: code ``version_conflict``, when it has been changed since; ``name_taken``.
        InvalidInput: the YAML, with all faults.
        NotAllowed: another's, or it changes what only owners and admins may set.
    """
    row = await _editable(unit, configuration_id)
    if row.row_version != version:
        raise _stale(row.row_version)
    values = dict(changes)
    if "yaml_config_text" in values:
        definition = await catalogue.of(unit.scope, row.agent_definition_id)
        known = await workspace_secrets.names(unit.scope)
        effective = merged(definition, values["yaml_config_text"], secrets=known)
        _keep_privileges(unit, effective, row.effective_config_cache_json or {})
        values["effective_config_cache_json"] = effective.cached()
        values["resolved_memory_namespace_text"] = namespace(definition, effective, unit.scope)
    if "name" in values:
        await _keep_name_free(unit, values["name"], row.id)
    same = AgentConfiguration.of(unit.scope).filter(id=row.id, row_version=version)
    try:
        changed = await same.update(**values, row_version=version + 1, updated_at=unit.now)
    except IntegrityError as taken:
        raise _taken(values["name"]) from taken
    if not changed:
        raise _stale(version + 1)
    told = {"fields": sorted(changes)}
    await audit.append(unit, "configuration.changed", ("agent_configuration", row.id), told)
    return await get(unit, configuration_id)


async def keep_definition(unit: Unit, catalogue: Catalogue, configuration_id: UUID, name: str) -> None:
    """Return if that is the definition the configuration has.

    Raises:
        InvalidInput: it is another one; a configuration keeps its definition.
    """
    row = await _editable(unit, configuration_id)
    named = catalogue.find(name)
    if (named.id if named else name) != row.agent_definition_id:
        told = f"This is a configuration of {row.agent_definition_id}; make a new one for another agent."
        fault = Fault(field="agent_definition_id", code="not_overridable", message=told)
        raise InvalidInput(told, details=(fault,))


async def new_run(
    unit: Unit,
    catalogue: Catalogue,
    configuration_id: UUID,
    runtime_params: Mapping[str, Any],
    *,
    is_preview: bool = False,
) -> NewRun:
    """The run that a person asks for, with ``runtime_params`` over the configuration's inputs. A paused agent
    can be previewed.

    Raises:
        Conflict: code ``in_use``, when it is paused, or has no graph yet.
        InvalidInput: parameters that are no inputs of the agent, or a required one is missing; with all
            faults.
    """
    access.require(unit, "runs.start")
    row = await _row(unit, configuration_id)
    if row.status != "active" and not is_preview:
        raise Conflict(f"{row.name} is {row.status}. Make it active first.", code="in_use")
    definition = await catalogue.of(unit.scope, row.agent_definition_id)
    if await DefinitionRow.filter(row_id=definition.key, is_preview=True).exists():
        raise Conflict(f"{definition.name} is a preview. It cannot be run yet.", code="in_use")
    return NewRun(
        configuration_id=row.id,
        definition_key=definition.key,
        trigger_type="manual_ui",
        trigger_key=f"manual:{new_id()}",
        inputs=for_run(definition, row.effective_config_cache_json["inputs"], runtime_params),
        parallel=definition.max_parallel_runs,
        is_preview=is_preview,
    )


async def archive(unit: Unit, configuration_id: UUID) -> None:
    """Take it out of service; its runs stay readable."""
    row = await _editable(unit, configuration_id)
    # The name is free again; the archived one keeps it with its id.
    name = f"{row.name} ({row.id})"[:120]
    await (
        AgentConfiguration.of(unit.scope)
        .filter(id=row.id)
        .update(status="archived", name=name, row_version=row.row_version + 1, updated_at=unit.now)
    )
    await audit.append(unit, "configuration.archived", ("agent_configuration", row.id))


class ActiveConfigurations:
    """What runs in a workspace at this moment. A version of a configuration is read and checked once."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        """Read ``database``; what ``catalogue`` has no more, or nobody can read any more, is passed over."""
        self._database = database
        self._catalogue = catalogue
        self._known: dict[UUID, tuple[int, Active | None]] = {}

    async def of(self, workspace_id: UUID) -> Sequence[Active]:
        """The workspace's active configurations with their effective inputs and triggers."""
        found = await self._database.look(_ACTIVE, (workspace_id,))
        states = [(UUID(str(one)), version, member is None) for one, version, member in found]
        new = [one for one, version, _ in states if self._known.get(one, (0, None))[0] != version]
        if new:
            await self._read(workspace_id, new)
        active = [(self._known.get(one, (0, None))[1], is_gone) for one, _, is_gone in states]
        return [replace(one, is_creator_gone=is_gone) for one, is_gone in active if one is not None]

    async def _read(self, workspace_id: UUID, configuration_ids: Sequence[UUID]) -> None:
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        for row in await AgentConfiguration.of(workspace_id).filter(id__in=configuration_ids):
            try:
                definition = await self._catalogue.of(workspace_id, row.agent_definition_id)
                found = _active(row, definition)
            except (NotFound, ValidationError) as unreadable:
                _log.warning(
                    "configuration_passed_over", configuration_id=str(row.id), why=type(unreadable).__name__
                )
                found = None
            self._known[row.id] = (row.row_version, found)


_MOST_KNOWN = 10_000
_ACTIVE = statement(
    "SELECT agent_configurations.id, row_version, memberships.user_id FROM agent_configurations"
    " LEFT JOIN memberships ON memberships.workspace_id = agent_configurations.workspace_id"
    " AND memberships.user_id = created_by_user_id"
    " WHERE agent_configurations.workspace_id = ? AND status = 'active' ORDER BY agent_configurations.id"
)


def _active(row: AgentConfiguration, definition: AgentDefinition) -> Active:
    stored = row.effective_config_cache_json
    return Active(
        id=row.id,
        definition=definition,
        inputs=defaults(definition) | stored["inputs"],
        triggers=[Trigger.model_validate(one) for one in stored["triggers"]],
        since=row.updated_at,
        is_creator_gone=False,
    )


async def _row(unit: Unit, configuration_id: UUID) -> AgentConfiguration:
    row = await AgentConfiguration.of(unit.scope).exclude(status="archived").get_or_none(id=configuration_id)
    if row is None:
        raise NotFound("This agent does not exist in the workspace.")
    return row


async def _editable(unit: Unit, configuration_id: UUID) -> AgentConfiguration:
    access.require(unit, "configurations.write")
    row = await _row(unit, configuration_id)
    if unit.actor.role is Role.MEMBER and row.created_by_user_id != unit.actor.id:
        raise NotAllowed(
            "Members change the agents they set up themselves. An owner or admin changes the others."
        )
    return row


def _stale(version: int) -> Conflict:
    return Conflict(f"This was changed meanwhile; it is at version {version}.")


def _taken(name: str) -> Conflict:
    return Conflict(f"There is an agent called '{name}' already.", code="name_taken")


async def _keep_name_free(unit: Unit, name: str, own_id: UUID | None = None) -> None:
    others = AgentConfiguration.of(unit.scope).filter(name=name)
    if await (others.exclude(id=own_id) if own_id else others).exists():
        raise _taken(name)


def _keep_privileges(unit: Unit, new: Effective, before: Mapping[str, Any]) -> None:
    """Members may leave what an admin has set as it is; they may neither add to it nor take from it."""
    if new.privileged != privileged(before) and not access.may(unit, "configurations.manage"):
        raise NotAllowed(
            "Only an owner or admin sets tools, budgets, secrets and what is approved by itself."
        )
