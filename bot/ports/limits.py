"""RateLimit: the limits library on Redis, a local fallback when Redis is away."""

import math
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

from config.errors import LimitReached
from config.settings import Limits


def per_minute(amount: int) -> RateLimitItem:
    """So many in a minute."""
    return RateLimitItemPerMinute(amount)


def per_quarter_hour(amount: int) -> RateLimitItem:
    """So many in fifteen minutes."""
    return RateLimitItemPerSecond(amount, 900)


@dataclass(frozen=True, slots=True)
class Allowances:
    """How much is too much; ``login_alone`` holds where counts are not shared."""

    login_account: RateLimitItem
    login_address: RateLimitItem
    login_alone: RateLimitItem
    runs: RateLimitItem

    @classmethod
    def of(cls, settings: Limits) -> "Allowances":
        """As the settings say."""
        return cls(
            login_account=per_quarter_hour(settings.login_per_account),
            login_address=per_quarter_hour(settings.login_per_address),
            login_alone=per_quarter_hour(max(1, settings.login_per_account // 2)),
            runs=per_minute(settings.runs_per_minute),
        )


class RateLimit:
    """Counts what callers ask for."""

    def __init__(self, redis_url: str) -> None:
        """Count in that Redis; in this process alone while it is away."""
        self._shared = FixedWindowRateLimiter(
            RedisStorage(
                f"async+{redis_url}", implementation="redispy", key_prefix="ionflux:limits",
                socket_timeout=1, socket_connect_timeout=1,
            )  # fmt: skip
        )
        self._local = MovingWindowRateLimiter(MemoryStorage())
        self._away_until = 0.0

    async def spend(self, limit: RateLimitItem, *who: str, strict_limit: RateLimitItem | None = None) -> None:
        """Count one; ``strict_limit`` holds instead while Redis is away.

        Raises:
            LimitReached: with the time to wait.
        """
        counter, item = await self._counter(limit, strict_limit)
        if not await self._safely(counter.hit(item, *who)):
            await self._refuse(counter, item, who)

    async def look(self, limit: RateLimitItem, *who: str, strict_limit: RateLimitItem | None = None) -> None:
        """Raise where the next one would be too many, without counting.

        Raises:
            LimitReached: with the time to wait.
        """
        counter, item = await self._counter(limit, strict_limit)
        if not await self._safely(counter.test(item, *who)):
            await self._refuse(counter, item, who)

    async def _counter(self, limit: RateLimitItem, strict: RateLimitItem | None) -> tuple[Any, RateLimitItem]:
        if time.monotonic() < self._away_until:
            return self._local, strict or limit
        return self._shared, limit

    async def _safely(self, asked: Any) -> bool:
        try:
            return bool(await asked)
        except Exception:  # noqa: BLE001 - whatever the store of counters raises, a caller is not refused for it
            self._away_until = time.monotonic() + 5
            return True

    async def _refuse(self, counter: Any, item: RateLimitItem, who: tuple[str, ...]) -> None:
        try:
            seconds = max(1, math.ceil((await counter.get_window_stats(item, *who)).reset_time - time.time()))
        except Exception:  # noqa: BLE001 - the same
            seconds = 60
        raise LimitReached(f"That was too often. Try again in {seconds} s.", retry_after=timedelta(seconds=seconds))
