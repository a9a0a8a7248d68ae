"""Waker: waits for a word on a Redis channel, or a while. Bell: says that word.

A lost word costs the while, nothing more.
"""

import asyncio
from contextlib import suppress
from typing import Any

from redis.exceptions import RedisError

SAY_SECONDS = 2.0


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


class Bell:
    """Says a word on a Redis channel, on a connection of its own, for one task at a time.

    It does not wait for the server's answer, which it reads before the next word: a word after every commit
    would otherwise take longer than the commit.
    """

    def __init__(self, redis: Any, channel: str) -> None:
        """Connect as ``redis`` does, at the first word."""
        self._pool = redis.connection_pool
        self._channel = channel
        self._connection: Any = None
        self._word: list[bytes] = []

    async def ring(self) -> None:
        """Send the word, once more on a new connection where the old one is gone.

        Raises:
            RedisError, OSError, TimeoutError: the server is away.
        """
        if self._connection is not None:
            with suppress(RedisError, OSError, TimeoutError):
                await self._say()
                return
        await self._say()

    async def _say(self) -> None:
        try:
            async with asyncio.timeout(SAY_SECONDS):
                if self._connection is None:
                    await self._connect()
                else:
                    await self._connection.read_response()
                await self._connection.send_packed_command(self._word, check_health=False)
        except BaseException:
            await self.close()
            raise

    async def _connect(self) -> None:
        # Without a time limit of its own: each call would make a task for it.
        named = self._pool.connection_kwargs | {"socket_timeout": None}
        self._connection = self._pool.connection_class(**named)
        await self._connection.connect()
        self._word = self._connection.pack_command("PUBLISH", self._channel, b"1")

    async def close(self) -> None:
        """Hang up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.disconnect(nowait=True)
