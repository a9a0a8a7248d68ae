"""REST: one's accounts on platforms."""

from collections.abc import Iterable
from typing import Any

from adapters.web.api.parts import Page, Parts, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import access, identities
from bot.services.identities import IdentityView, LinkCodeView


class IdentitiesApi:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def make_code(self, call: Request) -> LinkCodeView:
        """A code to link an account with."""
        async with self._gate.unit(call.actor, None) as unit:
            return await identities.make_code(unit)

    async def listed(self, call: Request) -> dict[str, Any]:
        """The caller's linked accounts."""
        async with self._gate.reading(call.actor, None) as unit:
            return page_of(await identities.mine(unit), call.query)

    async def unlink(self, call: Request) -> None:
        """Let go of one."""
        async with self._gate.unit(call.actor, None) as unit:
            await identities.unlink(unit, uuid_in(call, "identity_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, permission, mine = IdentitiesApi(parts), access.SIGNED_IN, "/api/v1/me/identities"
    yield Route(method="POST", path="/api/v1/me/link-codes", permission=permission, handler=do.make_code,
                summary="A code with which a platform account becomes yours", status=201,
                answer=LinkCodeView)  # fmt: skip
    yield Route(method="GET", path=mine, permission=permission, handler=do.listed, query=Page,
                summary="Your accounts on platforms", answer=IdentityView, is_list=True)  # fmt: skip
    yield Route(method="DELETE", path=f"{mine}/{{identity_id}}", permission=permission, handler=do.unlink,
                summary="Let go of an account", status=204)  # fmt: skip
