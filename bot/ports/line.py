"""Line: a connection to Redis that is kept for what is said after every commit."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from redis.exceptions import RedisError

SAY_SECONDS = 2.0
Command = Sequence[str | bytes]


class Line:
    """Says commands on a connection of its own. A client would take one from its pool for each and give it
    back, which is more work than the command.
    """

    def __init__(self, redis: Any) -> None:
        """Connect as ``redis`` does, at the first command."""
        self._pool = redis.connection_pool
        self._connection: Any = None
        self._owed = 0
        self._one_at_a_time = asyncio.Lock()

    async def say(self, *commands: Command, waits: bool = True) -> None:
        """Send the commands, once more on a new connection where the old one is gone. Without ``waits`` their
        answers are read before the next ones are sent.

        Raises:
            RedisError, OSError, TimeoutError: the server is away, or refuses.
        """
        async with self._one_at_a_time:
            if self._connection is not None:
                with suppress(RedisError, OSError, TimeoutError):
                    await self._said(commands, waits=waits)
                    return
            await self._said(commands, waits=waits)

    async def close(self) -> None:
        """Hang up."""
        connection, self._connection, self._owed = self._connection, None, 0
        if connection is not None:
            await connection.disconnect(nowait=True)

    async def _said(self, commands: Sequence[Command], *, waits: bool) -> None:
        try:
            async with asyncio.timeout(SAY_SECONDS):
                if self._connection is None:
                    await self._connect()
                await self._answered()
                self._owed = len(commands)
                packed = self._connection.pack_commands(commands)
                await self._connection.send_packed_command(packed, check_health=False)
                if waits:
                    await self._answered()
        except BaseException:
            await self.close()
            raise

    async def _answered(self) -> None:
        while self._owed:
            await self._connection.read_response()
            self._owed -= 1

    async def _connect(self) -> None:
        # Without a time limit of its own: each call would make a task for it.
        named = self._pool.connection_kwargs | {"socket_timeout": None}
        self._connection = self._pool.connection_class(**named)
        await self._connection.connect()
