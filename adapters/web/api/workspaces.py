"""REST: workspaces and members."""

from collections.abc import Iterable
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import Field, field_validator

from adapters.web.api.parts import Body, Page, Parts, changes_in, listing, page_of, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.contracts.unit import Role
from bot.services import access, workspaces


class NewWorkspace(Body):
    """A workspace about to be made."""

    name: str = Field(min_length=1, max_length=120)


class Model(Body):
    """Which model, at whom."""

    provider: str = Field(max_length=60)
    model: str = Field(max_length=120)


class WorkspaceSettings(Body):
    """The concept's settings_json."""

    default_llm_config: Model | None = None
    default_timezone: str | None = Field(
        None, max_length=60, description="An IANA name, such as Europe/Berlin"
    )
    regional_preferences_json: dict[str, Any] | None = None
    automatic_action_kinds: list[Annotated[str, Field(min_length=1, max_length=80)]] | None = Field(
        None, max_length=100, description="Classes of action that are done, or approved in time, by nobody"
    )
    active_kafka_topics_list: list[Annotated[str, Field(max_length=200)]] | None = Field(None, max_length=100)

    @field_validator("default_timezone")
    @classmethod
    def _is_known(cls, value: str | None) -> str | None:
        if value is not None and value not in available_timezones():
            raise ValueError("no time zone has this name")
        return value


class WorkspaceChange(Body):
    """What can be changed."""

    name: str = Field("", min_length=1, max_length=120)
    settings_json: WorkspaceSettings = Field(default_factory=WorkspaceSettings)


class RoleChange(Body):
    """A member's new role."""

    role: Role


class Workspaces:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """Where one is a member."""
        return page_of(await workspaces.mine(call.actor.id), call.query)  # type: ignore[arg-type]

    async def create(self, call: Request) -> workspaces.WorkspaceView:
        """A workspace of one's own."""
        async with self._gate.unit(call.actor, None, correlation_id=call.correlation_id) as unit:
            return await workspaces.create(unit, call.body.name, call.actor.id)  # type: ignore[arg-type]

    async def get(self, call: Request) -> workspaces.WorkspaceView:
        """One workspace."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await workspaces.get(unit)

    async def update(self, call: Request) -> workspaces.WorkspaceView:
        """Change name or settings."""
        changes = changes_in(call)
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await workspaces.update(unit, changes)

    async def members(self, call: Request) -> dict[str, Any]:
        """Who is in it."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await workspaces.members(unit, limit=call.query.limit, after=uuid_cursor(call.query))
        return listing(found, page=call.query, field="user_id")

    async def change_role(self, call: Request) -> workspaces.MemberView:
        """Give a member another role."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await workspaces.change_role(unit, uuid_in(call, "user_id"), call.body.role)

    async def remove(self, call: Request) -> None:
        """Take a member out."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            await workspaces.remove(unit, uuid_in(call, "user_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do = Workspaces(parts)
    root = "/api/v1/workspaces"
    one, member = f"{root}/{{workspace_id}}", f"{root}/{{workspace_id}}/members/{{user_id}}"
    view = workspaces.WorkspaceView
    yield Route(method="GET", path=root, permission=access.SIGNED_IN, handler=do.listed,
                summary="Where one is a member", answer=view, query=Page, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission=access.SIGNED_IN, handler=do.create,
                summary="Make a workspace", status=201, body=NewWorkspace, answer=view)  # fmt: skip
    yield Route(method="GET", path=one, permission="workspace.read", handler=do.get,
                summary="One workspace", answer=view)  # fmt: skip
    yield Route(method="PATCH", path=one, permission="workspace.settings", handler=do.update,
                summary="Change name or settings", body=WorkspaceChange, answer=view)  # fmt: skip
    yield Route(method="GET", path=f"{one}/members", permission="members.read", handler=do.members,
                summary="Who is in it", answer=workspaces.MemberView, query=Page, is_list=True)  # fmt: skip
    yield Route(method="PATCH", path=member, permission="members.manage", handler=do.change_role,
                summary="Give a member another role", body=RoleChange,
                answer=workspaces.MemberView)  # fmt: skip
    yield Route(method="DELETE", path=member, permission="members.read", handler=do.remove,
                summary="Take a member out, or leave", status=204)  # fmt: skip
