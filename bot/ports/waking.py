"""Waker: waits for a word on a Redis channel, or a while. A lost word costs the while, nothing more."""

import asyncio
from typing import Any

from redis.exceptions import RedisError


def is_stopping() -> bool:
    """Whether this task was told to stop: the Redis client may turn a cancelled call into an error."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


class Waker:
    """Something to wait on; ``run`` must be running for words to be heard."""

    def __init__(self, redis: Any, channel: str) -> None:
        """Listen on that channel."""
        self._redis = redis
        self._channel = channel
        self._woken = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Return at the next word, at once where one came since the last wait; False after ``seconds``."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    def wake(self) -> None:
        """Wake this process's own waiter."""
        self._woken.set()

    async def run(self) -> None:
        """Listen until cancelled, over every loss of the connection."""
        while not is_stopping():
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
                    await pubsub.subscribe(self._channel)
                    self._woken.set()
                    async for _ in pubsub.listen():
                        self._woken.set()
            except (RedisError, OSError):
                await asyncio.sleep(0.5)
