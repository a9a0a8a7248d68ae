"""REST: who is here."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from adapters.web.api.parts import Page, Parts, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.contracts.unit import Role
from config.errors import InvalidInput

# A canonical id and its comma have 37 characters.
MOST_ASKED = 100


class PresenceView(BaseModel):
    """What somebody is who has a client open."""

    model_config = ConfigDict(frozen=True)

    user_id: UUID
    status: str


class Asked(Page):
    """Of whom."""

    user_ids: str | None = Field(
        None,
        max_length=37 * MOST_ASKED,
        description=f"Only of these people: at most {MOST_ASKED} ids with commas between them",
    )


class Present:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._presence = parts.presence

    async def listed(self, call: Request) -> dict[str, Any]:
        """Who is here, of all or of those asked for; guests are not told."""
        page: Asked = call.query
        workspace_id, asked, after = uuid_in(call, "workspace_id"), _asked(page), uuid_cursor(page)
        async with self._gate.reading(call.actor, workspace_id) as unit:
            is_guest = unit.actor.role is Role.GUEST
        found = {} if is_guest else await self._presence.of(workspace_id, asked)
        # People come and go between two pages: the next one goes on after the last id, whether or not that
        # person is still here.
        left = sorted(one for one in found if after is None or one > after)[: page.limit]
        people = [PresenceView(user_id=one, status=found[one]) for one in left]
        return listing(people, page=page, field="user_id")


def _asked(page: Asked) -> list[UUID] | None:
    if page.user_ids is None:
        return None
    try:
        return [UUID(one) for one in page.user_ids.split(",")]
    except ValueError:
        raise InvalidInput("user_ids: these are ids of people, with commas between them.") from None


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    yield Route(method="GET", path="/api/v1/workspaces/{workspace_id}/presence", permission="presence.read",
                handler=Present(parts).listed, query=Asked, summary="Who has a client open",
                answer=PresenceView, is_list=True)  # fmt: skip
