"""RateLimit: the limits library on Redis, a local fallback when Redis is away."""

import asyncio
import math
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from config.clock import monotonic
from config.errors import LimitReached
from config.settings import Limits

ANSWER_SECONDS, AWAY_SECONDS = 1.0, 5.0


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

    def __init__(self, redis: Any) -> None:
        """Count in that Redis; in this process alone while it is away."""
        # The address is not used: the connections are those of the client.
        pool = redis.connection_pool
        storage = RedisStorage(
            "async+redis://", implementation="redispy", key_prefix="ionflux:limits", connection_pool=pool
        )
        self._shared = FixedWindowRateLimiter(storage)
        self._local = FixedWindowRateLimiter(MemoryStorage())
        self._away_until = 0.0

    async def spend(self, limit: RateLimitItem, *who: str, strict_limit: RateLimitItem | None = None) -> int:
        """Count one; how many that makes. ``strict_limit`` holds instead while Redis is away.

        Raises:
            LimitReached: with the time to wait.
        """
        counter, item = self._counter(limit, strict_limit)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                count = await _count(counter, item, who)
        except (RedisError, OSError, TimeoutError):
            self._away_until = monotonic() + AWAY_SECONDS
            counter, item = self._counter(limit, strict_limit)
            count = await _count(counter, item, who)
        if count > item.amount:
            await self._refuse(counter, item, who)
        return count

    async def give_back(self, limit: RateLimitItem, *who: str) -> None:
        """Take one count back: it was for nothing that is limited."""
        counter, item = self._counter(limit, None)
        with suppress(RedisError, OSError):
            if await counter.storage.get(item.key_for(*who)) > 0:
                await counter.storage.incr(item.key_for(*who), item.get_expiry(), amount=-1)

    async def forget(self, limit: RateLimitItem, *who: str) -> None:
        """Begin anew for them."""
        with suppress(RedisError, OSError):
            await self._counter(limit, None)[0].storage.clear(limit.key_for(*who))

    def _counter(self, limit: RateLimitItem, strict: RateLimitItem | None) -> tuple[Any, RateLimitItem]:
        if monotonic() < self._away_until:
            return self._local, strict or limit
        return self._shared, limit

    async def _refuse(self, counter: Any, item: RateLimitItem, who: tuple[str, ...]) -> None:
        seconds = item.get_expiry()
        with suppress(RedisError, OSError):
            ends = await counter.storage.get_expiry(item.key_for(*who))
            seconds = max(1, math.ceil(ends - time.time()))
        raise LimitReached(
            f"That was too often. Try again in {seconds} s.", retry_after=timedelta(seconds=seconds)
        )


async def _count(counter: Any, item: RateLimitItem, who: tuple[str, ...]) -> int:
    return int(await counter.storage.incr(item.key_for(*who), item.get_expiry()))
