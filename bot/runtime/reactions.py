"""The kernel's own reactions to facts, as one table: event type → service function."""

from collections.abc import Awaitable, Callable, Mapping

from bot.contracts.events import Event
from bot.contracts.unit import Unit
from bot.services.telling import CONSUMER, Teller

TOPICS = ("ionflux.agent", "ionflux.chat")
__all__ = ("CONSUMER", "TOPICS", "Reactions")

React = Callable[[Unit, Event], Awaitable[None]]


class Reactions:
    """The consumer ``notifications``. Events that nobody here wants leave no trace."""

    def __init__(self, teller: Teller) -> None:
        """Tell people through ``teller``."""
        # A star stands for one part of the type.
        self._table: Mapping[str, React] = {
            "ionflux.chat.message.posted": teller.message_posted,
            "ionflux.chat.proposal.asked": teller.proposal_asked,
            "ionflux.chat.proposal.decided": teller.proposal_decided,
            "ionflux.chat.link.broken": teller.link_broken,
            "ionflux.agent.*.alert_generated": teller.alert_generated,
            "ionflux.agent.*.badge_awarded": teller.achieved,
            "ionflux.agent.*.level_up": teller.achieved,
            "ionflux.agent.configuration.stopped": teller.agent_stopped,
            "ionflux.agent.run.completed": teller.run_completed,
        }

    async def handle(self, unit: Unit, event: Event) -> None:
        """Put what follows from the fact on the unit."""
        react = self._table.get(event.event_type) or self._table.get(_starred(event.event_type))
        if react is not None and unit.workspace_id is not None:
            await react(unit, event)


def _starred(event_type: str) -> str:
    parts = event_type.split(".")
    return ".".join(["*" if place == 2 else part for place, part in enumerate(parts)])
