"""REST: invitations into a workspace."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from adapters.web.api.parts import Body, Email, Page, Parts, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.contracts.unit import Role
from bot.services import access, invitations
from bot.services.invitations import InvitationView, JoinedView, OfferView
from config.clock import now


class NewInvitation(Body):
    """An invitation about to be made."""

    email: Email
    role: Literal["admin", "member", "guest"] = Field("member", description="Only an owner invites admins")


class Acceptance(Body):
    """Nothing: the link says it all."""


class Invitations:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._public_url = parts.public_url

    async def listed(self, call: Request) -> dict[str, Any]:
        """The workspace's invitations, newest first."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await invitations.listed(unit, limit=call.query.limit, before=uuid_cursor(call.query))
        return listing(found, page=call.query)

    async def create(self, call: Request) -> InvitationView:
        """Invite somebody; the link is in this answer alone."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            made = await invitations.create(unit, call.body.email, Role(call.body.role))
        return made.view.model_copy(update={"accept_url": f"{self._public_url}/invite/{made.token}"})

    async def revoke(self, call: Request) -> None:
        """Take an invitation back."""
        invitation_id = uuid_in(call, "invitation")
        home = await access.home_of(call.actor, "invitation", invitation_id)
        async with self._gate.unit(call.actor, home) as unit:
            await invitations.revoke(unit, invitation_id)

    async def offered(self, call: Request) -> OfferView:
        """What a link offers."""
        return await invitations.offered(call.params["invitation"], now())

    async def accept(self, call: Request) -> JoinedView:
        """Take the place that a link offers."""
        async with self._gate.unit(call.actor, None, correlation_id=call.correlation_id) as unit:
            return await invitations.accept(unit, call.params["invitation"])


def routes(parts: Parts) -> Iterable[Route]:
    """The operations. ``{invitation}`` is its id for those who manage it, its token for those it is for."""
    do, view = Invitations(parts), InvitationView
    root, one = "/api/v1/workspaces/{workspace_id}/invitations", "/api/v1/invitations/{invitation}"
    permission = "invitations.manage"
    yield Route(method="GET", path=root, permission=permission, handler=do.listed, query=Page,
                summary="The workspace's invitations, newest first", answer=view, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission=permission, handler=do.create, body=NewInvitation,
                summary="Invite somebody by a link", status=201, answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission=permission, handler=do.revoke,
                summary="Take an invitation back, by its id", status=204)  # fmt: skip
    yield Route(method="GET", path=one, permission=access.PUBLIC, handler=do.offered,
                summary="What a link offers, by its token", answer=OfferView)  # fmt: skip
    yield Route(method="POST", path=f"{one}/accept", permission=access.SIGNED_IN, handler=do.accept,
                body=Acceptance, summary="Take the place that a link offers, by its token",
                answer=JoinedView)  # fmt: skip
