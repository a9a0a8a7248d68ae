"""How often may be sent where: sliding windows, kept by whoever sends. Nobody is asked, so nothing is
refused for having asked too often.
"""

import asyncio
from collections import deque
from collections.abc import Hashable, Sequence

from bot.contracts.adapters import Pace
from config.clock import monotonic

# The other side's clock is not ours.
_SLACK = 1.002
_MOST_KNOWN = 10_000


class Window:
    """The last times of one pace."""

    def __init__(self, pace: Pace, factor: float = 1.0) -> None:
        """Begin empty; ``factor`` times as often as the pace says."""
        self._seconds = pace.seconds * _SLACK / factor
        self._times: deque[float] = deque(maxlen=pace.many)

    def due(self) -> float:
        """When the next may go; long past where it may go now."""
        is_full = len(self._times) == self._times.maxlen
        return self._times[0] + self._seconds if is_full else float("-inf")

    def take(self, at: float) -> None:
        """One goes at that time."""
        self._times.append(at)

    def arrived(self, at: float) -> None:
        """The last one is there by now: the other side counted it at that time or before."""
        if self._times:
            self._times[-1] = at


class Paces:
    """Turns of all places and accounts of this process."""

    def __init__(self, factor: float = 1.0) -> None:
        """Begin with none; all go ``factor`` times as often as their paces say."""
        self._factor = factor
        self._known: dict[Hashable, list[Window]] = {}
        self._turns: dict[Hashable, asyncio.Lock] = {}

    async def turn(
        self, place: Hashable, paces: Sequence[Pace], account: Hashable, account_pace: Pace | None
    ) -> None:
        """Return when one may be sent to the place, and by the account; it counts as sent now.

        What is for one place is sent one after the other; those of an account take turns here.
        """
        own = self._windows(place, paces)
        await _until(max((window.due() for window in own), default=0.0))
        if account_pace is not None:
            (shared,) = self._windows(account, (account_pace,))
            async with self._lock(account):
                await _until(shared.due())
                shared.take(monotonic())
        for window in own:
            window.take(monotonic())

    def arrived(self, place: Hashable) -> None:
        """What was last sent to the place is there. What comes next keeps its distance from that, however
        long it took.
        """
        for window in self._known.get(place, ()):
            window.arrived(monotonic())

    def _windows(self, place: Hashable, paces: Sequence[Pace]) -> list[Window]:
        if place not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[place] = [Window(pace, self._factor) for pace in paces]
        return self._known[place]

    def _lock(self, place: Hashable) -> asyncio.Lock:
        if len(self._turns) >= _MOST_KNOWN:
            self._turns = {name: lock for name, lock in self._turns.items() if lock.locked()}
        return self._turns.setdefault(place, asyncio.Lock())


async def _until(due: float) -> None:
    if (wait := due - monotonic()) > 0:
        await asyncio.sleep(wait)
