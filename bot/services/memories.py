"""What agents' memory must let go: put down with what is deleted, in its transaction; the worker does it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.contracts.unit import Unit
from config.clock import new_id
from storage.models.forgettings import Forgetting
from storage.vectors import FORGOTTEN_WITH

JOB = "forget"
AT_ONCE = 200
# By so much the clocks of two machines may differ.
_SLACK = timedelta(minutes=1)


async def forget(unit: Unit, origin: str, values: Sequence[object]) -> None:
    """Have memory forget what came from these: messages, runs, customers, orders, a shop, the workspace.

    ``origin`` is the name of an id that memories carry (``message_id`` …); of ``workspace_id`` all goes.
    """
    if origin not in FORGOTTEN_WITH:
        raise ValueError(origin)
    if not values:
        return
    forgetting_id = new_id()
    await Forgetting.create(
        id=forgetting_id,
        workspace_id=unit.scope,
        origin=origin,
        values_json=[str(value) for value in values],
        created_at=unit.now,
    )
    unit.nudge(JOB, forgetting_id)


async def due() -> Sequence[Forgetting]:
    """What is not done yet, oldest first."""
    # every workspace: the worker serves them all
    return await Forgetting.filter(done_at=None).order_by("id").limit(AT_ONCE)


async def undone(workspace_id: UUID) -> Sequence[Forgetting]:
    """What is not done yet in that workspace."""
    return await Forgetting.of(workspace_id).filter(done_at=None).order_by("id")


async def since(workspace_id: UUID, began: datetime) -> Sequence[Forgetting]:
    """All that was to be forgotten since then, done or not: what a run that began then may bring back."""
    return await Forgetting.of(workspace_id).filter(created_at__gte=began - _SLACK).order_by("id")


async def done(unit: Unit, forgetting_ids: Sequence[UUID]) -> None:
    """These are forgotten."""
    await Forgetting.of(unit.scope).filter(id__in=list(forgetting_ids)).update(done_at=unit.now)
