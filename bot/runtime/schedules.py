"""Worker process: schedules → started runs, once per moment whatever number of workers look."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from bot.contracts import cron
from bot.contracts.agents import is_own
from bot.contracts.unit import SYSTEM
from bot.runtime.units import Units
from bot.services import schedules
from bot.services.agents import ActiveConfigurations
from bot.services.schedules import Schedule
from config.clock import now
from config.errors import ExternalError, StorageError
from config.failpoints import failpoint_async
from config.logs import logger
from storage.db import Database

LONGEST_WAIT = timedelta(seconds=30)
"""So late a schedule that was changed is noticed."""

_log = logger(__name__)


class Scheduler:
    """Looks when something is due, and starts it."""

    def __init__(
        self, database: Database, units: Units, active: ActiveConfigurations, *, runnable: Collection[str]
    ) -> None:
        """Start what is ``active``, of the definitions that can be run."""
        self._database = database
        self._units = units
        self._active = active
        self._runnable = runnable

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            wait = LONGEST_WAIT
            try:
                wait = await self.look()
            except (StorageError, ExternalError) as away:
                _log.warning("schedules_wait", why=str(away))
            await asyncio.sleep(wait / timedelta(seconds=1))

    async def look(self) -> timedelta:
        """Start what is due now; how long until something may be again."""
        at = now()
        soonest = at + LONGEST_WAIT
        for workspace_id in await schedules.workspaces():
            zone = await schedules.zone_of(workspace_id)
            for active in await self._active.of(workspace_id):
                if not (active.definition.id in self._runnable or is_own(active.definition.id)):
                    continue
                for schedule in schedules.of(active, zone):
                    soonest = min(soonest, await self._keep(workspace_id, schedule, at))
        return max(soonest - now(), timedelta(seconds=1))

    async def _keep(self, workspace_id: UUID, schedule: Schedule, at: datetime) -> datetime:
        """Start it if it is due; when it is again."""
        since = await schedules.since(self._database, workspace_id, schedule)
        due = _due(schedule, max(since, at - timedelta(days=1)), at)
        if due:
            async with self._units.grouped_unit(SYSTEM, workspace_id) as unit:
                schedules.fire(unit, schedule, due)
            await failpoint_async("sched.after_insert")
            _log.info("fired", trigger=schedule.trigger.key, workspace_id=str(workspace_id))
        return next(cron.fires(schedule.expression, schedule.zone, at))


def _due(schedule: Schedule, since: datetime, at: datetime) -> Sequence[datetime]:
    return list(takewhile(lambda one: one <= at, cron.fires(schedule.expression, schedule.zone, since)))
