"""Schedules of configurations: what fires when, and the runs that are started, each moment once."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from bot.contracts import cron
from bot.contracts.agents import Trigger, TriggerType
from bot.contracts.unit import Unit
from bot.services import runs
from bot.services.agents import Active
from bot.services.runs import NewRun
from config.clock import new_id
from storage.bulk import Call, Found, Steps, insert, statement
from storage.db import Database
from storage.models.agents import AgentConfiguration, ScheduledFire
from storage.models.workspaces import Workspace

LATEST, MOST_MISSED = timedelta(hours=1), 100
STARTED, MISSED, SKIPPED = "started", "missed", "skipped"

_COLUMNS = "id workspace_id agent_configuration_id trigger_key fire_at state created_at updated_at"
_INSERT = insert(ScheduledFire, _COLUMNS, ignore_conflicts=True)
_STORED = statement("SELECT 1 FROM scheduled_fires WHERE id = ?")
_LAST = statement(
    "SELECT max(fire_at) FROM scheduled_fires WHERE workspace_id = ? AND agent_configuration_id = ?"
    " AND trigger_key = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One trigger of one active configuration, in the zone that it is meant in."""

    active: Active
    trigger: Trigger
    zone: str

    @property
    def expression(self) -> str:
        """The five fields."""
        return self.trigger.default_config_json.cron_expression or ""

    def after(self, moment: datetime) -> Sequence[datetime]:
        """The next three moments at which it fires."""
        return list(islice(cron.fires(self.expression, self.zone, moment), 3))


async def zone_of(workspace_id: UUID) -> str:
    """The workspace's own time zone."""
    workspace = await Workspace.get_or_none(id=workspace_id)
    named = str((workspace.settings_json or {}).get("default_timezone") or "UTC") if workspace else "UTC"
    return cron.known(named)


def of(active: Active, zone: str) -> Sequence[Schedule]:
    """The schedules of a configuration, in the workspace's zone where they name none."""
    return [
        Schedule(active=active, trigger=one, zone=one.default_config_json.timezone or zone)
        for one in active.triggers
        if one.type is TriggerType.SCHEDULE and one.default_config_json.cron_expression
    ]


async def workspaces() -> Sequence[UUID]:
    """Those in which something is active."""
    # every workspace: whoever keeps time keeps it for all
    found = AgentConfiguration.filter(status="active").distinct()
    return [UUID(str(one)) for one in await found.values_list("workspace_id", flat=True)]


async def since(database: Database, workspace_id: UUID, schedule: Schedule) -> datetime:
    """From when on its moments count: the last that is known, or when it was set up as it is."""
    found = await database.fetch(_LAST, (workspace_id, schedule.active.id, schedule.trigger.key))
    last = found[0][0] if found and found[0][0] is not None else None
    if isinstance(last, str):
        last = datetime.fromisoformat(last)
    begun = schedule.active.since
    return max(last, begun) if last is not None else begun


def fire(unit: Unit, schedule: Schedule, due: Sequence[datetime]) -> None:
    """Put what is due on the unit: a run of the last moment unless that is too long ago; all others were
    missed. What is known already stays as it is.
    """
    last = due[-1]
    state = STARTED if unit.now - last <= LATEST else MISSED
    if schedule.active.is_creator_gone:
        state = SKIPPED
    states = [(one, MISSED) for one in due[-MOST_MISSED:-1]] + [(last, state)]

    def script() -> Generator[Call, Found, None]:
        for moment, is_now in states:
            fire_id = new_id()
            yield Call(_INSERT, _values(unit, schedule, fire_id, moment, is_now))
            if is_now == STARTED and (yield Call(_STORED, (fire_id,))):
                yield from runs.starting(unit, _run(schedule, moment))

    unit.write(Steps(script))


def _values(
    unit: Unit, schedule: Schedule, fire_id: UUID, moment: datetime, state: str
) -> tuple[object, ...]:
    return (
        fire_id, unit.scope, schedule.active.id, schedule.trigger.key, moment, state, unit.now, unit.now,
    )  # fmt: skip


def _run(schedule: Schedule, moment: datetime) -> NewRun:
    active, trigger = schedule.active, schedule.trigger
    return NewRun(
        configuration_id=active.id,
        definition_key=active.definition.key,
        trigger_type="schedule",
        trigger_key=f"{trigger.key}:{moment.isoformat()}",
        inputs=active.inputs,
        parallel=trigger.max_parallel_runs or active.definition.max_parallel_runs,
    )
