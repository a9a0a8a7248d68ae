"""Agents that a workspace makes without code: instructions, tools, triggers and a model, kept as a definition
of the workspace in numbered versions.
"""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from bot.contracts import cron
from bot.contracts.agents import OwnDefinition, Trigger, TriggerType
from bot.contracts.tools import TOOL_NAMES
from bot.contracts.unit import Unit
from bot.services import access, agents, audit, definitions
from bot.services.definitions import DefinitionView
from bot.services.effective import NEEDED, filter_problem, merged, namespace
from config.clock import new_id
from config.errors import Conflict, Fault, InvalidInput, NotFound
from storage.db import hold
from storage.models.agents import AgentConfiguration
from storage.models.agents import AgentDefinition as DefinitionRow

MOST_OWN, ARCHIVED = 200, "archived"
TOPICS = ("ionflux.agent", "ionflux.custom", "ionflux.shopify")
"""Topics whose events may start them."""

_INPUTS: Sequence[dict[str, Any]] = (
    {"key_name": "prompt", "data_type": "string", "accepts_prompt": True,
     "description_text": "What it is asked. Without it, it does what its instructions say."},
    {"key_name": "channel", "data_type": "string",
     "description_text": "Where it answers when it was not asked in a channel; empty: its own, else alerts."},
)  # fmt: skip
_OUTPUTS = ({"key_name": "answer_markdown", "data_type": "markdown", "description_text": "What it said."},)
_BY_PEOPLE = Trigger(
    key="asked", type=TriggerType.MANUAL, description_text="A mention, a command, or the button Run."
)


class OwnAgent(BaseModel):
    """What somebody writes down of an agent of their own. ``model`` is written ``provider:model``; without
    one it is the workspace's.
    """

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    description_text: Annotated[str, Field(max_length=500)] = ""
    instructions_text: Annotated[str, Field(min_length=1, max_length=20_000)]
    tools_array: Annotated[list[str], Field(max_length=20)] = Field(default_factory=list)
    triggers_config_json_array: Annotated[list[Trigger], Field(max_length=10)] = Field(default_factory=list)
    model: Annotated[str, Field(max_length=120)] = ""


async def listed(unit: Unit) -> Sequence[DefinitionView]:
    """Those of the workspace that are not archived, by id."""
    access.require(unit, "definitions.read")
    found = await definitions.listed(unit.scope)
    return [one for one in found if one.definition_status != ARCHIVED]


async def get(unit: Unit, definition_id: str) -> DefinitionView:
    """One of them.

    Raises:
        NotFound: the workspace has none of that id.
    """
    found = next((one for one in await listed(unit) if one.id == definition_id), None)
    if found is None:
        raise NotFound("This agent does not exist in the workspace.")
    return found


async def create(unit: Unit, wanted: OwnAgent) -> DefinitionView:
    """Keep it as version 1.0.0, and set it up: it can be asked at once.

    Raises:
        InvalidInput: with all faults.
        NotAllowed: neither an owner nor an admin.
        Conflict: code ``name_taken``, or there are too many.
    """
    access.require(unit, "definitions.write")
    known = await listed(unit)
    if len(known) >= MOST_OWN:
        raise Conflict(f"A workspace has at most {MOST_OWN} agents of its own.", code="in_use")
    _keep_name_free(wanted.name, known)
    definition = _definition(f"own_{new_id().hex}", "1.0.0", wanted)
    unit.write(definitions.kept(definition, unit.scope, unit.now))
    await agents.create(
        unit, definition, name=wanted.name, yaml_config_text="",
        description_text=wanted.description_text or None,
    )  # fmt: skip
    await audit.append(
        unit, "definition.created", ("agent_definition", definition.id), {"version": definition.version}
    )
    return definitions.view(definition, unit.scope, unit.now)


async def change(unit: Unit, definition_id: str, version: str, wanted: OwnAgent) -> DefinitionView:
    """Keep a further version, over the one that was read; its configurations go on with it.

    Raises:
        InvalidInput: with all faults, also where a configuration's own settings do not fit it any more.
        NotAllowed: neither an owner nor an admin.
        NotFound: the workspace has none of that id.
        Conflict: code ``version_conflict``; ``name_taken``.
    """
    access.require(unit, "definitions.write")
    await hold(f"definition:{definition_id}")
    known = await get(unit, definition_id)
    if known.version != version:
        told = f"This was changed meanwhile; it is at version {known.version}."
        raise Conflict(told, code="version_conflict")
    _keep_name_free(wanted.name, await listed(unit), but=definition_id)
    definition = _definition(definition_id, _next(version), wanted)
    unit.write(definitions.kept(definition, unit.scope, unit.now))
    await _carry_over(unit, definition)
    await audit.append(
        unit, "definition.changed", ("agent_definition", definition.id), {"version": definition.version}
    )
    return definitions.view(definition, unit.scope, unit.now)


async def archive(unit: Unit, definition_id: str) -> None:
    """Take it out of service, with all its configurations; its runs stay readable.

    Raises:
        NotAllowed: neither an owner nor an admin.
        NotFound: the workspace has none of that id.
    """
    access.require(unit, "definitions.write")
    known = await get(unit, definition_id)
    rows = AgentConfiguration.of(unit.scope).filter(agent_definition_id=definition_id)
    for row in await rows.exclude(status="archived"):
        await agents.archive(unit, row.id)
    same = DefinitionRow.filter(workspace_id=unit.scope, id=definition_id, version=known.version)
    await same.update(definition_status=ARCHIVED, updated_at=unit.now)
    await audit.append(unit, "definition.archived", ("agent_definition", definition_id))


def _definition(definition_id: str, version: str, wanted: OwnAgent) -> OwnDefinition:
    faults = [*_tool_faults(wanted), *_trigger_faults(wanted)]
    provider, _, model = wanted.model.partition(":")
    if wanted.model and not (provider and model):
        faults.append(Fault(field="model", code="wrong_type", message="A model is written provider:model."))
    if faults:
        raise InvalidInput(faults[0].message, details=tuple(faults))
    return OwnDefinition(
        id=definition_id,
        name=wanted.name,
        version=version,
        definition_status="production",
        details={"introduction_text": wanted.description_text, "instructions_text": wanted.instructions_text},
        triggers=(_BY_PEOPLE, *wanted.triggers_config_json_array),
        inputs=_INPUTS,
        outputs=_OUTPUTS,
        llm=({"purpose": "answer", "provider": provider, "model_name": model},) if model else (),
        stack={"tools_array": list(dict.fromkeys(wanted.tools_array))},
        tags=("Own",),
        max_parallel_runs=4,
        checkpoints=False,
    )


def _tool_faults(wanted: OwnAgent) -> list[Fault]:
    return [
        Fault(
            field=f"tools_array.{at}",
            code="not_found",
            message=f"There is no tool '{name[:80]}'. Tools are {', '.join(TOOL_NAMES)}.",
        )
        for at, name in enumerate(wanted.tools_array)
        if name not in TOOL_NAMES
    ]


def _trigger_faults(wanted: OwnAgent) -> list[Fault]:
    faults, taken = [], {_BY_PEOPLE.key}
    for at, one in enumerate(wanted.triggers_config_json_array):
        where, config = f"triggers_config_json_array.{at}", one.default_config_json
        if one.key in taken:
            faults.append(Fault(field=f"{where}.key", code="duplicate_key", message=f"'{one.key}' is taken."))
        taken.add(one.key)
        needed = NEEDED.get(one.type)
        if needed is not None and not getattr(config, needed):
            told = f"A trigger of type {one.type} needs {needed}."
            faults.append(Fault(field=f"{where}.default_config_json", code="missing", message=told))
        if config.kafka_topic_name and not config.kafka_topic_name.startswith(TOPICS):
            told = f"Events come in {', '.join(TOPICS)}."
            field = f"{where}.default_config_json.kafka_topic_name"
            faults.append(Fault(field=field, code="not_found", message=told))
        if wrong_filter := filter_problem(config.event_filter_json):
            field = f"{where}.default_config_json.event_filter_json"
            faults.append(Fault(field=field, code="wrong_form", message=wrong_filter))
        for name, value, problem in (
            ("cron_expression", config.cron_expression, cron.problem),
            ("timezone", config.timezone, cron.zone_problem),
        ):
            if value is not None and (wrong := problem(value)):
                field = f"{where}.default_config_json.{name}"
                faults.append(Fault(field=field, code="cron_invalid", message=wrong))
    return faults


def _keep_name_free(name: str, known: Sequence[DefinitionView], *, but: str = "") -> None:
    if any(one.name.casefold() == name.casefold() and one.id != but for one in known):
        raise Conflict(f"There is an agent called '{name}' already.", code="name_taken")


def _next(version: str) -> str:
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) + 1}.0"


async def _carry_over(unit: Unit, definition: OwnDefinition) -> None:
    rows = AgentConfiguration.of(unit.scope).filter(agent_definition_id=definition.id)
    for row in await rows.exclude(status="archived"):
        effective = merged(definition, row.yaml_config_text)
        same = AgentConfiguration.of(unit.scope).filter(id=row.id)
        await same.update(
            effective_config_cache_json=effective.cached(),
            resolved_memory_namespace_text=namespace(definition, effective, unit.scope),
            row_version=row.row_version + 1,
            updated_at=unit.now,
        )
