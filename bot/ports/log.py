"""EventLog, the protocol: append, read by consumer group, commit, go back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.contracts.events import Entry


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of the log and where it stands there."""

    entry: Entry
    place: Any


class LogReader(Protocol):
    """One consumer group's reading position."""

    async def read(self) -> Sequence[Record]:
        """The next records, in order per key; waits until there are some, or a look's time has passed
        (empty).
        """

    async def commit(self, records: Sequence[Record]) -> None:
        """These and all before them are done. Losing this repeats them, which consumers bear."""

    async def go_back(self) -> None:
        """Read again from what was committed."""

    async def listen(self) -> None:
        """Hear of new records until cancelled; without it reading still works, a look at a time."""

    async def close(self) -> None:
        """Leave the group."""


class EventLog(Protocol):
    """Where events go from the outbox and consumers find them. At least once, in order per key."""

    async def append(self, entries: Sequence[tuple[int, Entry]]) -> Sequence[int]:
        """Take the entries (each with its outbox row's id); the ids of those that are safely in the log.

        Raises:
            Unreachable: none may be.
        """

    def reader(self, consumer: str, topics: Sequence[str]) -> LogReader:
        """A reader of that consumer group."""

    async def close(self) -> None:
        """Let connections go."""
