"""The consumer ``runs``: an event starts a run of every active configuration one of whose triggers wants
it.
"""

from collections.abc import Sequence
from uuid import UUID

from bot.contracts.events import Event
from bot.contracts.unit import Unit
from bot.runtime.triggers import matches
from bot.services import agents, runs
from config.clock import monotonic

CONSUMER = "runs"
TOPICS = ("ionflux.shopify", "ionflux.performance", "ionflux.agent", "ionflux.platform")
REMEMBERED_SECONDS = 1.0


class Starter:
    """Puts the runs an event calls for on its unit."""

    def __init__(self, catalogue: agents.Catalogue) -> None:
        """Know those definitions."""
        self._catalogue = catalogue
        self._remembered: dict[UUID, tuple[float, Sequence[agents.Active]]] = {}

    async def handle(self, unit: Unit, event: Event) -> None:
        """Start what the event calls for, once; an event that nobody wants is noted as skipped."""
        wanted: list[runs.NewRun] = []
        reason = "no active configuration wants it"
        for active in await self._active(event.workspace_id):
            for trigger in active.triggers:
                if not matches(event, trigger):
                    continue
                if active.is_creator_gone:
                    reason = "principal_gone"
                    continue
                wanted.append(
                    runs.NewRun(
                        configuration_id=active.id,
                        definition_key=active.definition.key,
                        trigger_type="event_api_call",
                        trigger_key=f"{trigger.key}:{event.event_id}",
                        inputs=active.inputs,
                        parallel=trigger.max_parallel_runs or active.definition.max_parallel_runs,
                        event=event,
                    )
                )
        runs.start_all(unit, CONSUMER, event, wanted, reason=None if wanted else reason)

    async def _active(self, workspace_id: UUID | None) -> Sequence[agents.Active]:
        """The workspace's active configurations, remembered for a moment."""
        if workspace_id is None:
            return ()
        known = self._remembered.get(workspace_id)
        if known is None or known[0] < monotonic():
            if len(self._remembered) > 10_000:
                self._remembered.clear()
            found = await agents.active_for(workspace_id, self._catalogue)
            known = self._remembered[workspace_id] = (monotonic() + REMEMBERED_SECONDS, found)
        return known[1]
