"""The life of a run: start, claim, progress, finish, cancel. One row is the truth; a job is only a nudge.

Every write after the claim carries the attempt and affects nothing when it is stale.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.contracts.events import Event, encode
from bot.contracts.unit import Unit
from bot.services import statuses
from bot.services.events import handling
from bot.services.statuses import Status
from config.clock import new_id
from config.errors import LeaseLost
from storage.bulk import Call, Found, Steps, decoded, insert, statement
from storage.db import Database
from storage.models.agents import AgentRunLog

JOB = "run_agent"

_START_COLUMNS = (
    "id run_id agent_configuration_id agent_definition_id_version workspace_id triggered_by_user_id"
    " trigger_type trigger_key status input_params_resolved_json event_text origin_json correlation_id"
    " attempt released parallel is_waiting is_preview parent_run_id created_at updated_at"
)
_START = insert(AgentRunLog, _START_COLUMNS, ignore_conflicts=True)
_STARTED = statement("SELECT 1 FROM agent_run_logs WHERE run_id = ?")
_CLAIMED_COLUMNS = (
    "run_id workspace_id agent_configuration_id agent_definition_id_version triggered_by_user_id"
    " trigger_type trigger_key input_params_resolved_json event_text origin_json correlation_id attempt"
    " released start_time waits_for is_preview parent_run_id"
)
# On PostgreSQL the configuration's row is held, so that two claims do not both see room for one.
_HOLD = statement(
    "SELECT 1 WHERE ? IS NULL",
    postgres="SELECT 1 FROM agent_configurations WHERE id ="
    " (SELECT agent_configuration_id FROM agent_run_logs WHERE run_id = ?) FOR UPDATE",
)
_IS_DECIDED = (
    "(status = 'waiting_approval' AND EXISTS (SELECT 1 FROM proposals WHERE proposals.id = waits_for"
    " AND proposals.state <> 'open'))"
)
# Of one that it asked for and that is gone nothing more is to be waited for either.
_IS_ANSWERED = (
    "(status = 'waiting_agent' AND (waits_until <= {now} OR NOT EXISTS (SELECT 1 FROM agent_run_logs AS asked"
    " WHERE asked.run_id = agent_run_logs.waits_for AND asked.end_time IS NULL)))"
)
_IS_FREE = (
    "(status = 'pending' OR (status = 'running' AND lease_until < {now})"
    f" OR {_IS_DECIDED} OR {_IS_ANSWERED})"
)
_CLAIM = statement(
    "UPDATE agent_run_logs SET status = 'running', attempt = attempt + 1, lease_until = {later},"
    f" start_time = coalesce(start_time, ?), updated_at = ? WHERE run_id = ? AND {_IS_FREE} AND parallel >"
    " (SELECT count(*) FROM agent_run_logs AS others WHERE others.agent_configuration_id ="
    " agent_run_logs.agent_configuration_id AND others.status = 'running' AND others.lease_until >= {now}"
    " AND others.run_id <> agent_run_logs.run_id)"
    # Of those that come one at a time the oldest comes first.
    " AND (parallel > 1 OR NOT EXISTS (SELECT 1 FROM agent_run_logs AS earlier WHERE"
    " earlier.agent_configuration_id = agent_run_logs.agent_configuration_id AND earlier.status = 'pending'"
    " AND earlier.parallel = 1 AND earlier.created_at < agent_run_logs.created_at))"
    f" RETURNING {', '.join(_CLAIMED_COLUMNS.split())}"
)
_WAITS = statement(
    "UPDATE agent_run_logs SET is_waiting = true, updated_at = ? WHERE run_id = ? AND status = 'pending'"
)
_RENEW = statement(
    "UPDATE agent_run_logs SET lease_until = {later} WHERE run_id = ? AND attempt = ? AND status = 'running'"
    " RETURNING run_id"
)
# Its end waits for whoever reads this, so that nothing is said of a run after it.
_OURS = "SELECT 1 FROM agent_run_logs WHERE run_id = ? AND attempt = ? AND status = 'running'"
_STILL_OURS = statement(_OURS, postgres=f"{_OURS} FOR UPDATE")
_WAIT = statement(
    "UPDATE agent_run_logs SET status = 'waiting_approval', waits_for = ?, lease_until = NULL,"
    " released = released + 1, updated_at = ? WHERE run_id = ? AND attempt = ? AND status = 'running'"
    " RETURNING attempt"
)
_WAIT_FOR_RUN = statement(
    "UPDATE agent_run_logs SET status = 'waiting_agent', waits_for = ?, waits_until = {later},"
    " lease_until = NULL, released = released + 1, updated_at = ? WHERE run_id = ? AND attempt = ?"
    " AND status = 'running' RETURNING attempt"
)
_RELEASE = statement(
    "UPDATE agent_run_logs SET status = 'pending', lease_until = NULL, released = released + 1,"
    " updated_at = ? WHERE run_id = ? AND attempt = ? AND status = 'running' RETURNING attempt"
)
_FORGOTTEN = statement(
    "SELECT run_id, attempt FROM agent_run_logs WHERE (status = 'pending' AND updated_at < ?)"
    f" OR (status = 'running' AND lease_until < {{now}}) OR {_IS_DECIDED} OR {_IS_ANSWERED}"
    " ORDER BY created_at LIMIT 2000"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a person started a run: there it is told of, and there its answer belongs."""

    channel_id: UUID
    thread_id: UUID | None = None
    message_id: UUID | None = None

    def stored(self) -> dict[str, str]:
        """As ``origin_json``."""
        named = {"channel_id": self.channel_id, "thread_id": self.thread_id, "message_id": self.message_id}
        return {name: str(value) for name, value in named.items() if value is not None}

    @classmethod
    def read(cls, stored: Mapping[str, str] | None) -> "Origin | None":
        """What ``stored`` gave."""
        return cls(**{name: UUID(value) for name, value in stored.items()}) if stored else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRun:
    """A run about to be stored. ``trigger_key`` names the trigger and what set it off; the same again starts
    none. Of a preview nothing leaves. ``parent_run_id`` is the run that asked for it.
    """

    configuration_id: UUID
    definition_key: str
    trigger_type: str
    trigger_key: str
    inputs: Mapping[str, Any]
    parallel: int
    event: Event | None = None
    origin: Origin | None = None
    is_preview: bool = False
    parent_run_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A run that this worker holds. Of one that another run asked for the event is what set that off: the
    cause of what it tells, and nothing that it is given.
    """

    run_id: UUID
    workspace_id: UUID
    agent_configuration_id: UUID
    agent_definition_id_version: str
    triggered_by_user_id: UUID | None
    trigger_type: str
    trigger_key: str
    input_params_resolved_json: Mapping[str, Any]
    event_text: str | None
    origin_json: Mapping[str, str] | None
    correlation_id: UUID
    attempt: int
    released: int
    start_time: datetime
    waits_for: UUID | None = None
    is_preview: bool = False
    parent_run_id: UUID | None = None

    @property
    def crashes(self) -> int:
        """How often a worker died with it."""
        return self.attempt - 1 - self.released


def start(unit: Unit, new: NewRun) -> UUID:
    """Store a pending run and nudge a worker; the id of the run, or of nothing if its trigger key is known
    already. One with an origin has its status message there from the beginning.
    """
    run_id = new_id()
    values = _start_values(unit, new, run_id)

    def script() -> Generator[Call, Found, None]:
        yield from _starting(unit, new, values)

    unit.write(Steps(script))
    unit.nudge(JOB, run_id)
    return run_id


def starting(unit: Unit, new: NewRun) -> Generator[Call, Found, UUID]:
    """Steps of another script of the unit that start the run, as ``start`` does."""
    run_id = new_id()
    yield from _starting(unit, new, _start_values(unit, new, run_id))
    unit.nudge(JOB, run_id)
    return run_id


def _starting(unit: Unit, new: NewRun, values: tuple[Any, ...]) -> Generator[Call, Found, None]:
    """Store the run and, where a person started it from a place, its status message there."""
    yield Call(_START, values)
    row = dict(zip(_START_COLUMNS.split(), values, strict=True))
    # The trigger key may be known: what was not stored has no status. Of a preview nobody is told.
    if new.origin is None or new.is_preview or not (yield Call(_STARTED, (row["run_id"],))):
        return
    place = statuses.Place(
        workspace_id=row["workspace_id"],
        channel_id=new.origin.channel_id,
        thread_id=new.origin.thread_id,
        configuration_id=new.configuration_id,
        run_id=row["run_id"],
        correlation_id=row["correlation_id"],
    )
    if (told := (yield from statuses.posting(place, row["created_at"]))) is not None:
        told.tell(unit)


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
        new.origin.stored() if new.origin else None,
        unit.correlation_id,
        0,
        0,
        new.parallel,
        False,
        new.is_preview,
        new.parent_run_id,
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


def waiting(unit: Unit, run: Claimed, proposal_id: UUID) -> Generator[Call, Found, None]:
    """Steps that let go of the run until that proposal is over.

    Raises:
        LeaseLost (when stored): it belongs to another attempt.
    """
    if not (yield Call(_WAIT, (proposal_id, unit.now, run.run_id, run.attempt))):
        raise LeaseLost("This run belongs to another attempt now.")


def waiting_for_run(unit: Unit, run: Claimed, asked_id: UUID, seconds: float) -> Generator[Call, Found, None]:
    """Steps that let go of the run until the run that it asked for has ended, or so many seconds are over.

    Raises:
        LeaseLost (when stored): it belongs to another attempt.
    """
    if not (yield Call(_WAIT_FOR_RUN, (asked_id, seconds, unit.now, run.run_id, run.attempt))):
        raise LeaseLost("This run belongs to another attempt now.")


def tell(unit: Unit, run: Claimed, status: Status) -> None:
    """Have the run's status message say how far it is; the outcome is whether the run is still ours to tell
    of.
    """

    def script() -> Generator[Call, Found, bool]:
        if not (yield Call(_STILL_OURS, (run.run_id, run.attempt))):
            return False
        told = yield from statuses.changing(run.workspace_id, run.run_id, status, unit.now)
        if told is not None:
            told.tell(unit)
        return True

    unit.write(Steps(script))


async def forgotten(database: Database, before: datetime) -> Sequence[tuple[UUID, int]]:
    """Runs that nobody may have in hand, oldest first, with the attempt that a job for them would be: pending
    since ``before``, or with a lease that ran out. Whose job still waits in the queue is among them too.
    """
    found = await database.fetch(_FORGOTTEN, (before,))
    return [(UUID(str(run_id)), attempt) for run_id, attempt in found]
