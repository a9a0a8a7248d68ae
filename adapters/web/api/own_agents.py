"""REST: the agents that a workspace makes without code."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from adapters.web.api.parts import Page, Parts, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import own_agents
from bot.services.definitions import DefinitionView
from bot.services.own_agents import OwnAgent


class OwnAgentChange(OwnAgent):
    """The agent as it is to be; ``version`` is the one that was read."""

    version: str = Field(pattern=r"^\d{1,6}\.\d{1,6}\.\d{1,6}$")


class OwnAgents:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """The workspace's own agents."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return page_of(await own_agents.listed(unit), call.query)

    async def create(self, call: Request) -> DefinitionView:
        """Make one."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await own_agents.create(unit, call.body)

    async def get(self, call: Request) -> DefinitionView:
        """One of them."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await own_agents.get(unit, call.params["agent_id"])

    async def change(self, call: Request) -> DefinitionView:
        """A further version of it."""
        body: OwnAgentChange = call.body
        wanted = OwnAgent(**body.model_dump(exclude={"version"}))
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await own_agents.change(unit, call.params["agent_id"], body.version, wanted)

    async def archive(self, call: Request) -> None:
        """Take it out of service."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            await own_agents.archive(unit, call.params["agent_id"])


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view = OwnAgents(parts), DefinitionView
    root = "/api/v1/workspaces/{workspace_id}/agent-definitions"
    one = f"{root}/{{agent_id}}"
    yield Route(method="GET", path=root, permission="definitions.read", handler=do.listed, query=Page,
                summary="The agents the workspace made without code", answer=view, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission="definitions.write", handler=do.create, body=OwnAgent,
                summary="Make an agent without code; it is set up at once", status=201,
                answer=view)  # fmt: skip
    yield Route(method="GET", path=one, permission="definitions.read", handler=do.get,
                summary="One of them", answer=view)  # fmt: skip
    yield Route(method="PUT", path=one, permission="definitions.write", handler=do.change,
                body=OwnAgentChange, summary="A further version of it, over the one that was read",
                answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission="definitions.write", handler=do.archive,
                summary="Take it and its configurations out of service", status=204)  # fmt: skip
