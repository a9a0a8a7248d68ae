"""How this Slack misbehaves when it is told to, and how it limits when it is told to."""

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
    status: int = 503
    error: str = ""


@dataclass(slots=True)
class Faults:
    """What goes wrong next: by method, or with any (``*``)."""

    calls: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    doubled: int = 0
    is_holding: bool = False
    is_mute: bool = False
    is_away: bool = False
    share_lag: int = 0

    def limits(self, method: str = "*", *, times: int = 1, retry_after: int = 1) -> None:
        """429, with Retry-After."""
        self.calls[method].extend([Fault("limit", seconds=retry_after)] * times)

    def fails(self, method: str = "*", *, times: int = 1, status: int = 503) -> None:
        """An answer that is none."""
        self.calls[method].extend([Fault("fail", status=status)] * times)

    def cuts(self, method: str = "*", *, times: int = 1, after_effect: bool = False) -> None:
        """The connection breaks, before or after what was asked for is done."""
        self.calls[method].extend([Fault("cut_after" if after_effect else "cut_before")] * times)

    def slows(self, method: str = "*", *, times: int = 1, seconds: float = 1) -> None:
        """The answer takes its time."""
        self.calls[method].extend([Fault("slow", seconds=seconds)] * times)

    def errs(self, method: str = "*", *, error: str, times: int = 1) -> None:
        """Slack says no, in its words."""
        self.calls[method].extend([Fault("error", error=error)] * times)

    def doubles(self, times: int = 1) -> None:
        """The next deliveries are made twice."""
        self.doubled += times

    def next(self, method: str) -> Fault | None:
        for name in (method, "*"):
            if waiting := self.calls.get(name):
                return waiting.popleft()
        return None


@dataclass(slots=True)
class Limiter:
    """A bucket for each method and channel; off until it is switched on."""

    clock: Callable[[], float]
    is_on: bool = False
    rates: dict[str, tuple[float, float]] = field(
        default_factory=lambda: {
            # Calls a second, and how many at once. Posting counts for each channel.
            "chat.postMessage": (1.0, 1.0),
            "chat.update": (50 / 60, 50.0),
            "chat.delete": (50 / 60, 50.0),
            "reactions.add": (50 / 60, 50.0),
            "conversations.history": (50 / 60, 50.0),
            "users.info": (100 / 60, 100.0),
        }
    )
    allowed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    levels: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    def refuses(self, method: str, channel: str) -> float:
        """Seconds to wait; 0: go on."""
        if not self.is_on or method not in self.rates:
            return 0
        rate, most = self.rates[method]
        key = (method, channel if method == "chat.postMessage" else "")
        now = self.clock()
        level, at = self.levels.get(key, (most, now))
        level = min(most, level + (now - at) * rate)
        if level < 1:
            self.levels[key] = (level, now)
            self.refused[method] += 1
            return (1 - level) / rate
        self.levels[key] = (level - 1, now)
        self.allowed[method] += 1
        return 0
