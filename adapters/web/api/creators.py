"""REST: creators."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from adapters.web.api.parts import Body, Page, Parts, changes_in, home_in, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import creators

Address = Annotated[str, Field(pattern=r"^https?://[^\s]{1,2000}$")]
Tag = Annotated[str, Field(min_length=1, max_length=60)]


class _Fields(Body):
    niche_tags_array: list[Tag] = Field(default_factory=list, max_length=50)
    bio_text: str = Field("", max_length=10_000)
    portfolio_links_array: list[Address] = Field(default_factory=list, max_length=200)
    audience_demographics_json: dict[str, Any] | None = None
    persona_guardian_namespace_id: str | None = Field(None, max_length=200)


class NewCreator(_Fields):
    """A creator about to be entered."""

    name: str = Field(min_length=1, max_length=200)


class CreatorChange(_Fields):
    """What can be changed of a creator."""

    name: str = Field("", min_length=1, max_length=200)
    status: Literal["active", "archived"] = "active"


class Creators:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """The workspace's creators."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await creators.listed(unit, limit=call.query.limit, after=uuid_cursor(call.query))
        return listing(found, page=call.query)

    async def create(self, call: Request) -> creators.CreatorView:
        """A new creator."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await creators.create(unit, call.body.model_dump(exclude_unset=True))

    async def get(self, call: Request) -> creators.CreatorView:
        """One creator."""
        async with self._gate.reading(call.actor, await home_in(call, "creator")) as unit:
            return await creators.get(unit, uuid_in(call, "creator_id"))

    async def update(self, call: Request) -> creators.CreatorView:
        """Change some fields."""
        changes = changes_in(call)
        async with self._gate.unit(call.actor, await home_in(call, "creator")) as unit:
            return await creators.update(unit, uuid_in(call, "creator_id"), changes)

    async def archive(self, call: Request) -> None:
        """Put them away."""
        async with self._gate.unit(call.actor, await home_in(call, "creator")) as unit:
            await creators.archive(unit, uuid_in(call, "creator_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view = Creators(parts), creators.CreatorView
    root, one = "/api/v1/workspaces/{workspace_id}/creators", "/api/v1/creators/{creator_id}"
    yield Route(method="GET", path=root, permission="creators.read", handler=do.listed, query=Page,
                summary="The workspace's creators", answer=view, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission="creators.write", handler=do.create, body=NewCreator,
                summary="Enter a creator", status=201, answer=view)  # fmt: skip
    yield Route(method="GET", path=one, permission="creators.read", handler=do.get, summary="One creator",
                answer=view)  # fmt: skip
    yield Route(method="PATCH", path=one, permission="creators.write", handler=do.update, body=CreatorChange,
                summary="Change a creator", answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission="creators.write", handler=do.archive,
                summary="Archive a creator", status=204)  # fmt: skip
