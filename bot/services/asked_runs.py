"""Runs that other runs ask for: the asked run and the one that waits for it stand in one commit."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from typing import Literal
from uuid import UUID

from bot.contracts.agents import AgentDefinition
from bot.contracts.asked_agents import TRIGGER_KEY, AgentAnswer, AgentRequest
from bot.contracts.unit import Unit
from bot.services import access, runs, statuses
from bot.services.definitions import Catalogue
from bot.services.effective import for_run
from bot.services.runs import JOB, Claimed, NewRun
from bot.services.statuses import Status
from config.errors import NotAllowed, NotFound
from storage.bulk import Call, Found, Steps, statement
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.agents import AgentDefinition as DefinitionRow

DEEPEST = 3
"""So many runs may stand above one that was asked for."""

_ASKED = statement(
    "SELECT run_id FROM agent_run_logs WHERE workspace_id = ? AND parent_run_id = ? AND trigger_key = ?"
)
_ASKER = statement(
    "SELECT attempt FROM agent_run_logs WHERE workspace_id = ? AND run_id = ? AND status = 'waiting_agent'"
    " AND waits_for = ?"
)


async def put(unit: Unit, run: Claimed, request: AgentRequest, catalogue: Catalogue) -> None:
    """Put what the run asks for on the unit, which acts for whom the run acts, and let go of the run until it
    has ended. What was asked for as the same part before is not started again.

    Raises:
        NotFound: the workspace has no such agent at work.
        NotAllowed: whom the run acts for may start none, or the runs would ask in a circle, or too deep.
        InvalidInput: these are no inputs of that agent, with all faults.
        LeaseLost (when stored): the run belongs to another attempt.
    """
    access.require(unit, "runs.start")
    definition = await catalogue.of(unit.scope, request.definition_id)
    new = replace(await meant(run, request, definition, await _lineage(run)), event=unit.cause)

    def script() -> Generator[Call, Found, None]:
        known = yield Call(_ASKED, (unit.scope, run.run_id, new.trigger_key))
        asked_id = UUID(str(known[0][0])) if known else (yield from runs.starting(unit, new))
        yield from runs.waiting_for_run(unit, run, asked_id, request.waits.total_seconds())
        if run.origin_json:
            status = Status(status="running", text=f"Waiting for {definition.name}")
            told = yield from statuses.changing(run.workspace_id, run.run_id, status, unit.now)
            if told is not None:
                told.tell(unit)

    unit.write(Steps(script))


async def meant(
    run: Claimed, request: AgentRequest, definition: AgentDefinition, lineage: Sequence[str]
) -> NewRun:
    """The run that is asked for, of the oldest active configuration; ``lineage`` are the definitions of the
    run and of those above it.

    Raises:
        NotFound, NotAllowed, InvalidInput: as ``put``.
    """
    if definition.id in lineage:
        raise NotAllowed(f"{definition.name} cannot be asked by what it has asked for itself.")
    if len(lineage) > DEEPEST:
        raise NotAllowed(f"Agents ask one another at most {DEEPEST} deep.")
    active = AgentConfiguration.of(run.workspace_id).filter(
        agent_definition_id=definition.id, status="active"
    )
    row = await active.order_by("id").first()
    if row is None or await DefinitionRow.filter(row_id=definition.key, is_preview=True).exists():
        raise NotFound(f"No {definition.name} is at work here.")
    return NewRun(
        configuration_id=row.id,
        definition_key=definition.key,
        trigger_type="event_api_call",
        trigger_key=f"{TRIGGER_KEY}:{run.run_id}:{request.part}",
        inputs=for_run(definition, row.effective_config_cache_json["inputs"], request.inputs),
        parallel=definition.max_parallel_runs,
        parent_run_id=run.run_id,
    )


async def _lineage(run: Claimed) -> Sequence[str]:
    found, parent = [definition_of(run.agent_definition_id_version)], run.parent_run_id
    while parent is not None and len(found) <= DEEPEST:
        row = await AgentRunLog.of(run.workspace_id).get(run_id=parent)
        found.append(definition_of(row.agent_definition_id_version))
        parent = row.parent_run_id
    return found


def definition_of(key: str) -> str:
    """The id in ``id/version``."""
    return key.partition("/")[0]


async def answer(run: Claimed) -> tuple[int, AgentAnswer] | None:
    """What came of what the run waited for, and as which part it had been asked; None: it was no run."""
    asked = AgentRunLog.of(run.workspace_id).filter(run_id=run.waits_for, parent_run_id=run.run_id)
    if (row := await asked.first()) is None:
        return None
    outputs = {}
    if row.status == "success":
        listed = (row.output_data_json or {}).get("outputs_array", ())
        outputs = {one["key_name"]: one["value"] for one in listed}
    read = AgentAnswer(
        status=_STATUSES.get(row.status, "late"),
        outputs=outputs,
        told=row.output_preview_text or "",
        run_id=row.run_id,
    )
    return int(row.trigger_key.rpartition(":")[2]), read


_STATUSES: Mapping[str, Literal["success", "error", "cancelled"]] = {
    "success": "success",
    "error": "error",
    "cancelled_by_user": "cancelled",
    "cancelled_by_system": "cancelled",
}


def going_on(unit: Unit, run_id: UUID, parent_run_id: UUID | None) -> Generator[Call, Found, None]:
    """Steps after which the run that waits for this one, which has ended, is nudged."""
    if parent_run_id is None:
        return
    if waits := (yield Call(_ASKER, (unit.scope, parent_run_id, run_id))):
        unit.nudge(JOB, parent_run_id, waits[0][0])
