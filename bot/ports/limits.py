"""RateLimit: the limits library on Redis, a local fallback when Redis is away."""

import asyncio
import math
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError

from config.clock import monotonic
from config.errors import LimitReached
from config.settings import Limits
from storage.db import refuse_inside_transaction

if TYPE_CHECKING:
    from limits import RateLimitItem

ANSWER_SECONDS, AWAY_SECONDS = 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """So much in so many seconds."""

    amount: int
    seconds: int


def per_minute(amount: int) -> Allowance:
    """So many in a minute."""
    return Allowance(amount, 60)


def per_quarter_hour(amount: int) -> Allowance:
    """So many in fifteen minutes."""
    return Allowance(amount, 900)


@dataclass(frozen=True, slots=True)
class Allowances:
    """How much is too much; ``login_alone`` holds where counts are not shared."""

    login_account: Allowance
    login_address: Allowance
    login_alone: Allowance
    runs: Allowance
    uploads: Allowance
    commands: Allowance

    @classmethod
    def of(cls, settings: Limits) -> "Allowances":
        """As the settings say."""
        return cls(
            login_account=per_quarter_hour(settings.login_per_account),
            login_address=per_quarter_hour(settings.login_per_address),
            login_alone=per_quarter_hour(max(1, settings.login_per_account // 2)),
            runs=per_minute(settings.runs_per_minute),
            uploads=per_minute(settings.uploads_per_minute),
            commands=per_minute(settings.commands_per_minute),
        )


class RateLimit:
    """Counts what callers ask for."""

    def __init__(self, redis: Any) -> None:
        """Count in that Redis; in this process alone while it is away."""
        self._redis = redis
        self._away_until = 0.0

    async def spend(self, limit: Allowance, *who: str, strict_limit: Allowance | None = None) -> int:
        """Count one; how many that makes. ``strict_limit`` holds instead while Redis is away.

        Raises:
            LimitReached: with the time to wait.
        """
        refuse_inside_transaction("a limit")
        counts, allowed = self._counts(limit, strict_limit)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                count = await _counted(counts, allowed, who)
        except (RedisError, OSError, TimeoutError):
            self._away_until = monotonic() + AWAY_SECONDS
            counts, allowed = self._counts(limit, strict_limit)
            count = await _counted(counts, allowed, who)
        if count > allowed.amount:
            await _refuse(counts, allowed, who)
        return count

    async def give_back(self, limit: Allowance, *who: str) -> None:
        """Take one count back: it was for nothing that is limited."""
        refuse_inside_transaction("a limit")
        counts, _ = self._counts(limit, None)
        key = _item(limit).key_for(*who)
        with suppress(RedisError, OSError):
            if await counts.get(key) > 0:
                await counts.incr(key, limit.seconds, amount=-1)

    async def forget(self, limit: Allowance, *who: str) -> None:
        """Begin anew for them."""
        with suppress(RedisError, OSError):
            await self._counts(limit, None)[0].clear(_item(limit).key_for(*who))

    # Both are made when first asked for: the library costs a start as much as our own routes do.
    @cached_property
    def _shared(self) -> Any:
        from limits.aio.storage import RedisStorage

        # The address is not used: the connections are those of the client.
        pool = self._redis.connection_pool
        return RedisStorage(
            "async+redis://", implementation="redispy", key_prefix="ionflux:limits", connection_pool=pool
        )

    @cached_property
    def _local(self) -> Any:
        from limits.aio.storage import MemoryStorage

        return MemoryStorage()

    def _counts(self, limit: Allowance, strict: Allowance | None) -> tuple[Any, Allowance]:
        if monotonic() < self._away_until:
            return self._local, strict or limit
        return self._shared, limit


def _item(limit: Allowance) -> "RateLimitItem":
    from limits import RateLimitItemPerSecond

    return RateLimitItemPerSecond(limit.amount, limit.seconds)


async def _counted(counts: Any, limit: Allowance, who: tuple[str, ...]) -> int:
    return int(await counts.incr(_item(limit).key_for(*who), limit.seconds))


async def _refuse(counts: Any, limit: Allowance, who: tuple[str, ...]) -> None:
    seconds = limit.seconds
    with suppress(RedisError, OSError):
        ends = await counts.get_expiry(_item(limit).key_for(*who))
        seconds = max(1, math.ceil(ends - time.time()))
    raise LimitReached(
        f"That was too often. Try again in {seconds} s.", retry_after=timedelta(seconds=seconds)
    )
