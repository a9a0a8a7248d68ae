"""REST: definitions, configurations, runs."""

from collections.abc import Iterable
from typing import Any, Literal

from aiohttp.web import StreamResponse
from pydantic import Field

from adapters.web.api.files import sent
from adapters.web.api.parts import (
    Body,
    Id,
    Page,
    Parts,
    changes_in,
    home_in,
    listing,
    page_of,
    uuid_cursor,
    uuid_in,
)
from bot.contracts.adapters import Answer, Request, Route
from bot.services import access, agents, definitions, run_views, runs
from bot.services.definitions import DefinitionView
from config.errors import Conflict, Fault, InvalidInput, NotFound


class NewConfiguration(Body):
    """An agent about to be set up."""

    agent_definition_id: str = Field(max_length=80)
    name: str = Field(min_length=1, max_length=80)
    yaml_config_text: str = Field("", max_length=65_536)
    description_text: str | None = Field(None, max_length=5_000)


class ConfigurationChange(Body):
    """What can be changed; If-Match names the version that was read. The definition stays what it is."""

    agent_definition_id: str = Field("", max_length=80)
    name: str = Field("", min_length=1, max_length=80)
    yaml_config_text: str = Field("", max_length=65_536)
    description_text: str | None = Field(None, max_length=5_000)
    status: Literal["active", "inactive"] = "active"


class RunRequest(Body):
    """Inputs for one run, over the configuration's. Of a preview nothing leaves; its log says what would."""

    runtime_params: dict[str, Any] = Field(default_factory=dict)
    is_preview: bool = False


class RunsPage(Page):
    """Which runs."""

    agent_configuration_id: Id | None = Field(None, description="Of that agent alone")


class Agents:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._catalogue = parts.catalogue
        self._attachments = parts.attachments
        self._limit = parts.limit
        self._runs_limit = parts.limits.runs

    async def definitions(self, call: Request) -> dict[str, Any]:
        """The agents there are."""
        return page_of(await definitions.listed(), call.query)

    async def definition(self, call: Request) -> DefinitionView:
        """One of them, by id or alias."""
        wanted = self._catalogue.get(call.params["definition_id"]).id
        found = next((one for one in await definitions.listed() if one.id == wanted), None)
        if found is None:
            raise NotFound("This agent does not exist.")
        return found

    async def listed(self, call: Request) -> dict[str, Any]:
        """The workspace's agents."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return page_of(await agents.listed(unit), call.query)

    async def create(self, call: Request) -> Answer:
        """Set an agent up."""
        body: NewConfiguration = call.body
        workspace_id = uuid_in(call, "workspace_id")
        async with self._gate.reading(call.actor, workspace_id) as unit:
            access.require(unit, "configurations.write")
        try:
            definition = await self._catalogue.of(workspace_id, body.agent_definition_id)
        except NotFound as unknown:
            fault = Fault(field="agent_definition_id", code="not_found", message=unknown.message)
            raise InvalidInput(unknown.message, details=(fault,)) from unknown
        async with self._gate.unit(call.actor, workspace_id) as unit:
            view = await agents.create(
                unit, definition, name=body.name, yaml_config_text=body.yaml_config_text,
                description_text=body.description_text,
            )  # fmt: skip
        return _versioned(view, status=201)

    async def get(self, call: Request) -> Answer:
        """One of the workspace's agents."""
        async with self._gate.reading(call.actor, await home_in(call, "configuration")) as unit:
            return _versioned(await agents.get(unit, uuid_in(call, "configuration_id")))

    async def update(self, call: Request) -> Answer:
        """Change the version that was read."""
        changes = changes_in(call)
        named = changes.pop("agent_definition_id", None)
        configuration_id, version = uuid_in(call, "configuration_id"), _version_in(call)
        async with self._gate.unit(call.actor, await home_in(call, "configuration")) as unit:
            if named is not None:
                await agents.keep_definition(unit, self._catalogue, configuration_id, named)
            return _versioned(await agents.update(unit, self._catalogue, configuration_id, version, changes))

    async def archive(self, call: Request) -> None:
        """Take it out of service."""
        async with self._gate.unit(call.actor, await home_in(call, "configuration")) as unit:
            await agents.archive(unit, uuid_in(call, "configuration_id"))

    async def run(self, call: Request) -> dict[str, Any]:
        """Start a run now."""
        home, configuration_id = await home_in(call, "configuration"), uuid_in(call, "configuration_id")
        async with self._gate.reading(call.actor, home) as unit:
            access.require(unit, "runs.start")
            await agents.get(unit, configuration_id)
        await self._limit.spend(self._runs_limit, "runs", str(home))
        async with self._gate.grouped_unit(call.actor, home, correlation_id=call.correlation_id) as unit:
            wanted = await agents.new_run(
                unit, self._catalogue, configuration_id, call.body.runtime_params,
                is_preview=call.body.is_preview,
            )  # fmt: skip
            run_id = runs.start(unit, wanted)
        return {"run_id": str(run_id), "status": "pending"}

    async def runs(self, call: Request) -> dict[str, Any]:
        """The workspace's runs, newest first."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            access.require(unit, "runs.read")
            found = await run_views.listed(
                unit, limit=call.query.limit, before=uuid_cursor(call.query),
                configuration_id=call.query.agent_configuration_id,
            )  # fmt: skip
        return listing(found, page=call.query)

    async def one_run(self, call: Request) -> run_views.RunView:
        """One run with its steps."""
        async with self._gate.reading(call.actor, await home_in(call, "run")) as unit:
            access.require(unit, "runs.read")
            return await run_views.get(unit, uuid_in(call, "run_id"))

    async def output(self, call: Request) -> StreamResponse:
        """An output that is kept as a file."""
        async with self._gate.reading(call.actor, await home_in(call, "run")) as unit:
            kept = await run_views.output(unit, uuid_in(call, "run_id"), call.params["key_name"])
        return sent(await self._attachments.output(kept))

    async def cancel(self, call: Request) -> run_views.RunView:
        """Stop a run."""
        async with self._gate.unit(call.actor, await home_in(call, "run")) as unit:
            access.require(unit, "runs.cancel")
            return await run_views.cancel(unit, uuid_in(call, "run_id"))


def _versioned(view: agents.ConfigurationView, *, status: int = 200) -> Answer:
    return Answer(body=view, status=status, headers={"ETag": f'"{view.row_version}"'})


def _version_in(call: Request) -> int:
    text = call.headers.get("If-Match")
    if text is None:
        raise InvalidInput("Say in If-Match which version you read.", code="version_required")
    text = text.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Conflict("If-Match names no version of this.")
    return int(text)


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view, run = Agents(parts), agents.ConfigurationView, run_views.RunView
    space, known = "/api/v1/workspaces/{workspace_id}", "/api/v1/agent-definitions"
    root, one = f"{space}/agent-configurations", "/api/v1/agent-configurations/{configuration_id}"
    a_run = "/api/v1/agent-runs/{run_id}"
    yield Route(method="GET", path=known, permission=access.SIGNED_IN, handler=do.definitions,
                summary="The agents there are", answer=DefinitionView, query=Page,
                is_list=True)  # fmt: skip
    yield Route(method="GET", path=f"{known}/{{definition_id}}", permission=access.SIGNED_IN,
                handler=do.definition, summary="One agent", answer=DefinitionView)  # fmt: skip
    yield Route(method="GET", path=root, permission="configurations.read", handler=do.listed,
                summary="The workspace's agents", answer=view, query=Page, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission="configurations.write", handler=do.create,
                body=NewConfiguration, summary="Set an agent up", status=201, answer=view)  # fmt: skip
    yield Route(method="GET", path=one, permission="configurations.read", handler=do.get,
                summary="One of the workspace's agents", answer=view)  # fmt: skip
    yield Route(method="PUT", path=one, permission="configurations.write", handler=do.update,
                body=ConfigurationChange, summary="Change it; needs If-Match", answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission="configurations.write", handler=do.archive,
                summary="Take it out of service", status=204)  # fmt: skip
    yield Route(method="POST", path=f"{one}/run", permission="runs.start", handler=do.run, body=RunRequest,
                summary="Start a run now", status=202)  # fmt: skip
    yield Route(method="GET", path=f"{space}/agent-runs", permission="runs.read", handler=do.runs,
                query=RunsPage, summary="The workspace's runs, newest first", answer=run,
                is_list=True)  # fmt: skip
    yield Route(method="GET", path=a_run, permission="runs.read", handler=do.one_run,
                summary="One run with its steps", answer=run)  # fmt: skip
    yield Route(method="GET", path=f"{a_run}/outputs/{{key_name}}", permission="runs.read",
                handler=do.output, gives_file=True, summary="An output that is kept as a file")  # fmt: skip
    yield Route(method="POST", path=f"{a_run}/cancel", permission="runs.cancel", handler=do.cancel,
                summary="Stop a run", answer=run)  # fmt: skip
