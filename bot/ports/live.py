"""Live: fan-out of updates to open web sockets over Redis pub/sub. A hint: what is lost is read from the
rows.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any
from uuid import UUID

import orjson
from redis.exceptions import RedisError

from bot.contracts.unit import Announcement
from bot.ports.line import Line
from config.clock import monotonic
from config.errors import Unreachable
from config.logs import logger
from storage.db import refuse_inside_transaction

PREFIX = "ionflux:live:"
# Updates that travel together, also on to a socket; no encoded one has a line break in it.
_BETWEEN, _MOST_TOGETHER = b"\n", 32 * 1024
RECONNECTED = b'{"action":"reconnected","payload":{}}'
_log = logger(__name__)


class Live:
    """Publishes announcements and lets this process listen to some topics."""

    def __init__(self, redis: Any, listening: Any) -> None:
        """Publish through ``redis``; listen through a client that may wait for ever."""
        self._line = Line(redis)
        self._listening = listening
        self._listeners: dict[str, set[asyncio.Queue[Sequence[bytes]]]] = {}
        self._changed = asyncio.Event()

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Tell every process that listens, in one trip.

        Raises:
            Unreachable: some may not have heard.
        """
        refuse_inside_transaction("an announcement")
        told = [("PUBLISH", PREFIX + topic, updates) for topic, updates in _together(announcements)]
        try:
            await self._line.say(*told)
        except (RedisError, OSError, TimeoutError) as away:
            raise Unreachable("Live updates are away.", service="redis") from away

    async def close(self) -> None:
        """Let its own connection go."""
        await self._line.close()

    async def updates(self, topic: str) -> AsyncIterator[Sequence[bytes]]:
        """What is announced under ``topic`` from now on, encoded, as it came together; ``RECONNECTED`` where
        some may have been lost.
        """
        heard: asyncio.Queue[Sequence[bytes]] = asyncio.Queue()
        self._listeners.setdefault(topic, set()).add(heard)
        self._changed.set()
        try:
            while True:
                yield await heard.get()
        finally:
            self._listeners[topic].discard(heard)
            if not self._listeners[topic]:
                del self._listeners[topic]
            self._changed.set()

    async def run(self) -> None:
        """Listen for this process until cancelled, over every loss of the connection."""
        pause = 0.1
        while True:
            began = monotonic()
            try:
                # A task of its own: a group that fails cancels its task and Python 3.11 never takes that
                # back, so that this one would look as if it had been told to stop.
                await asyncio.ensure_future(self._listen())
            except* (RedisError, OSError) as away:
                _log.warning("live_away", why=str(away.exceptions[0]))
            pause = 0.1 if monotonic() - began > 5 else min(pause * 2, 2.0)
            await asyncio.sleep(pause)

    async def _listen(self) -> None:
        subscribed: set[str] = set()
        async with self._listening.pubsub(ignore_subscribe_messages=False) as pubsub:
            # A subscription of our own keeps the connection readable while nobody listens.
            await pubsub.subscribe(PREFIX)
            self._tell_all(RECONNECTED)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._follow(pubsub, subscribed))
                tasks.create_task(self._read(pubsub))

    async def _follow(self, pubsub: Any, subscribed: set[str]) -> None:
        while True:
            self._changed.clear()
            wanted = set(self._listeners)
            if new := wanted - subscribed:
                await pubsub.subscribe(*(PREFIX + topic for topic in new))
            if old := subscribed - wanted:
                await pubsub.unsubscribe(*(PREFIX + topic for topic in old))
            subscribed.clear()
            subscribed.update(wanted)
            await self._changed.wait()

    async def _read(self, pubsub: Any) -> None:
        async for message in pubsub.listen():
            topic = message["channel"].decode().removeprefix(PREFIX)
            if message["type"] == "message":
                self._tell(topic, message["data"])
            elif message["type"] == "subscribe" and topic:
                # From here on nothing is missed; what came before the subscription may have been.
                self._tell(topic, RECONNECTED)

    def _tell(self, topic: str, data: bytes) -> None:
        for listener in self._listeners.get(topic, ()):
            listener.put_nowait(data.split(_BETWEEN))

    def _tell_all(self, data: bytes) -> None:
        for topic in self._listeners:
            self._tell(topic, data)


def _together(announcements: Sequence[Announcement]) -> Iterator[tuple[str, bytes]]:
    """The updates of each workspace in their order, as many in one as go, with its topic."""
    gathered: dict[UUID, bytearray] = {}
    for announcement in announcements:
        update = orjson.dumps(announcement.payload, option=orjson.OPT_UTC_Z)
        waiting = gathered.setdefault(announcement.workspace_id, bytearray())
        if waiting and len(waiting) + len(update) > _MOST_TOGETHER:
            yield str(announcement.workspace_id), bytes(waiting)
            waiting.clear()
        waiting += _BETWEEN + update if waiting else update
    for workspace_id, waiting in gathered.items():
        yield str(workspace_id), bytes(waiting)
