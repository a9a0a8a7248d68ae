"""REST: brands."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from adapters.web.api.parts import Body, Page, Parts, changes_in, home_in, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import brands

Address = Annotated[str, Field(pattern=r"^https?://[^\s]{1,2000}$")]


class _Fields(Body):
    description_text: str | None = Field(None, max_length=10_000)
    industry: str | None = Field(None, max_length=200)
    target_audience_description_text: str | None = Field(None, max_length=10_000)
    brand_voice_guidelines_text: str | None = Field(None, max_length=50_000)
    visual_identity_assets_json: dict[str, Any] = Field(default_factory=dict)
    mood_board_urls_array: list[Address] = Field(default_factory=list, max_length=200)


class NewBrand(_Fields):
    """A brand about to be made."""

    name: str = Field(min_length=1, max_length=200)


class BrandChange(_Fields):
    """What can be changed of a brand."""

    name: str = Field("", min_length=1, max_length=200)
    status: Literal["active", "archived"] = "active"


class Brands:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """The workspace's brands."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await brands.listed(unit, limit=call.query.limit, after=uuid_cursor(call.query))
        return listing(found, page=call.query)

    async def create(self, call: Request) -> brands.BrandView:
        """A new brand."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await brands.create(unit, call.body.model_dump(exclude_unset=True))

    async def get(self, call: Request) -> brands.BrandView:
        """One brand."""
        async with self._gate.reading(call.actor, await home_in(call, "brand")) as unit:
            return await brands.get(unit, uuid_in(call, "brand_id"))

    async def update(self, call: Request) -> brands.BrandView:
        """Change some fields."""
        changes = changes_in(call)
        async with self._gate.unit(call.actor, await home_in(call, "brand")) as unit:
            return await brands.update(unit, uuid_in(call, "brand_id"), changes)

    async def archive(self, call: Request) -> None:
        """Put it away."""
        async with self._gate.unit(call.actor, await home_in(call, "brand")) as unit:
            await brands.archive(unit, uuid_in(call, "brand_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view = Brands(parts), brands.BrandView
    root, one = "/api/v1/workspaces/{workspace_id}/brands", "/api/v1/brands/{brand_id}"
    yield Route(method="GET", path=root, permission="brands.read", handler=do.listed, query=Page,
                summary="The workspace's brands", answer=view, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission="brands.write", handler=do.create, body=NewBrand,
                summary="Make a brand", status=201, answer=view)  # fmt: skip
    yield Route(
        method="GET", path=one, permission="brands.read", handler=do.get, summary="One brand", answer=view
    )
    yield Route(method="PATCH", path=one, permission="brands.write", handler=do.update, body=BrandChange,
                summary="Change a brand", answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission="brands.write", handler=do.archive,
                summary="Archive a brand", status=204)  # fmt: skip
