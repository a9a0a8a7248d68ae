"""The life of a run: start, claim, progress, finish, cancel. One row is the truth; a job is only a nudge.

Every write after the claim carries the attempt and affects nothing when it is stale.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.contracts.agents import AgentResult, RecordWrite
from bot.contracts.events import Event, encode
from bot.contracts.messages import Alert, ContentType, Post
from bot.contracts.unit import Unit
from bot.services import chat
from bot.services.events import handling
from config.clock import new_id
from config.errors import LeaseLost
from storage.bulk import Call, Found, Steps, decoded, insert, statement
from storage.models.agents import AgentRunLog, RunStep

JOB = "run_agent"
SERVICE_NAME = "AgentService"

_START_COLUMNS = (
    "id run_id agent_configuration_id agent_definition_id_version workspace_id triggered_by_user_id"
    " trigger_type"
    " trigger_key status input_params_resolved_json event_text correlation_id attempt released nudges"
    " parallel"
    " created_at updated_at"
)
_START = insert(AgentRunLog, _START_COLUMNS, ignore_conflicts=True)
_CLAIMED_COLUMNS = (
    "run_id workspace_id agent_configuration_id agent_definition_id_version triggered_by_user_id trigger_type"
    " trigger_key input_params_resolved_json event_text correlation_id attempt released start_time"
)
# On PostgreSQL the configuration's row is held, so that two claims do not both see room for one.
_HOLD = statement(
    "SELECT 1 WHERE ? IS NULL",
    postgres="SELECT 1 FROM agent_configurations WHERE id ="
    " (SELECT agent_configuration_id FROM agent_run_logs WHERE run_id = ?) FOR UPDATE",
)
_IS_FREE = "(status = 'pending' OR (status = 'running' AND lease_until < {now}))"
_CLAIM = statement(
    "UPDATE agent_run_logs SET status = 'running', attempt = attempt + 1, lease_until = {later},"
    f" start_time = coalesce(start_time, ?), updated_at = ? WHERE run_id = ? AND {_IS_FREE} AND parallel >"
    " (SELECT count(*) FROM agent_run_logs AS others WHERE others.agent_configuration_id ="
    " agent_run_logs.agent_configuration_id AND others.status = 'running' AND others.lease_until >= {now}"
    f" AND others.run_id <> agent_run_logs.run_id) RETURNING {', '.join(_CLAIMED_COLUMNS.split())}"
)
_WAITS = statement(
    "UPDATE agent_run_logs SET nudges = nudges + 1, updated_at = ? WHERE run_id = ? AND status = 'pending'"
)
_RENEW = statement(
    "UPDATE agent_run_logs SET lease_until = {later} WHERE run_id = ? AND attempt = ? AND status = 'running'"
    " RETURNING run_id"
)
_RELEASE = statement(
    "UPDATE agent_run_logs SET status = 'pending', lease_until = NULL, released = released + 1, nudges ="
    " nudges + 1,"
    " updated_at = ? WHERE run_id = ? AND attempt = ? AND status = 'running' RETURNING nudges"
)
_END = statement(
    "UPDATE agent_run_logs SET status = ?, end_time = ?, lease_until = NULL, output_data_json = ?,"
    " output_preview_text = ?, error_details_json = ?, kpi_results_json = ?, updated_at = ?"
    " WHERE run_id = ? AND attempt = ? AND status = 'running' RETURNING run_id"
)
_SUMMARY = statement(
    "UPDATE agent_configurations SET last_run_summary_json = ? WHERE workspace_id = ? AND id = ?"
    " RETURNING name"
)
# Runs that found their configuration busy have been nudged before; the first of them may start now.
_NEXT = statement(
    "UPDATE agent_run_logs SET nudges = nudges + 1, updated_at = ? WHERE run_id = (SELECT run_id FROM"
    " agent_run_logs"
    " WHERE agent_configuration_id = ? AND status = 'pending' AND nudges > 0 ORDER BY created_at LIMIT 1)"
    " RETURNING run_id, nudges"
)
_FORGOTTEN = statement(
    "UPDATE agent_run_logs SET nudges = nudges + 1, updated_at = ? WHERE run_id IN (SELECT run_id FROM"
    " agent_run_logs"
    " WHERE (status = 'pending' AND updated_at < ?) OR (status = 'running' AND lease_until < {now})"
    " ORDER BY updated_at LIMIT 2000) RETURNING run_id, nudges"
)
_STEP = insert(
    RunStep,
    "id workspace_id run_id attempt number name started_at duration_us output_json created_at updated_at",
    ignore_conflicts=True,
)
_RECORD = statement(
    "INSERT INTO agent_records (id, workspace_id, agent_definition_id, collection, key, at, value_json,"
    " created_at,"
    " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workspace_id, agent_definition_id,"
    " collection, key)"
    " DO UPDATE SET at = excluded.at, value_json = excluded.value_json, updated_at = excluded.updated_at"
)
_CHANNEL_BY_NAME = statement("SELECT id FROM channels WHERE workspace_id = ? AND name = ?")
_CHANNEL_BY_ID = statement("SELECT id FROM channels WHERE workspace_id = ? AND id = ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRun:
    """A run about to be stored. ``trigger_key`` names the trigger and what set it off; the same again starts
    none.
    """

    configuration_id: UUID
    definition_key: str
    trigger_type: str
    trigger_key: str
    inputs: Mapping[str, Any]
    parallel: int
    event: Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A run that this worker holds."""

    run_id: UUID
    workspace_id: UUID
    agent_configuration_id: UUID
    agent_definition_id_version: str
    triggered_by_user_id: UUID | None
    trigger_type: str
    trigger_key: str
    input_params_resolved_json: Mapping[str, Any]
    event_text: str | None
    correlation_id: UUID
    attempt: int
    released: int
    start_time: datetime

    @property
    def crashes(self) -> int:
        """How often a worker died with it."""
        return self.attempt - 1 - self.released


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one node did."""

    name: str
    started_at: datetime
    duration_us: int
    output: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended: with a result, or with an error's code and words."""

    status: str
    result: AgentResult | None = None
    error_code: str | None = None
    error_message: str | None = None
    trace: str | None = None
    steps: Sequence[Step] = ()

    @property
    def preview(self) -> str:
        """One sentence on what came of it."""
        return self.result.preview if self.result else (self.error_message or "")


def start(unit: Unit, new: NewRun) -> UUID:
    """Store a pending run and nudge a worker; the id of the run, or of nothing if its trigger key is known
    already.
    """
    run_id = new_id()
    values = _start_values(unit, new, run_id)

    def script() -> Generator[Call, Found, None]:
        yield Call(_START, values)

    unit.write(Steps(script))
    unit.nudge(JOB, run_id)
    return run_id


def start_all(
    unit: Unit, consumer: str, event: Event, new: Sequence[NewRun], *, reason: str | None = None
) -> None:
    """Start the runs that one event calls for, once per consumer and event; ``reason`` says why there are
    none.
    """
    started = [_start_values(unit, run, new_id()) for run in new]

    def script() -> Generator[Call, Found, None]:
        state = "done" if started else "skipped"
        if not (yield from handling(consumer, event.event_id, unit.now, state=state, reason=reason)):
            unit.nudges.clear()
            return
        for values in started:
            yield Call(_START, values)

    unit.write(Steps(script))
    for values in started:
        unit.nudge(JOB, values[1])


def _start_values(unit: Unit, new: NewRun, run_id: UUID) -> tuple[Any, ...]:
    return (
        new_id(),
        run_id,
        new.configuration_id,
        new.definition_key,
        unit.workspace_id,
        unit.actor.id if unit.actor.role else None,
        new.trigger_type,
        new.trigger_key,
        "pending",
        dict(new.inputs),
        encode(new.event).decode() if new.event else None,
        unit.correlation_id,
        0,
        0,
        0,
        new.parallel,
        unit.now,
        unit.now,
    )


def claiming(run_id: UUID, at: datetime, lease_seconds: float) -> Steps[Claimed | None]:
    """Take the run for ``lease_seconds``; None when it is not to be had: done, held, or its configuration is
    busy.
    """

    def script() -> Generator[Call, Found, Claimed | None]:
        yield Call(_HOLD, (run_id,))
        found = yield Call(_CLAIM, (lease_seconds, at, at, run_id))
        if not found:
            yield Call(_WAITS, (at, run_id))
            return None
        return Claimed(**decoded(AgentRunLog, _CLAIMED_COLUMNS, found[0]))

    return Steps(script)


def renewing(held: Mapping[UUID, int], lease_seconds: float) -> Steps[set[UUID]]:
    """Prolong these runs (id → attempt); which of them are still ours."""

    def script() -> Generator[Call, Found, set[UUID]]:
        kept = set()
        for run_id, attempt in held.items():
            if (yield Call(_RENEW, (lease_seconds, run_id, attempt))):
                kept.add(run_id)
        return kept

    return Steps(script)


def release(unit: Unit, run: Claimed) -> None:
    """Give the run back unfinished, without it counting as an attempt."""

    def script() -> Generator[Call, Found, None]:
        if found := (yield Call(_RELEASE, (unit.now, run.run_id, run.attempt))):
            unit.nudge(JOB, run.run_id, found[0][0])

    unit.write(Steps(script))


def sweeping(at: datetime, before: datetime) -> Steps[list[tuple[UUID, int]]]:
    """Runs that nobody has in hand: pending since ``before``, or whose lease ran out; each with a new job
    attempt.
    """

    def script() -> Generator[Call, Found, list[tuple[UUID, int]]]:
        return [(UUID(str(run_id)), nudges) for run_id, nudges in (yield Call(_FORGOTTEN, (at, before)))]

    return Steps(script)


def finish(unit: Unit, run: Claimed, ending: Ending) -> None:
    """End the run with all that came of it, in one transaction: status, steps, records, messages, events.

    Raises (when stored):
        LeaseLost: another attempt has the run, or it was cancelled; nothing is stored.
    """
    result = ending.result
    completed = unit.event("ionflux.agent.run.completed", _completed(run, ending), source=SERVICE_NAME)
    unit.events.append(completed)
    for fact in result.events if result else ():
        unit.events.append(unit.event(fact.event_type, fact.payload, source=SERVICE_NAME))

    def script() -> Generator[Call, Found, None]:
        unit.announcements.clear()
        unit.nudges.clear()
        yield from _end(unit, run, ending)
        named = yield Call(
            _SUMMARY, (_summary(unit, run, ending), run.workspace_id, run.agent_configuration_id)
        )
        name = named[0][0] if named else "Agent"
        for post in result.posts if result else ():
            yield from _post(unit, run, post, name)
        for record in result.records if result else ():
            yield Call(_RECORD, _record_values(unit, run, record))
        for number, step in enumerate(ending.steps, 1):
            yield Call(_STEP, _step_values(unit, run, number, step))
        if found := (yield Call(_NEXT, (unit.now, run.agent_configuration_id))):
            unit.nudge(JOB, UUID(str(found[0][0])), found[0][1])
        unit.announce(
            str(run.workspace_id),
            {
                "action": "run_updated",
                "payload": {
                    "run_id": str(run.run_id),
                    "agent_configuration_id": str(run.agent_configuration_id),
                    "status": ending.status,
                    "output_preview_text": ending.preview,
                },
            },
        )

    unit.write(Steps(script))


def _end(unit: Unit, run: Claimed, ending: Ending) -> Generator[Call, Found, None]:
    result = ending.result
    outputs = [
        {"key_name": key, "value": value, "storage_ref_url": None}
        for key, value in (result.outputs if result else {}).items()
    ]
    error = None
    if ending.error_code is not None:
        error = {
            "error_code": ending.error_code,
            "error_message_text": ending.error_message,
            "stack_trace_text": ending.trace,
        }
    ended = yield Call(
        _END,
        (
            ending.status,
            unit.now,
            {"outputs_array": outputs},
            ending.preview,
            error,
            dict(result.kpis) if result else {},
            unit.now,
            run.run_id,
            run.attempt,
        ),
    )
    if not ended:
        raise LeaseLost("This run belongs to another attempt now.")


def _post(unit: Unit, run: Claimed, post: Post, name: str) -> Generator[Call, Found, None]:
    channel_id = yield from _channel(run.workspace_id, post.channel)
    if channel_id is None:
        channel_id = yield from _channel(run.workspace_id, "alerts")
    if channel_id is None:
        return
    if isinstance(post.content, Alert):
        ids = {"run_id": str(run.run_id)} | ({"event_id": str(unit.cause.event_id)} if unit.cause else {})
        content_type, content = ContentType.JSON_DATA, post.content.content(**ids)
    else:
        content_type, content = ContentType.MARKDOWN, {"text_body": post.content}
    stored = yield from chat.storing(
        chat.NewMessage(
            workspace_id=run.workspace_id,
            channel_id=channel_id,
            sender_id=run.agent_configuration_id,
            sender_type="agent",
            content_type=content_type,
            content_json=content,
            correlation_id=run.correlation_id,
            at=unit.now,
            run_id=run.run_id,
            part=post.part,
        )
    )
    if stored is not None and stored[1]:
        unit.announce(str(run.workspace_id), chat.announcement(stored[0], name))


def _channel(workspace_id: UUID, name: str) -> Generator[Call, Found, UUID | None]:
    found = yield Call(_CHANNEL_BY_NAME, (workspace_id, name.removeprefix("#")))
    if not found and _is_uuid(name):
        found = yield Call(_CHANNEL_BY_ID, (workspace_id, UUID(name)))
    return UUID(str(found[0][0])) if found else None


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _summary(unit: Unit, run: Claimed, ending: Ending) -> dict[str, Any]:
    return {
        "run_id": str(run.run_id),
        "status": ending.status if ending.status in ("success", "error") else "cancelled",
        "timestamp": unit.now.isoformat(),
        "output_preview_text": ending.preview,
    }


def _completed(run: Claimed, ending: Ending) -> dict[str, Any]:
    definition_id, _, version = run.agent_definition_id_version.partition("/")
    return {
        "run_id": str(run.run_id),
        "agent_configuration_id": str(run.agent_configuration_id),
        "agent_definition_id": definition_id,
        "agent_definition_version": version,
        "status": ending.status,
        "output_preview_text": ending.preview,
        "kpi_results_json": dict(ending.result.kpis) if ending.result else {},
        "user_id": str(run.triggered_by_user_id) if run.triggered_by_user_id else None,
        "trigger_type": run.trigger_type,
    }


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


def _step_values(unit: Unit, run: Claimed, number: int, step: Step) -> tuple[Any, ...]:
    return (
        new_id(),
        run.workspace_id,
        run.run_id,
        run.attempt,
        number,
        step.name,
        step.started_at,
        step.duration_us,
        step.output,
        unit.now,
        unit.now,
    )
