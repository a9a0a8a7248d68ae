"""Hand-written stand-ins for what a test must hold still."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.contracts.agents import AgentResult
from bot.contracts.events import Entry
from bot.contracts.unit import Announcement, Nudge
from bot.ports.log import Record
from config.errors import Unreachable
from storage.bulk import Write


class FrozenClock:
    """Says the same moment until it is told to go on."""

    def __init__(self, at: datetime = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


class RecordingQueue:
    """A job queue that remembers what it was told, and lets a test look at the store at that moment."""

    def __init__(self, look: Callable[[], Awaitable[object]] | None = None) -> None:
        self.nudges: list[Nudge] = []
        self.wakes = 0
        self.seen: list[object] = []
        self.is_away = False
        self._look = look

    async def enqueue(self, nudges: Sequence[Nudge], *, wake_relay: bool = False) -> list[Nudge]:
        if self.is_away:
            raise Unreachable("The job queue is away.", service="redis")
        if self._look is not None:
            self.seen.append(await self._look())
        self.nudges += nudges
        self.wakes += wake_relay
        return []


class RecordingLive:
    """Live updates that remember what was announced."""

    def __init__(self) -> None:
        self.announcements: list[Announcement] = []

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        self.announcements += announcements


class ScriptedLog:
    """An event log apart from the table, which refuses keys or is away as a test says."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.refused_keys: set[str] = set()
        self.is_away = False
        self.times_away = 0

    async def append(self, entries: Sequence[tuple[int, Entry]]) -> Sequence[int]:
        if self.is_away:
            self.times_away += 1
            raise Unreachable("The event log is away.", service="kafka")
        taken = [(row_id, entry) for row_id, entry in entries if entry.key not in self.refused_keys]
        self.entries += [entry for _, entry in taken]
        return [row_id for row_id, _ in taken]


class ScriptedReader:
    """A group's reader that gives one batch after the other, and from then on nothing."""

    def __init__(self, *batches: Sequence[Entry]) -> None:
        self.committed: list[Entry] = []
        self.times_gone_back = 0
        self.is_done = asyncio.Event()
        self._batches = list(batches)
        self._open: Sequence[Entry] = ()

    async def read(self) -> Sequence[Record]:
        if not self._batches:
            self.is_done.set()
            await asyncio.Event().wait()
        self._open = self._batches.pop(0)
        return [Record(entry, place) for place, entry in enumerate(self._open)]

    async def commit(self, records: Sequence[Record]) -> None:
        self.committed += [record.entry for record in records]

    async def go_back(self) -> None:
        self.times_gone_back += 1
        self._batches.insert(0, self._open)


class ScriptedGraphs:
    """Graphs of any definition, all of which do what the test says."""

    def __init__(self, act: Callable[[], Awaitable[AgentResult]] | None = None) -> None:
        self.runs = 0
        self.is_installed = True
        self._act = act

    def has(self, definition_id: str, key: str) -> bool:
        return self.is_installed

    async def run(self, definition_id: str, at_hand: object) -> AgentResult:
        self.runs += 1
        return await self._act() if self._act else AgentResult(preview="All is well.")


class HeldDriver:
    """A writer's driver that notes how many units each commit had, and lets a test hold the first."""

    def __init__(self) -> None:
        self.groups: list[int] = []
        self.has_begun = asyncio.Event()
        self.may_end = asyncio.Event()

    async def run(self, group: Sequence[Sequence[Write]]) -> list[list[Any] | BaseException]:
        self.groups.append(len(group))
        self.has_begun.set()
        await self.may_end.wait()
        return [[] for _ in group]

    async def close(self) -> None:
        """Nothing to let go."""
