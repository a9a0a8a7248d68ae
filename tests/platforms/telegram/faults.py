"""How this Telegram misbehaves when it is told to, and how it limits when it is told to."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["limit", "fail", "cut_before", "cut_after", "slow", "error"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with a call."""

    kind: Kind
    seconds: float = 0
    status: int = 502
    error: str = ""


@dataclass(slots=True)
class Faults:
    """What goes wrong next: by method, or with any (``*``)."""

    calls: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    doubled: int = 0
    is_away: bool = False

    def limits(self, method: str = "*", *, times: int = 1, retry_after: int = 1) -> None:
        """429, with retry_after."""
        self.calls[method].extend([Fault("limit", seconds=retry_after)] * times)

    def fails(self, method: str = "*", *, times: int = 1, status: int = 502) -> None:
        """An answer that is none."""
        self.calls[method].extend([Fault("fail", status=status)] * times)

    def cuts(self, method: str = "*", *, times: int = 1, after_effect: bool = False) -> None:
        """The connection breaks, before or after what was asked for is done."""
        self.calls[method].extend([Fault("cut_after" if after_effect else "cut_before")] * times)

    def errs(self, method: str = "*", *, status: int, error: str, times: int = 1) -> None:
        """Telegram says no, in its words."""
        self.calls[method].extend([Fault("error", status=status, error=error)] * times)

    def doubles(self, times: int = 1) -> None:
        """The next updates are delivered twice."""
        self.doubled += times

    def next(self, method: str) -> Fault | None:
        for name in (method, "*"):
            if waiting := self.calls.get(name):
                return waiting.popleft()
        return None


@dataclass(slots=True)
class Limiter:
    """The windows of messages that are sent; off until it is switched on.

    30 a second in all, 1 a second in each chat, 20 a minute in a group (core.telegram.org/bots/faq).
    """

    clock: Callable[[], float]
    is_on: bool = False
    all_in_second: int = 30
    chat_in_second: int = 1
    group_in_minute: int = 20
    allowed: Counter[int] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    times: dict[object, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def refuses(self, chat_id: int) -> float:
        """Seconds to wait; 0: go on."""
        if not self.is_on:
            return 0
        now = self.clock()
        windows = [(None, self.all_in_second, 1.0), (chat_id, self.chat_in_second, 1.0)]
        if chat_id < 0:
            windows.append((("minute", chat_id), self.group_in_minute, 60.0))  # type: ignore[arg-type]
        for key, most, seconds in windows:
            times = self.times[key]
            while times and times[0] <= now - seconds:
                times.popleft()
            if len(times) >= most:
                self.refused[chat_id] += 1
                return times[0] + seconds - now
        for key, _, _ in windows:
            self.times[key].append(now)
        self.allowed[chat_id] += 1
        return 0
