"""REST: connect Shopify, a chat platform, or senders of the workspace's own; webhook endpoints."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import Field

from adapters.web.api.parts import Body, Id, Page, Parts, home_in, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services.connections import ConnectionView
from config.errors import Fault, InvalidInput


class NewConnection(Body):
    """A shop about to be connected; a chat platform, to which the installation's app is attached; or
    ``custom``, an address for senders of the workspace's own, whose secret the answer alone shows.
    """

    provider: str = Field(min_length=1, max_length=20, description="shopify, custom, or a chat platform")
    shop_domain: str | None = Field(
        None, pattern=r"^[a-z0-9][a-z0-9-]*\.myshopify\.com$", max_length=255, description="Of a shop"
    )
    webhook_secret: str | None = Field(
        None, min_length=8, max_length=1024, description="Of a shop. Write only: nobody reads it back"
    )
    brand_id: Id | None = None


class ConnectionChange(Body):
    """A shop's new secret, while the old one stays good for 24 hours; or the accounts of a chat platform
    whose direct messages are taken though they are nobody's.
    """

    webhook_secret: str | None = Field(None, min_length=8, max_length=1024)
    allowed_external_ids_array: list[Annotated[str, Field(max_length=128)]] | None = Field(
        None, max_length=200
    )


class ConnectionsApi:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._connections = parts.connections
        self._platforms = parts.grants.chat_platforms

    async def listed(self, call: Request) -> dict[str, Any]:
        """The workspace's connections."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return page_of(await self._connections.listed(unit), call.query)

    async def create(self, call: Request) -> ConnectionView:
        """Connect a shop or a chat platform."""
        body: NewConnection = call.body
        if body.provider in self._platforms:
            async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
                return await self._connections.connect_platform(unit, body.provider)
        if body.provider == "custom":
            async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
                return await self._connections.connect_custom(unit)
        _check(body, self._platforms)
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await self._connections.connect_shopify(
                unit,
                shop_domain=str(body.shop_domain),
                webhook_secret=str(body.webhook_secret),
                brand_id=body.brand_id,
            )

    async def get(self, call: Request) -> ConnectionView:
        """One connection."""
        async with self._gate.reading(call.actor, await home_in(call, "connection")) as unit:
            return await self._connections.get(unit, uuid_in(call, "connection_id"))

    async def rotate(self, call: Request) -> ConnectionView:
        """Replace the secret, or say whose direct messages are taken."""
        body: ConnectionChange = call.body
        connection_id = uuid_in(call, "connection_id")
        if (body.webhook_secret is None) == (body.allowed_external_ids_array is None):
            raise InvalidInput("Send webhook_secret or allowed_external_ids_array, one of them.")
        async with self._gate.unit(call.actor, await home_in(call, "connection")) as unit:
            if body.webhook_secret is not None:
                return await self._connections.rotate(unit, connection_id, body.webhook_secret)
            allowed = body.allowed_external_ids_array or ()
            return await self._connections.allow(unit, connection_id, allowed)

    async def delete(self, call: Request) -> None:
        """Forget the connection."""
        async with self._gate.unit(call.actor, await home_in(call, "connection")) as unit:
            await self._connections.delete(unit, uuid_in(call, "connection_id"))


def _check(body: NewConnection, platforms: Sequence[str]) -> None:
    """Return if a shop is wholly named.

    Raises:
        InvalidInput: with everything that is missing, or an unknown provider.
    """
    if body.provider != "shopify":
        fault = Fault(
            field="provider", code="not_found", message=f"This is shopify, custom, {' or '.join(platforms)}."
        )
        raise InvalidInput(f"provider: {fault.message}", details=(fault,))
    wrong = [
        Fault(field=name, code="missing", message="This is missing.")
        for name in ("shop_domain", "webhook_secret")
        if getattr(body, name) is None
    ]
    if wrong:
        raise InvalidInput(f"{wrong[0].field}: {wrong[0].message}", details=tuple(wrong))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view, permission = ConnectionsApi(parts), ConnectionView, "connections.manage"
    root, one = "/api/v1/workspaces/{workspace_id}/connections", "/api/v1/connections/{connection_id}"
    yield Route(method="GET", path=root, permission=permission, handler=do.listed,
                summary="The workspace's connections", answer=view, query=Page, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission=permission, handler=do.create, body=NewConnection,
                summary="Connect a shop, a chat platform, or senders of your own", status=201, answer=view,
                shown_once="webhook_secret")  # fmt: skip
    yield Route(method="GET", path=one, permission=permission, handler=do.get,
                summary="One connection", answer=view)  # fmt: skip
    yield Route(method="PATCH", path=one, permission=permission, handler=do.rotate, body=ConnectionChange,
                summary="A new webhook secret, or whose direct messages are taken", answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission=permission, handler=do.delete,
                summary="Forget a connection", status=204)  # fmt: skip
