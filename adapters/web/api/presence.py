"""REST: who is here."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from adapters.web.api.parts import Page, Parts, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.contracts.unit import Role


class PresenceView(BaseModel):
    """What somebody is who has a client open."""

    model_config = ConfigDict(frozen=True)

    user_id: UUID
    status: str


class Present:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._presence = parts.presence

    async def listed(self, call: Request) -> dict[str, Any]:
        """Who is here; guests are not told."""
        workspace_id = uuid_in(call, "workspace_id")
        async with self._gate.reading(call.actor, workspace_id) as unit:
            is_guest = unit.actor.role is Role.GUEST
        found = {} if is_guest else await self._presence.of(workspace_id)
        people = [PresenceView(user_id=one, status=status) for one, status in sorted(found.items())]
        return page_of(people, call.query, field="user_id")


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    yield Route(method="GET", path="/api/v1/workspaces/{workspace_id}/presence", permission="presence.read",
                handler=Present(parts).listed, query=Page, summary="Who has a client open",
                answer=PresenceView, is_list=True)  # fmt: skip
