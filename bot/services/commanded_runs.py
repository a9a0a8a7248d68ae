"""Runs that a command starts: of an agent that somebody names, or of the one that a command is for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from bot.contracts.commands import CommandCall, CommandContext
from bot.services import access, agents, runs
from config.errors import InvalidInput
from storage.models.agents import AgentConfiguration


async def start(
    context: CommandContext, configuration_id: UUID, inputs: Mapping[str, Any], *, is_preview: bool = False
) -> UUID:
    """The id of a run whose answer comes to where it was asked for.

    Raises:
        Conflict, InvalidInput, NotAllowed: as ``agents.new_run``.
    """
    unit = context.unit
    wanted = await agents.new_run(
        unit, context.services.catalogue, configuration_id, inputs, is_preview=is_preview
    )
    wanted = replace(
        wanted,
        trigger_type="manual_command",
        trigger_key=f"command:{unit.correlation_id}",
        origin=_origin(context.call),
    )
    return runs.start(unit, wanted)


async def start_of(context: CommandContext, definition_id: str, inputs: Mapping[str, Any]) -> UUID:
    """The same, of the oldest agent of that definition which is at work.

    Raises:
        InvalidInput: code ``command_invalid``; none is.
    """
    unit = context.unit
    access.require(unit, "runs.start")
    active = AgentConfiguration.of(unit.scope).filter(agent_definition_id=definition_id, status="active")
    if (row := await active.order_by("id").first()) is None:
        name = context.services.catalogue.get(definition_id).name
        told = f"No {name} is at work here. An owner, admin or member sets one up under Agents."
        raise InvalidInput(told, code="command_invalid")
    return await start(context, row.id, inputs)


def _origin(call: CommandCall) -> runs.Origin | None:
    if call.channel_id is None:
        return None
    return runs.Origin(channel_id=call.channel_id, thread_id=call.thread_id, message_id=call.message_id)
