"""Presence: who is at a client of a workspace now, over all web processes. A hint that runs out by itself:
what a process that was killed said of its clients is forgotten after a while.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from redis.exceptions import RedisError

from bot.contracts.unit import Announcement
from bot.ports.live import Live
from config.clock import new_id, now
from config.errors import Unreachable
from config.logs import logger

PREFIX = "ionflux:presence:"
KEPT_SECONDS = 75
HERE, AWAY, GONE = "here", "away", "gone"
_log = logger(__name__)


class Presence:
    """Keeps, for each user, what each process says of them; here at any is here."""

    def __init__(self, redis: Any, live: Live) -> None:
        """Keep it in that Redis and announce changes through ``live``, in the name of this process."""
        self._redis = redis
        self._live = live
        self._process = new_id().hex

    async def tell(self, workspace_id: UUID, user_id: UUID, status: str | None) -> None:
        """Keep what the user is at this process's clients (None: they have none here any more), and announce
        what they are over all. While Redis is away nobody is told.
        """
        try:
            told = await self._kept(workspace_id, user_id, status)
            payload = {"user_id": str(user_id), "status": told}
            await self._live.publish([Announcement(workspace_id, {"action": "presence", "payload": payload})])
        except (RedisError, OSError, Unreachable) as away:
            _log.debug("presence_untold", why=str(away))

    async def renew(self, workspace_id: UUID, statuses: Mapping[UUID, str]) -> None:
        """Say once more what this process's users are, before it is forgotten."""
        moment = now().timestamp()
        people = PREFIX + str(workspace_id)
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for user_id, status in statuses.items():
                    self._say(pipe, workspace_id, user_id, status)
                pipe.zremrangebyscore(people, "-inf", moment)
                pipe.expire(people, KEPT_SECONDS)
                await pipe.execute()
        except (RedisError, OSError) as away:
            _log.debug("presence_unkept", why=str(away))

    async def of(self, workspace_id: UUID, user_ids: Sequence[UUID] | None = None) -> dict[UUID, str]:
        """Who is here or away, of those at some client now, or only of ``user_ids``; nobody while Redis is
        away.
        """
        people = PREFIX + str(workspace_id)
        try:
            users = await self._everybody(people) if user_ids is None else user_ids
            async with self._redis.pipeline(transaction=False) as pipe:
                for user_id in users:
                    pipe.hvals(f"{people}:{user_id}")
                said = await pipe.execute()
        except (RedisError, OSError) as away:
            _log.debug("presence_unknown", why=str(away))
            return {}
        found = {user_id: _over_all(values) for user_id, values in zip(users, said, strict=True)}
        return {user_id: status for user_id, status in found.items() if status != GONE}

    async def _everybody(self, people: str) -> Sequence[UUID]:
        users = await self._redis.zrangebyscore(people, now().timestamp(), "+inf")
        return [UUID(user.decode()) for user in users]

    async def _kept(self, workspace_id: UUID, user_id: UUID, status: str | None) -> str:
        people = PREFIX + str(workspace_id)
        async with self._redis.pipeline(transaction=False) as pipe:
            if status is None:
                pipe.hdel(f"{people}:{user_id}", self._process)
            else:
                self._say(pipe, workspace_id, user_id, status)
            pipe.hvals(f"{people}:{user_id}")
            # Who is gone stays among the people until their time is over: taken out here, somebody who came
            # meanwhile would be taken out too.
            return _over_all((await pipe.execute())[-1])

    def _say(self, pipe: Any, workspace_id: UUID, user_id: UUID, status: str) -> None:
        people, until = PREFIX + str(workspace_id), now().timestamp() + KEPT_SECONDS
        pipe.hset(f"{people}:{user_id}", self._process, f"{status}:{until}")
        pipe.expire(f"{people}:{user_id}", KEPT_SECONDS)
        pipe.zadd(people, {str(user_id): until})
        pipe.expire(people, KEPT_SECONDS)


def _over_all(said: Iterable[bytes]) -> str:
    moment = now().timestamp()
    parts = [one.decode().split(":") for one in said]
    live = {status for status, until in parts if float(until) > moment}
    return HERE if HERE in live else AWAY if live else GONE
