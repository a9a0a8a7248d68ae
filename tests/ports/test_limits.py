"""How often is too often, with Redis and without."""

import pytest
from redis.asyncio import Redis

from bot.ports.limits import Allowance, RateLimit
from config.errors import LimitReached

TWO, ONE = Allowance(2, 60), Allowance(1, 60)


async def test_processes_count_together(redis: "Redis[bytes]") -> None:
    first, second = RateLimit(redis), RateLimit(redis)
    assert [await first.spend(TWO, "x"), await second.spend(TWO, "x")] == [1, 2]
    with pytest.raises(LimitReached) as reached:
        await first.spend(TWO, "x")
    assert reached.value.retry_after is not None
    assert 0 < reached.value.retry_after.total_seconds() <= 60
    assert await first.spend(TWO, "y") == 1


async def test_what_is_given_back_or_forgotten_does_not_count(redis: "Redis[bytes]") -> None:
    limit = RateLimit(redis)
    await limit.spend(TWO, "x")
    await limit.spend(TWO, "x")
    await limit.give_back(TWO, "x")
    assert await limit.spend(TWO, "x") == 2
    await limit.forget(TWO, "x")
    assert await limit.spend(TWO, "x") == 1
    await limit.give_back(TWO, "nobody")
    assert await limit.spend(TWO, "nobody") == 1


async def test_without_redis_it_counts_alone_and_more_strictly() -> None:
    limit = RateLimit(Redis.from_url("redis://127.0.0.1:1/0"))
    assert await limit.spend(TWO, "x", strict_limit=ONE) == 1
    with pytest.raises(LimitReached):
        await limit.spend(TWO, "x", strict_limit=ONE)
    assert await limit.spend(TWO, "y") == 1
