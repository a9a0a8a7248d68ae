"""One-use tickets that live in Redis for a short while."""

import hashlib
import secrets
from typing import Any

from redis.exceptions import RedisError

from config.errors import Unreachable

PREFIX = "ionflux:ticket:"


class Tickets:
    """Issues and redeems. Only a ticket's digest is stored."""

    def __init__(self, redis: Any) -> None:
        """Keep them in that Redis."""
        self._redis = redis

    async def issue(self, value: bytes, seconds: int) -> str:
        """A ticket good once, for so long.

        Raises:
            Unreachable: it could not be kept.
        """
        ticket = secrets.token_urlsafe(32)
        try:
            await self._redis.set(_key(ticket), value, ex=seconds)
        except RedisError as away:
            raise Unreachable("Live updates are away; try again in a moment.", service="redis") from away
        return ticket

    async def redeem(self, ticket: str) -> bytes | None:
        """What it was issued for, the first time; None else.

        Raises:
            Unreachable: nobody can say.
        """
        try:
            found: bytes | None = await self._redis.getdel(_key(ticket))
        except RedisError as away:
            raise Unreachable("Live updates are away; try again in a moment.", service="redis") from away
        return found


def _key(ticket: str) -> str:
    return PREFIX + hashlib.sha256(ticket.encode("utf-8", "replace")).hexdigest()
