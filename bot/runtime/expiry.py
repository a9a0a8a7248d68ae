"""Ends proposals whose time is over. Any worker may do it; of several at once one does."""

import asyncio

from bot.contracts.unit import SYSTEM
from bot.runtime.units import Units
from bot.services import proposal_endings
from config.clock import now
from config.errors import ExternalError, IonfluxError, StorageError
from config.logs import logger

_log = logger(__name__)


async def keep_deadlines(units: Units, *, seconds: float) -> None:
    """Look every so often until cancelled."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await keep_deadlines_once(units)
        except (StorageError, ExternalError) as away:
            _log.warning("deadlines_wait", why=str(away))


async def keep_deadlines_once(units: Units) -> int:
    """End what is overdue now; how many there were. One that cannot be ended does not hold up the others."""
    overdue = await proposal_endings.overdue(now())
    for workspace_id, proposal_id in overdue:
        try:
            async with units.grouped_unit(SYSTEM, workspace_id) as unit:
                await proposal_endings.expire(unit, proposal_id)
        except (StorageError, ExternalError):
            raise
        except IonfluxError as refused:
            _log.warning("proposal_not_ended", proposal_id=str(proposal_id), why=str(refused))
    return len(overdue)
