"""REST: secrets of the workspace, which are written and never read back."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from adapters.web.api.parts import Body, Page, Parts, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services.workspace_secrets import LONGEST, SecretView


class NewSecret(Body):
    """What is kept under the name."""

    value: str = Field(max_length=LONGEST, description="Write only: nobody reads it back")


class SecretsApi:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._secrets = parts.secrets

    async def listed(self, call: Request) -> dict[str, Any]:
        """The names of those there are."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return page_of(await self._secrets.listed(unit), call.query)

    async def put(self, call: Request) -> SecretView:
        """Put one down, over what was there."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await self._secrets.put(unit, call.params["secret_name"], call.body.value)

    async def delete(self, call: Request) -> None:
        """Forget one."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            await self._secrets.delete(unit, call.params["secret_name"])


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, space = SecretsApi(parts), "/api/v1/workspaces/{workspace_id}/secrets"
    one = f"{space}/{{secret_name}}"
    yield Route(method="GET", path=space, permission="secrets.manage", handler=do.listed, query=Page,
                summary="The names of the workspace's secrets", answer=SecretView, is_list=True)  # fmt: skip
    yield Route(method="PUT", path=one, permission="secrets.manage", handler=do.put, body=NewSecret,
                summary="Put a secret down, or replace it", answer=SecretView)  # fmt: skip
    yield Route(method="DELETE", path=one, permission="secrets.manage", handler=do.delete,
                summary="Forget a secret", status=204)  # fmt: skip
