"""REST: connect Shopify; webhook endpoints."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from adapters.web.api.parts import Body, Id, Page, Parts, home_in, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services.connections import ConnectionView


class NewConnection(Body):
    """A shop about to be connected."""

    provider: Literal["shopify"]
    shop_domain: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*\.myshopify\.com$", max_length=255)
    webhook_secret: str = Field(min_length=8, max_length=1024, description="Write only: nobody reads it back")
    brand_id: Id | None = None


class ConnectionChange(Body):
    """A new secret; the old one stays good for 24 hours."""

    webhook_secret: str = Field(min_length=8, max_length=1024)


class ConnectionsApi:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._connections = parts.connections

    async def listed(self, call: Request) -> dict[str, Any]:
        """The workspace's connections."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return page_of(await self._connections.listed(unit), call.query)

    async def create(self, call: Request) -> ConnectionView:
        """Connect a shop."""
        body: NewConnection = call.body
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await self._connections.connect_shopify(
                unit, shop_domain=body.shop_domain, webhook_secret=body.webhook_secret, brand_id=body.brand_id
            )

    async def get(self, call: Request) -> ConnectionView:
        """One connection."""
        async with self._gate.reading(call.actor, await home_in(call, "connection")) as unit:
            return await self._connections.get(unit, uuid_in(call, "connection_id"))

    async def rotate(self, call: Request) -> ConnectionView:
        """Replace the secret."""
        async with self._gate.unit(call.actor, await home_in(call, "connection")) as unit:
            return await self._connections.rotate(
                unit, uuid_in(call, "connection_id"), call.body.webhook_secret
            )

    async def delete(self, call: Request) -> None:
        """Forget the connection."""
        async with self._gate.unit(call.actor, await home_in(call, "connection")) as unit:
            await self._connections.delete(unit, uuid_in(call, "connection_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view, permission = ConnectionsApi(parts), ConnectionView, "connections.manage"
    root, one = "/api/v1/workspaces/{workspace_id}/connections", "/api/v1/connections/{connection_id}"
    yield Route(method="GET", path=root, permission=permission, handler=do.listed,
                summary="The workspace's connections", answer=view, query=Page, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission=permission, handler=do.create, body=NewConnection,
                summary="Connect a shop", status=201, answer=view)  # fmt: skip
    yield Route(method="GET", path=one, permission=permission, handler=do.get,
                summary="One connection", answer=view)  # fmt: skip
    yield Route(method="PATCH", path=one, permission=permission, handler=do.rotate, body=ConnectionChange,
                summary="Replace the webhook secret", answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission=permission, handler=do.delete,
                summary="Forget a connection", status=204)  # fmt: skip
