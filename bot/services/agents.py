"""Agent definitions, and configurations: merge definition defaults with the workspace's YAML, validate, activate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from tortoise.exceptions import IntegrityError

from bot.contracts.agents import CONCEPT_NAMES, AgentDefinition, Input, Trigger, TriggerConfig
from bot.contracts.unit import Role, Unit
from bot.services import access, audit, yaml_text
from config.clock import new_id
from config.errors import Conflict, Fault, InvalidInput, NotAllowed, NotFound
from storage.bulk import insert
from storage.db import Database
from storage.models.agents import AgentConfiguration
from storage.models.agents import AgentDefinition as DefinitionRow
from storage.models.workspaces import Membership

_SECTIONS = frozenset({
    "inputs", "triggers", "memory", "stack_preferences", "advanced_features", "snippet_preview_output_key",
    "output_to_canvas_block", "tools", "budget", "auto_approve",
})  # fmt: skip
_PRIVILEGED = ("tools", "budget", "auto_approve")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "url": (str,), "number": (int, float), "boolean": (bool,), "json": (dict, list, str, int, float),
}  # fmt: skip


class DefinitionView(BaseModel):
    """An agent definition in the concept's fields."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """What the consumer needs of a configuration that runs."""

    id: UUID
    definition: AgentDefinition
    inputs: Mapping[str, Any]
    triggers: Sequence[Trigger]
    is_creator_gone: bool


@dataclass(frozen=True, slots=True)
class Effective:
    """A configuration's values over its definition's defaults."""

    inputs: Mapping[str, Any]
    triggers: Sequence[Trigger]
    rest: Mapping[str, Any]

    def cached(self) -> dict[str, Any]:
        """As ``effective_config_cache_json``."""
        triggers = [trigger.model_dump(mode="json", exclude_none=True) for trigger in self.triggers]
        return {"inputs": dict(self.inputs), "triggers": triggers, **self.rest}


class Catalogue:
    """The definitions this installation has, by id and alias."""

    def __init__(self, definitions: Sequence[AgentDefinition]) -> None:
        """Keep them."""
        self._by_name = {name: one for one in definitions for name in (one.id, *one.aliases)}

    def get(self, name: str) -> AgentDefinition:
        """The definition of that id or alias.

        Raises:
            NotFound: there is none.
        """
        if name not in self._by_name:
            raise NotFound(f"There is no agent '{name}'.")
        return self._by_name[name]


async def sync_definitions(database: Database, definitions: Mapping[str, tuple[AgentDefinition, bool]], at: datetime) -> None:
    """Keep each definition (with whether it is a preview) as a row of its id and version, once."""
    from storage.bulk import Row  # noqa: PLC0415

    rows = [Row(_DEFINITION, _definition_values(one, is_preview, at)) for one, is_preview in definitions.values()]
    if rows:
        await database.writer.write(rows)


_DEFINITION_COLUMNS = (
    "id row_id created_at updated_at name version definition_status prm_details_json triggers_config_json_array"
    " inputs_schema_json_array outputs_config_json_array stack_details_json deployment_info_json memory_config_json"
    " category_tags_array underlying_platform_services_required_array is_preview"
)
_DEFINITION = insert(DefinitionRow, _DEFINITION_COLUMNS, ignore_conflicts=True)


def _definition_values(one: AgentDefinition, is_preview: bool, at: datetime) -> tuple[Any, ...]:  # noqa: FBT001
    dumped = one.model_dump(mode="json", exclude_none=True)
    stored = {CONCEPT_NAMES.get(name, name): value for name, value in dumped.items()}
    stored["stack_details_json"] = stored.get("stack_details_json", {}) | {"llm_models_used_array": dumped["llm"]}
    stored |= {"row_id": one.key, "created_at": at, "updated_at": at, "is_preview": is_preview}
    return tuple(stored[name] for name in _DEFINITION_COLUMNS.split())


async def definitions() -> Sequence[DefinitionView]:
    """The newest version of each definition, by id."""
    newest: dict[str, DefinitionRow] = {}
    for row in await DefinitionRow.all():
        if row.id not in newest or _version(row) > _version(newest[row.id]):
            newest[row.id] = row
    return [DefinitionView.model_validate(newest[one]) for one in sorted(newest)]


def _version(row: DefinitionRow) -> tuple[int, ...]:
    return tuple(int(part) for part in row.version.split("."))


async def create(
    unit: Unit, definition: AgentDefinition, *, name: str, yaml_config_text: str, description_text: str | None = None
) -> ConfigurationView:
    """Set an agent up; it is active at once.

    Raises:
        InvalidInput: the YAML, with all faults.
        Conflict: code ``name_taken``.
    """
    access.require(unit, "configurations.write")
    effective = merged(unit, definition, yaml_config_text)
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
        )
    except IntegrityError as taken:
        raise Conflict(f"There is an agent called '{name}' already.", code="name_taken") from taken
    await audit.append(unit, "configuration.created", ("agent_configuration", row.id), {"agent": definition.key})
    return ConfigurationView.model_validate(row)


async def listed(unit: Unit) -> Sequence[ConfigurationView]:
    """The workspace's configurations that are not archived, oldest first."""
    access.require(unit, "configurations.read")
    rows = await AgentConfiguration.of(unit.scope).exclude(status="archived").order_by("id")
    return [ConfigurationView.model_validate(row) for row in rows]


async def get(unit: Unit, configuration_id: UUID) -> ConfigurationView:
    """One configuration."""
    access.require(unit, "configurations.read")
    return ConfigurationView.model_validate(await _row(unit, configuration_id))


async def update(
    unit: Unit, catalogue: Catalogue, configuration_id: UUID, version: int, changes: Mapping[str, Any]
) -> ConfigurationView:
    """Change name, description, YAML or status (``active``, ``inactive``) of the version that was read.

    Raises:
        Conflict: code ``version_conflict``, when it has been changed since; ``name_taken``.
        InvalidInput: the YAML, with all faults.
    """
    row = await _editable(unit, configuration_id)
    values = dict(changes)
    text = values.get("yaml_config_text", row.yaml_config_text)
    values["effective_config_cache_json"] = merged(unit, catalogue.get(row.agent_definition_id), text).cached()
    try:
        changed = await AgentConfiguration.of(unit.scope).filter(id=row.id, row_version=version).update(
            **values, row_version=version + 1, updated_at=unit.now
        )
    except IntegrityError as taken:
        raise Conflict(f"There is an agent called '{values['name']}' already.", code="name_taken") from taken
    if not changed:
        raise Conflict(f"This was changed meanwhile; it is at version {row.row_version}.")
    await audit.append(unit, "configuration.changed", ("agent_configuration", row.id), {"fields": sorted(changes)})
    return await get(unit, configuration_id)


async def archive(unit: Unit, configuration_id: UUID) -> None:
    """Take it out of service; its runs stay readable."""
    row = await _editable(unit, configuration_id)
    # The name is free again; the archived one keeps it with its id.
    name = f"{row.name} ({row.id})"[:120]
    await AgentConfiguration.of(unit.scope).filter(id=row.id).update(
        status="archived", name=name, row_version=row.row_version + 1, updated_at=unit.now
    )
    await audit.append(unit, "configuration.archived", ("agent_configuration", row.id))


async def active_for(workspace_id: UUID, catalogue: Catalogue) -> Sequence[Active]:
    """The workspace's active configurations with their effective inputs and triggers."""
    rows = await AgentConfiguration.of(workspace_id).filter(status="active")
    if not rows:
        return ()
    members = set(await Membership.of(workspace_id).values_list("user_id", flat=True))
    return [
        Active(
            id=row.id,
            definition=catalogue.get(row.agent_definition_id),
            inputs=row.effective_config_cache_json["inputs"],
            triggers=[Trigger.model_validate(one) for one in row.effective_config_cache_json["triggers"]],
            is_creator_gone=row.created_by_user_id not in members,
        )
        for row in rows
    ]


async def _row(unit: Unit, configuration_id: UUID) -> AgentConfiguration:
    row = await AgentConfiguration.of(unit.scope).exclude(status="archived").get_or_none(id=configuration_id)
    if row is None:
        raise NotFound("This agent does not exist in the workspace.")
    return row


async def _editable(unit: Unit, configuration_id: UUID) -> AgentConfiguration:
    access.require(unit, "configurations.write")
    row = await _row(unit, configuration_id)
    if unit.actor.role is Role.MEMBER and row.created_by_user_id != unit.actor.id:
        raise NotAllowed("Members change the agents they set up themselves. An owner or admin changes the others.")
    return row


def merged(unit: Unit, definition: AgentDefinition, text: str) -> Effective:
    """Definition defaults with the YAML's values over them.

    Raises:
        InvalidInput: with every fault found and its line.
    """
    read, lines = yaml_text.load(text)
    faults: list[Fault] = []

    def fault(path: str, code: str, message: str) -> None:
        line = lines.get(path, 1)
        faults.append(Fault(field=f"yaml_config_text:{line}:{path}", code=code, message=f"Line {line}: {message}"))

    for name in read.keys() - _SECTIONS:
        fault(name, "unknown_field", f"'{name}' is not a section. Sections are {', '.join(sorted(_SECTIONS))}.")
    if any(read.get(name) for name in _PRIVILEGED) and not access.may(unit, "configurations.manage"):
        raise NotAllowed("Only an owner or admin sets tools, budgets and what is approved by itself.")
    inputs = _inputs(definition, read.get("inputs") or {}, fault)
    triggers = _triggers(definition, read.get("triggers") or [], fault)
    if faults:
        raise InvalidInput(faults[0].message, details=tuple(faults))
    rest = {name: value for name, value in read.items() if name not in ("inputs", "triggers")}
    return Effective(inputs, triggers, rest)


def _inputs(definition: AgentDefinition, given: Any, fault: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        fault("inputs", "wrong_type", "'inputs' is a list of 'key: value' lines.")
        return {}
    declared = {one.key_name: one for one in definition.inputs}
    for name in given.keys() - declared.keys():
        fault(f"inputs.{name}", "unknown_field", f"{definition.name} has no input '{name}'.")
    values = {name: one.default_value for name, one in declared.items() if one.default_value is not None}
    for name, one in declared.items():
        if name in given and given[name] is not None:
            if told := wrong(one, given[name]):
                fault(f"inputs.{name}", "wrong_type", told)
            values[name] = given[name]
        elif one.is_required and name not in values:
            fault("inputs", "missing", f"'{name}' is required: {one.description_text}")
    return values


def wrong(declared: Input, value: Any) -> str | None:
    """What is wrong with a value of an input; None when nothing is."""
    fits = isinstance(value, _TYPES[declared.data_type])
    if not fits or (isinstance(value, bool) and declared.data_type in ("number", "string")):
        return f"'{declared.key_name}' is a {declared.data_type}."
    if declared.data_type == "url" and not value.startswith(("http://", "https://")):
        return f"'{declared.key_name}' begins with https://."
    if declared.accepted_values_list and value not in declared.accepted_values_list:
        return f"'{declared.key_name}' is one of {', '.join(map(str, declared.accepted_values_list))}."
    return None


def _triggers(definition: AgentDefinition, given: Any, fault: Any) -> list[Trigger]:
    triggers = {trigger.key: trigger for trigger in definition.triggers}
    if not isinstance(given, list):
        fault("triggers", "wrong_type", "'triggers' is a list.")
        return []
    for number, item in enumerate(given):
        path = f"triggers[{number}]"
        key = item.get("trigger_definition_key") if isinstance(item, dict) else None
        declared = definition.trigger(key) if isinstance(key, str) else None
        if declared is None:
            keys = ", ".join(trigger.key for trigger in definition.triggers)
            fault(f"{path}.trigger_definition_key", "unknown_field", f"trigger_definition_key is one of {keys}.")
            continue
        _override(triggers, declared, item, path, fault)
    return list(triggers.values())


def _override(triggers: dict[str, Trigger], declared: Trigger, item: dict[str, Any], path: str, fault: Any) -> None:
    for name in item.keys() - {"trigger_definition_key", "enabled", "config_override"}:
        fault(f"{path}.{name}", "unknown_field", f"A trigger has no '{name}'.")
    if item.get("enabled", True) is False:
        triggers.pop(declared.key, None)
        return
    override = item.get("config_override")
    if not override:
        return
    if not declared.is_user_overridable:
        fault(f"{path}.config_override", "not_overridable", f"'{declared.key}' cannot be changed, only disabled.")
        return
    try:
        config = TriggerConfig.model_validate(declared.default_config_json.model_dump(exclude_none=True) | override)
    except (ValidationError, TypeError):
        fault(f"{path}.config_override", "wrong_type", "config_override has keys a trigger does not have.")
        return
    triggers[declared.key] = declared.model_copy(update={"default_config_json": config})
