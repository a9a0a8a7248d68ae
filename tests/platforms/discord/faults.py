"""How this Discord misbehaves when it is told to, and how it limits when it is told to."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["limit", "fail", "cut_before", "cut_after", "error"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with a call."""

    kind: Kind
    seconds: float = 0
    status: int = 503
    code: int = 0


@dataclass(slots=True)
class Faults:
    """What goes wrong next: by route, such as ``POST messages``, or with any (``*``)."""

    calls: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    doubled: int = 0
    is_away: bool = False

    def limits(self, route: str = "*", *, times: int = 1, retry_after: float = 1) -> None:
        """429, with retry_after."""
        self.calls[route].extend([Fault("limit", seconds=retry_after)] * times)

    def fails(self, route: str = "*", *, times: int = 1, status: int = 503) -> None:
        """An answer that is none."""
        self.calls[route].extend([Fault("fail", status=status)] * times)

    def cuts(self, route: str = "*", *, times: int = 1, after_effect: bool = False) -> None:
        """The connection breaks, before or after what was asked for is done."""
        self.calls[route].extend([Fault("cut_after" if after_effect else "cut_before")] * times)

    def errs(self, route: str = "*", *, status: int, code: int, times: int = 1) -> None:
        """Discord says no, by its code."""
        self.calls[route].extend([Fault("error", status=status, code=code)] * times)

    def doubles(self, times: int = 1) -> None:
        """The next messages are told of twice."""
        self.doubled += times

    def next(self, route: str) -> Fault | None:
        for name in (route, "*"):
            if waiting := self.calls.get(name):
                return waiting.popleft()
        return None


@dataclass(slots=True)
class Limiter:
    """Five messages in five seconds for each channel; off until it is switched on."""

    clock: Callable[[], float]
    is_on: bool = False
    many: int = 5
    seconds: float = 5.0
    allowed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    times: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def refuses(self, channel_id: str) -> float:
        """Seconds to wait; 0: go on."""
        if not self.is_on:
            return 0
        now, times = self.clock(), self.times[channel_id]
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.many:
            self.refused[channel_id] += 1
            return times[0] + self.seconds - now
        times.append(now)
        self.allowed[channel_id] += 1
        return 0

    def headers(self, channel_id: str) -> dict[str, str]:
        """What an answer says of the limit that it counted for."""
        times, now = self.times[channel_id], self.clock()
        after = times[0] + self.seconds - now
        return {
            "X-RateLimit-Limit": str(self.many), "X-RateLimit-Remaining": str(self.many - len(times)),
            "X-RateLimit-Reset": f"{now + after:.3f}", "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": "messages",
        }  # fmt: skip
