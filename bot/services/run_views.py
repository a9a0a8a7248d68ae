"""Runs as people and clients see them: list, one with its steps, cancel."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.unit import Unit
from config.errors import Conflict, NotFound
from storage.models.agents import AgentRunLog, RunStep


class RunStepView(BaseModel):
    """What one node of a run gave, and how long it took."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    number: int
    attempt: int
    name: str
    started_at: datetime
    duration_us: int
    output_json: Any


class RunView(BaseModel):
    """A run, in the concept's fields."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    run_id: UUID
    agent_configuration_id: UUID
    agent_definition_id_version: str
    workspace_id: UUID
    triggered_by_user_id: UUID | None
    trigger_type: str
    trigger_key: str
    status: str
    start_time: datetime | None
    end_time: datetime | None
    input_params_resolved_json: dict[str, Any]
    output_data_json: dict[str, Any] | None
    output_preview_text: str | None
    error_details_json: dict[str, Any] | None
    logs_storage_ref_url: str | None
    kpi_results_json: dict[str, Any] | None
    correlation_id: UUID
    attempt: int
    created_at: datetime
    steps: Sequence[RunStepView] = ()


async def listed(
    unit: Unit, *, limit: int = 50, before: UUID | None = None, configuration_id: UUID | None = None
) -> Sequence[RunView]:
    """The workspace's runs, newest first; ``before`` is the id of the last one seen."""
    query = AgentRunLog.of(unit.scope).order_by("-id").limit(limit)
    if before is not None:
        query = query.filter(id__lt=before)
    if configuration_id is not None:
        query = query.filter(agent_configuration_id=configuration_id)
    return [RunView.model_validate(row) for row in await query]


async def get(unit: Unit, run_id: UUID) -> RunView:
    """The run with its steps.

    Raises:
        NotFound: no such run in this workspace.
    """
    row = await AgentRunLog.of(unit.scope).get_or_none(run_id=run_id)
    if row is None:
        raise NotFound("This run does not exist.")
    steps = await RunStep.of(unit.scope).filter(run_id=run_id).order_by("attempt", "number")
    return RunView.model_validate(row).model_copy(
        update={"steps": [RunStepView.model_validate(step) for step in steps]}
    )


async def cancel(unit: Unit, run_id: UUID) -> RunView:
    """End a run that has not ended; its worker notices within a renewal and stores nothing.

    Raises:
        NotFound: no such run in this workspace.
        Conflict: it has ended already.
    """
    changed = (
        await AgentRunLog.of(unit.scope)
        .filter(run_id=run_id, status__in=("pending", "running"))
        .update(status="cancelled_by_user", end_time=unit.now, lease_until=None, updated_at=unit.now)
    )
    view = await get(unit, run_id)
    if not changed:
        raise Conflict(f"This run has ended: {view.status}.", code="run_ended")
    unit.announce(
        str(unit.scope),
        {"action": "run_updated", "payload": {"run_id": str(run_id), "status": view.status}},
    )
    return view
