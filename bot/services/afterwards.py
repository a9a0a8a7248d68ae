"""What a script adds to its unit for after the commit, begun anew each time the script is run."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from bot.contracts.unit import Announcement, Nudge, Unit


class Afterwards:
    """One script's announcements and nudges; those of others on the same unit are left alone."""

    def __init__(self, unit: Unit) -> None:
        """Add to that unit."""
        self._unit = unit
        self._announcements: list[Announcement] = []
        self._nudges: list[Nudge] = []

    def begin(self) -> None:
        """Take back what an earlier run of the script added: nothing of that run was stored."""
        unit = self._unit
        told, asked = set(map(id, self._announcements)), set(map(id, self._nudges))
        unit.announcements[:] = [one for one in unit.announcements if id(one) not in told]
        unit.nudges[:] = [one for one in unit.nudges if id(one) not in asked]
        self._announcements.clear()
        self._nudges.clear()

    def announce(self, payload: Mapping[str, Any]) -> None:
        """Tell the open clients of the unit's workspace."""
        self._unit.announce(str(self._unit.scope), payload)
        self._announcements.append(self._unit.announcements[-1])

    def nudge(self, job: str, key: UUID, attempt: int) -> None:
        """Ask for a job."""
        self._unit.nudge(job, key, attempt)
        self._nudges.append(self._unit.nudges[-1])
