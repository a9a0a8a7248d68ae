"""REST: mirrors of a channel, and what is on its way there."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from adapters.web.api.parts import Body, Page, Parts, home_in, listing, page_of, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.contracts.messages import Place
from bot.services import drains, mirrors
from bot.services.drains import DeliveryView
from bot.services.mirrors import LinkView

State = Literal["pending", "sent", "failed", "dead", "skipped"]


class NewLink(Body):
    """A place on a platform. ``account`` is its team or guild, where the workspace has connected several."""

    platform: str = Field(min_length=1, max_length=20)
    external_channel_id: str = Field(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9@_.:-]+$")
    account: str = Field("", max_length=64, pattern=r"^[A-Za-z0-9_-]*$")


class DeliveriesPage(Page):
    """Those in one state, or all."""

    state: State | None = None


class LinksApi:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._grants = parts.grants

    async def listed(self, call: Request) -> dict[str, Any]:
        """The channel's links."""
        async with self._gate.reading(call.actor, await home_in(call, "channel")) as unit:
            return page_of(await mirrors.listed(unit, uuid_in(call, "channel_id")), call.query)

    async def create(self, call: Request) -> LinkView:
        """Link the channel to a place."""
        body: NewLink = call.body
        place = Place(adapter=body.platform, account=body.account, channel=body.external_channel_id)
        async with self._gate.unit(call.actor, await home_in(call, "channel")) as unit:
            return await mirrors.link(unit, uuid_in(call, "channel_id"), place, self._grants)

    async def delete(self, call: Request) -> None:
        """End a link."""
        async with self._gate.unit(call.actor, await home_in(call, "link")) as unit:
            await mirrors.unlink(unit, uuid_in(call, "link_id"))

    async def deliveries(self, call: Request) -> dict[str, Any]:
        """What goes, went or did not go to platforms."""
        page: DeliveriesPage = call.query
        before: UUID | None = uuid_cursor(page)
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await drains.listed(unit, state=page.state, limit=page.limit, before=before)
        return listing(found, page=page)

    async def retry(self, call: Request) -> DeliveryView:
        """Try one again that failed."""
        async with self._gate.unit(call.actor, await home_in(call, "message_delivery")) as unit:
            return await drains.retry(unit, uuid_in(call, "message_delivery_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, links = LinksApi(parts), "/api/v1/channels/{channel_id}/links"
    yield Route(method="GET", path=links, permission="channels.read", handler=do.listed, query=Page,
                summary="The places on platforms that a channel is mirrored to", answer=LinkView,
                is_list=True)  # fmt: skip
    yield Route(method="POST", path=links, permission="channels.read", handler=do.create, body=NewLink,
                summary="Mirror a channel to a place on a platform", status=201, answer=LinkView)  # fmt: skip
    yield Route(method="DELETE", path="/api/v1/links/{link_id}", permission="links.manage",
                handler=do.delete, summary="End a mirror", status=204)  # fmt: skip
    yield Route(method="GET", path="/api/v1/workspaces/{workspace_id}/message-deliveries",
                permission="operations.manage", handler=do.deliveries, query=DeliveriesPage, is_list=True,
                summary="What goes, went or did not go to platforms", answer=DeliveryView)  # fmt: skip
    yield Route(method="POST", path="/api/v1/message-deliveries/{message_delivery_id}/retry",
                permission="operations.manage", handler=do.retry, summary="Try a delivery again that failed",
                answer=DeliveryView)  # fmt: skip
