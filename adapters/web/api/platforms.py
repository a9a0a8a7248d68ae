"""REST: the chat platforms that a workspace may connect, and how each stands."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict

from adapters.web.api.parts import Page, Parts, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services.grants import PlatformView


class InstallView(BaseModel):
    """Where to go on to install the app; good for a quarter of an hour, once."""

    model_config = ConfigDict(frozen=True)

    install_url: str


class PlatformsApi:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._grants = parts.grants
        self._public_url = parts.public_url

    async def listed(self, call: Request) -> dict[str, Any]:
        """All platforms, on or off."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return page_of(await self._grants.listed(unit), call.query, field="platform")

    async def install(self, call: Request) -> InstallView:
        """Begin to install the app into an account of a platform."""
        platform = call.params["platform"]
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            state = await self._grants.begin_install(unit, platform)
        return InstallView(install_url=f"{self._public_url}/{platform}/install?state={state}")


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, root = PlatformsApi(parts), "/api/v1/workspaces/{workspace_id}/platforms"
    yield Route(method="GET", path=root, permission="channels.read", handler=do.listed, query=Page,
                summary="The chat platforms, and how each stands", answer=PlatformView,
                is_list=True)  # fmt: skip
    yield Route(method="POST", path=f"{root}/{{platform}}/installs", permission="connections.manage",
                handler=do.install, summary="Begin to install the app into an account of a platform",
                status=201, answer=InstallView)  # fmt: skip
