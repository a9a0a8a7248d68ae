"""Runs as people and clients see them: list, one with its steps, cancel."""

from collections.abc import Generator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from bot.contracts.unit import Unit
from bot.services import access, asked_runs, channels, proposal_endings, run_outputs, run_steps, statuses
from bot.services.run_endings import Ended
from config.errors import Conflict, NotAllowed, NotFound
from storage.bulk import Call, Found, Steps
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.chat import Message
from storage.models.files import RunOutput
from storage.models.proposals import Proposal
from storage.models.users import User

WAITING, WAITING_AGENT = "waiting_approval", "waiting_agent"
"""A run that waits for people's decision, and one that waits for another; shown as running, with a note."""


class RunStepView(BaseModel):
    """What one node of a run gave, and how long it took."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    number: int
    attempt: int
    name: str
    started_at: datetime
    duration_us: int
    output_json: Any
    tokens: int | None
    cost_micros: int | None


class RunView(BaseModel):
    """A run, in the concept's fields. ``would_do_json_array`` is what a preview let be; one that another run
    asked for has that as ``parent_run_id``, and stands there in ``asked_run_ids_array``.
    """

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
    origin_json: dict[str, Any] | None
    correlation_id: UUID
    attempt: int
    created_at: datetime
    is_preview: bool
    would_do_json_array: Sequence[dict[str, Any]] | None
    is_waiting_for_decision: bool = False
    parent_run_id: UUID | None
    asked_run_ids_array: Sequence[UUID] = ()
    steps: Sequence[RunStepView] = ()


def short_id(run_id: UUID) -> str:
    """How people name a run: by the end of its id, which is random, unlike its beginning."""
    return str(run_id)[-8:]


async def listed(
    unit: Unit, *, limit: int = 50, before: UUID | None = None, configuration_id: UUID | None = None
) -> Sequence[RunView]:
    """The runs the actor may see, newest first; ``before`` is the id of the last one seen."""
    query = (await _visible(unit)).order_by("-id").limit(limit)
    if before is not None:
        query = query.filter(id__lt=before)
    if configuration_id is not None:
        query = query.filter(agent_configuration_id=configuration_id)
    return [_view(unit, row) for row in await query]


async def get(unit: Unit, run_id: UUID) -> RunView:
    """The run; with its steps for those who may read traces.

    Raises:
        NotFound: no such run in this workspace, or not the actor's to see: no difference.
    """
    row = await (await _visible(unit)).get_or_none(run_id=run_id)
    if row is None:
        raise NotFound("This run does not exist.")
    steps: Sequence[Any] = ()
    if access.may(unit, "runs.manage"):
        steps = await run_steps.of_run(unit.scope, run_id)
    shown = [RunStepView.model_validate(step) for step in steps if step.number != run_steps.START]
    asked = await AgentRunLog.of(unit.scope).filter(parent_run_id=run_id).order_by("id")
    update = {"steps": shown, "asked_run_ids_array": [one.run_id for one in asked]}
    return _view(unit, row).model_copy(update=update)


async def output(unit: Unit, run_id: UUID, key_name: str) -> RunOutput:
    """The file in which an output of the run lies.

    Raises:
        NotFound: no such run for the actor, or no such file of it: no difference.
    """
    found = None
    if access.may(unit, "runs.read") and await (await _visible(unit)).filter(run_id=run_id).exists():
        found = (await run_outputs.of_run(unit.scope, run_id)).get(key_name)
    if found is None:
        raise NotFound("This output does not exist.")
    return found


async def cancel(unit: Unit, run_id: UUID) -> RunView:
    """End a run that has not ended, and those it asked for; its worker notices within a renewal and stores
    nothing.

    Raises:
        NotFound: no such run in this workspace.
        NotAllowed: a member, and a run that somebody else started.
        Conflict: it has ended already.
    """
    access.require(unit, "runs.cancel")
    found = await get(unit, run_id)
    if found.triggered_by_user_id != unit.actor.id and not access.may(unit, "runs.manage"):
        raise NotAllowed("Members stop the runs they started themselves. An owner or admin stops the others.")
    if not await _stop(unit, found):
        raise Conflict(f"This run has ended: {found.status}.", code="run_ended")
    return await get(unit, run_id)


async def _stop(unit: Unit, found: RunView) -> bool:
    """End it, and what it asked for; whether it had not ended."""
    run_id, going = found.run_id, ("pending", "running", WAITING, WAITING_AGENT)
    changed = (
        await AgentRunLog.of(unit.scope)
        .filter(run_id=run_id, status__in=going)
        .update(status="cancelled_by_user", end_time=unit.now, lease_until=None, updated_at=unit.now)
    )
    if not changed:
        return False
    for row in await AgentRunLog.of(unit.scope).filter(parent_run_id=run_id, status__in=going):
        await _stop(unit, _view(unit, row))
    await _tell(unit, found)
    return True


async def _tell(unit: Unit, found: RunView) -> None:
    """Tell everybody that it was stopped, and the run that waits for it."""
    run_id = found.run_id
    ended = Ended(
        run_id=run_id,
        agent_configuration_id=found.agent_configuration_id,
        agent_definition_id_version=found.agent_definition_id_version,
        triggered_by_user_id=None if found.parent_run_id else found.triggered_by_user_id,
        trigger_type=found.trigger_type,
        status="cancelled_by_user",
        preview="",
        kpis={},
    )
    if not found.is_preview:
        ended.record(unit)
        configuration = AgentConfiguration.of(unit.scope).filter(id=found.agent_configuration_id)
        await configuration.update(last_run_summary_json=ended.summary(unit.now))
    if found.is_waiting_for_decision:
        await _take_back_question(unit, run_id)
    unit.announce(ended.announcement())
    if found.origin_json:
        who = await User.get_or_none(id=unit.actor.id)
        _tell_stopped(unit, run_id, who.name if who else "somebody who left")
    unit.write(Steps(lambda: asked_runs.going_on(unit, run_id, found.parent_run_id)))


async def _take_back_question(unit: Unit, run_id: UUID) -> None:
    for row in await Proposal.of(unit.scope).filter(run_id=run_id, state="open"):
        await proposal_endings.withdraw(unit, row.message_id)


def _tell_stopped(unit: Unit, run_id: UUID, name: str) -> None:
    status = statuses.Status(status="cancelled_by_user", text=f"Stopped by {name}")

    def script() -> Generator[Call, Found, None]:
        told = yield from statuses.changing(unit.scope, run_id, status, unit.now)
        if told is not None:
            told.tell(unit)

    unit.write(Steps(script))


async def _visible(unit: Unit) -> QuerySet[AgentRunLog]:
    """All runs for those who manage them; for members their own, those of their agents, and those posted
    where they read. What others asked an agent where the member does not read is theirs, and so are previews.
    """
    access.require(unit, "runs.read")
    everything = AgentRunLog.of(unit.scope)
    if access.may(unit, "runs.manage"):
        return everything
    posts, readable = Message.of(unit.scope), Subquery(channels.readable(unit).values("id"))
    here = posts.filter(channel_id__in=readable, run_id__not_isnull=True)
    elsewhere = posts.filter(part=statuses.PART).exclude(channel_id__in=readable)
    mine = AgentConfiguration.of(unit.scope).filter(created_by_user_id=unit.actor.id)
    of_mine = Q(agent_configuration_id__in=Subquery(mine.values("id")), is_preview=False)
    # What a run asks for is as private as the place that it was started from itself.
    private = Subquery(elsewhere.filter(correlation_id__not_isnull=True).values("correlation_id"))
    of_mine &= ~Q(parent_run_id__not_isnull=True, correlation_id__in=private)
    return everything.filter(
        Q(triggered_by_user_id=unit.actor.id)
        | (of_mine & ~Q(run_id__in=Subquery(elsewhere.values("run_id"))))
        | Q(run_id__in=Subquery(here.values("run_id")))
    )


def _view(unit: Unit, row: AgentRunLog) -> RunView:
    view = RunView.model_validate(row)
    if view.status in (WAITING, WAITING_AGENT):
        is_for_people = view.status == WAITING
        view = view.model_copy(update={"status": "running", "is_waiting_for_decision": is_for_people})
    if view.error_details_json and not access.may(unit, "runs.manage"):
        told = view.error_details_json | {"stack_trace_text": None}
        return view.model_copy(update={"error_details_json": told})
    return view
