"""Line: a connection to Redis that is kept for what is said after every commit."""

import asyncio
from collections.abc import Sequence
from typing import Any

from redis.exceptions import RedisError, ResponseError

from config.logs import logger

SAY_SECONDS = 2.0
_log = logger(__name__)
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
                try:
                    await self._said(commands, waits=waits)
                except ResponseError:
                    # It was heard, and refused: said once more it would be done twice.
                    raise
                except (RedisError, OSError, TimeoutError):
                    pass
                else:
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
                await self._answered_late()
                self._owed = len(commands)
                packed = self._connection.pack_commands(commands)
                await self._connection.send_packed_command(packed, check_health=False)
                if waits:
                    await self._answered()
        except BaseException:
            await self.close()
            raise

    async def _answered_late(self) -> None:
        try:
            await self._answered()
        except ResponseError as refused:
            # Whoever said it has not waited.
            _log.warning("line_refused", why=str(refused))

    async def _answered(self) -> None:
        refused: ResponseError | None = None
        while self._owed:
            try:
                await self._connection.read_response()
            except ResponseError as error:
                refused = refused or error
            self._owed -= 1
        if refused is not None:
            raise refused

    async def _connect(self) -> None:
        # Without a time limit of its own: each call would make a task for it.
        named = self._pool.connection_kwargs | {"socket_timeout": None}
        self._connection = self._pool.connection_class(**named)
        await self._connection.connect()
