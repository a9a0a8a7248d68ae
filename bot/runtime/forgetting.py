"""The worker's part of forgetting: what was put down is taken out of memory, and swept for when it could not
be.
"""

import asyncio
from itertools import groupby
from uuid import UUID

from bot.contracts.unit import SYSTEM
from bot.runtime.units import Units
from bot.services import memories
from config.errors import IonfluxError
from config.logs import logger
from storage.vectors import Vectors

_log = logger(__name__)


class Forgetter:
    """Serves the order ``forget``, and looks for what nobody has forgotten."""

    def __init__(self, units: Units, vectors: Vectors) -> None:
        """Take it out of ``vectors``."""
        self._units = units
        self._vectors = vectors
        self._at_work = asyncio.Lock()

    async def take(self, _: UUID) -> None:
        """Forget all that is to be forgotten.

        Raises:
            IonfluxError: the store cannot do it now; the sweep tries again.
        """
        async with self._at_work:
            while await self._some():
                continue

    async def run(self, sweep_seconds: float) -> None:
        """Sweep until cancelled."""
        while True:
            await asyncio.sleep(sweep_seconds)
            try:
                await self.take(UUID(int=0))
            except IonfluxError as away:
                _log.warning("forgetting_waits", why=str(away))

    async def _some(self) -> bool:
        rows = await memories.due()
        ordered = sorted(rows, key=lambda row: (str(row.workspace_id), row.origin))
        for (workspace_id, origin), found in groupby(ordered, lambda row: (row.workspace_id, row.origin)):
            some = list(found)
            values = sorted({value for row in some for value in row.values_json})
            count = await self._vectors.delete_from(workspace_id, origin, values)
            async with self._units.open_unit(SYSTEM, workspace_id) as unit:
                await memories.done(unit, [row.id for row in some])
            if count:
                _log.info("forgotten", workspace_id=str(workspace_id), origin=origin, vectors=count)
        return len(rows) == memories.AT_ONCE
