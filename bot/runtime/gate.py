"""The door inwards that adapters are given: units with the actor's role in them, and live updates."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from bot.contracts.unit import Actor, Unit
from bot.ports.live import Live
from bot.runtime.units import Units
from bot.services import access


class Door:
    """The Gate of this process."""

    def __init__(self, units: Units, live: Live) -> None:
        """Open units, hear updates."""
        self._units = units
        self._live = live

    @asynccontextmanager
    async def unit(
        self, actor: Actor, workspace_id: UUID | None, *, correlation_id: UUID | None = None
    ) -> AsyncIterator[Unit]:
        """A unit in a transaction; inside a workspace the actor carries their role, and strangers get NotFound."""
        inside = actor if workspace_id is None else await access.entered(actor, workspace_id)
        async with self._units.open_unit(inside, workspace_id, correlation_id=correlation_id) as unit:
            yield unit

    @asynccontextmanager
    async def grouped_unit(
        self, actor: Actor, workspace_id: UUID, *, correlation_id: UUID | None = None
    ) -> AsyncIterator[Unit]:
        """A unit whose commit is shared, for messages."""
        inside = await access.entered(actor, workspace_id)
        async with self._units.grouped_unit(inside, workspace_id, correlation_id=correlation_id) as unit:
            yield unit

    @asynccontextmanager
    async def reading(self, actor: Actor, workspace_id: UUID | None) -> AsyncIterator[Unit]:
        """A unit that only reads: no transaction, nothing is stored."""
        inside = actor if workspace_id is None else await access.entered(actor, workspace_id)
        async with self._units.grouped_unit(inside, workspace_id) as unit:
            yield unit

    def updates(self, workspace_id: UUID) -> AsyncIterator[bytes]:
        """Live announcements of a workspace, encoded; ``reconnected`` says that some may have been lost."""
        return self._live.updates(str(workspace_id))


