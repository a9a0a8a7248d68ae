"""Who of a workspace is here, as far as this process knows, and what its clients have been told of it."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID
from weakref import WeakValueDictionary

HERE, AWAY, GONE = "here", "away", "gone"
_UNSURE = ""


class Presence(Protocol):
    """Keeps who is at some client now, over all web processes."""

    async def tell(self, workspace_id: UUID, user_id: UUID, status: str | None) -> None:
        """Keep what the user is at this process's clients, None for no longer there; announce it."""

    async def renew(self, workspace_id: UUID, statuses: Mapping[UUID, str]) -> None:
        """Say once more what this process's users are."""

    async def of(self, workspace_id: UUID, user_ids: Sequence[UUID] | None = None) -> dict[UUID, str]:
        """Who is here or away, over all processes; of everybody or of those."""


class Attendance:
    """Of one workspace. Somebody with a client that is here is here, whatever their others are."""

    def __init__(self, workspace_id: UUID, presence: Presence) -> None:
        """Tell ``presence`` what changes."""
        self.is_silent = False
        self._workspace_id = workspace_id
        self._presence = presence
        self._clients: dict[UUID, dict[object, str]] = {}
        self._known: dict[UUID, str] = {}
        self._said: dict[UUID, str] = {}
        self._turns: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()
        self._is_first_beat = True

    async def enter(self, user_id: UUID, client: object, status: str = HERE) -> None:
        """Count the client, or note what it has become."""
        self._clients.setdefault(user_id, {})[client] = status
        await self._told(user_id)

    async def leave(self, user_id: UUID, client: object) -> None:
        """No longer count it. While the process goes away nobody is told: the client comes to another."""
        clients = self._clients.get(user_id, {})
        clients.pop(client, None)
        if not clients:
            self._clients.pop(user_id, None)
        if not self.is_silent:
            await self._told(user_id)

    def is_news(self, user_id: UUID, status: str) -> bool:
        """Whether that differs from what this process's clients know; from here on they know it."""
        before, self._known[user_id] = self._known.get(user_id), status
        return before != status

    async def beat(self) -> Mapping[UUID, str]:
        """Keep what is ours from running out; what is otherwise than this process's clients know."""
        ours = {user_id: max(clients.values()) for user_id, clients in self._clients.items()}
        await self._presence.renew(self._workspace_id, ours)
        found = await self._presence.of(self._workspace_id)
        left = {one: GONE for one, status in self._known.items() if status != GONE and one not in found}
        known, is_first, self._is_first_beat = set(self._known), self._is_first_beat, False
        news = {one: status for one, status in (found | left).items() if self.is_news(one, status)}
        # Those who were here before this process heard of them, clients have asked for.
        return {one: status for one, status in news.items() if one in known or not is_first}

    def _status(self, user_id: UUID) -> str | None:
        clients = self._clients.get(user_id)
        # "here" sorts after "away".
        return max(clients.values()) if clients else None

    async def _told(self, user_id: UUID) -> None:
        # One after the other: what is told last has to be what they are.
        async with self._turns.setdefault(user_id, asyncio.Lock()):
            status = self._status(user_id)
            if status == self._said.get(user_id):
                return
            # Whoever is called off here may have been heard or not: the next one tells it in any case.
            self._said[user_id] = _UNSURE
            await self._presence.tell(self._workspace_id, user_id, status)
            if status is None:
                self._said.pop(user_id, None)
            else:
                self._said[user_id] = status
