"""Workspaces: create, settings, members."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from tortoise.queryset import QuerySet

from bot.contracts.unit import Role, Unit
from bot.services import access, audit, channels
from config.clock import new_id
from config.errors import Conflict, InvalidInput, NotAllowed, NotFound
from storage.models.chat import Channel
from storage.models.users import User
from storage.models.workspaces import Membership, Workspace

FIRST_CHANNELS = {
    "general": "Everything that concerns all of you",
    "alerts": "What agents found that somebody should see",
}


class WorkspaceView(BaseModel):
    """A workspace as one of its members sees it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    name: str
    owner_user_id: UUID
    member_user_ids: Sequence[UUID] = Field((), description="The first 50; all: …/members")
    member_count: int = 0
    status: str
    settings_json: dict[str, Any]
    is_demo: bool
    role: Role | None = None
    created_at: datetime
    updated_at: datetime


class MemberView(BaseModel):
    """A user in a workspace."""

    model_config = ConfigDict(frozen=True)

    user_id: UUID
    name: str
    email: str | None
    role: Role
    joined_at: datetime

    def shown_to(self, role: Role | None) -> "MemberView":
        """The same as somebody of that role sees it: guests see who is there, and nobody's address."""
        return self.model_copy(update={"email": None}) if role is Role.GUEST else self


async def create(unit: Unit, name: str, owner_id: UUID, *, is_demo: bool = False) -> WorkspaceView:
    """A workspace with its owner and first channels; the unit goes on inside it."""
    workspace = await Workspace.create(id=new_id(), name=name, owner_user_id=owner_id, is_demo=is_demo)
    unit.workspace_id = workspace.id
    await Membership.create(workspace_id=workspace.id, user_id=owner_id, role=Role.OWNER.value)
    for channel, purpose in FIRST_CHANNELS.items():
        await Channel.create(id=new_id(), workspace_id=workspace.id, name=channel, description_text=purpose)
    await channels.enter_all(unit, owner_id)
    await audit.append(unit, "workspace.created", ("workspace", workspace.id), {"name": name})
    return _view(workspace, Role.OWNER, access.Members(count=1, first=[owner_id]))


async def mine(user_id: UUID) -> Sequence[WorkspaceView]:
    """Where the user is a member, oldest first."""
    found = await access.workspaces_of(user_id)
    people = await access.members_of([workspace.id for workspace, _ in found])
    return [_view(workspace, role, people[workspace.id]) for workspace, role in found]


async def get(unit: Unit) -> WorkspaceView:
    """The unit's workspace."""
    access.require(unit, "workspace.read")
    workspace = await Workspace.get(id=unit.scope)
    people = await access.members_of([workspace.id])
    return _view(workspace, unit.actor.role, people[workspace.id])


async def update(unit: Unit, changes: dict[str, Any]) -> WorkspaceView:
    """Change name or settings; settings that are not named stay.

    Raises:
        NotAllowed: not an owner or admin.
    """
    access.require(unit, "workspace.settings")
    values, details = dict(changes), {"fields": sorted(changes)}
    if "settings_json" in values:
        workspace = await Workspace.get(id=unit.scope)
        values["settings_json"] = workspace.settings_json | values["settings_json"]
        if "automatic_action_kinds" in changes["settings_json"]:
            # Who let something be done without being asked is kept with what it was.
            details["automatic_action_kinds"] = values["settings_json"]["automatic_action_kinds"] or []
    await Workspace.filter(id=unit.scope).update(**values, updated_at=unit.now)
    await audit.append(unit, "workspace.changed", ("workspace", unit.scope), details)
    return await get(unit)


async def members(unit: Unit, *, limit: int, after: UUID | None = None) -> Sequence[MemberView]:
    """Who is in the workspace, in the order they joined. ``after`` is the id of the last one seen.

    Raises:
        InvalidInput: nobody of that id is in it.
    """
    access.require(unit, "members.read")
    rows = Membership.of(unit.scope).order_by("id")
    if after is not None:
        rows = rows.filter(id__gt=await last_seen(rows, after))
    found = await rows.limit(limit)
    users = {user.id: user for user in await User.filter(id__in=[row.user_id for row in found])}
    shown = [_member(row, users[row.user_id]) for row in found if row.user_id in users]
    return [one.shown_to(unit.actor.role) for one in shown]


async def last_seen(rows: QuerySet[Any], user_id: UUID) -> UUID:
    """The id of that person's row among those that are listed.

    Raises:
        InvalidInput: there is none.
    """
    row = await rows.get_or_none(user_id=user_id)
    if row is None:
        raise InvalidInput("cursor: this is not a next_cursor of ours, or no longer one.")
    return UUID(str(row.id))


async def change_role(unit: Unit, user_id: UUID, role: Role) -> MemberView:
    """Give a member another role.

    Raises:
        NotAllowed: not an owner or admin, or an admin's or owner's role by somebody who is no owner.
        Conflict: it would leave the workspace without an owner.
    """
    row = await _manageable(unit, user_id, becomes=role)
    if row.role == Role.OWNER.value and role is not Role.OWNER:
        await _keep_an_owner(unit)
    was_guest, row.role = row.role == Role.GUEST.value, role.value
    await row.save()
    if role is Role.GUEST and not was_guest:
        # A guest reads only where somebody put them.
        await channels.leave_all(unit, user_id, types=channels.OPEN_TYPES)
    elif was_guest:
        await channels.enter_all(unit, user_id)
    await audit.append(unit, "member.role_changed", ("user", user_id), {"role": role.value})
    return _member(row, await User.get(id=user_id))


async def remove(unit: Unit, user_id: UUID) -> None:
    """Take a member out; everybody may take themselves out.

    Raises:
        NotAllowed, Conflict: as in change_role.
    """
    if user_id == unit.actor.id:
        row = await _row(unit, user_id)
    else:
        row = await _manageable(unit, user_id, becomes=Role.GUEST)
    if row.role == Role.OWNER.value:
        await _keep_an_owner(unit)
    await row.delete()
    await channels.leave_all(unit, user_id)
    await audit.append(unit, "member.removed", ("user", user_id))


async def _manageable(unit: Unit, user_id: UUID, *, becomes: Role) -> Membership:
    access.require(unit, "members.manage")
    row = await _row(unit, user_id)
    touches_admins = becomes in (Role.OWNER, Role.ADMIN) or row.role in (Role.OWNER.value, Role.ADMIN.value)
    if touches_admins and not access.may(unit, "workspace.transfer"):
        raise NotAllowed("Only an owner can change who the owners and admins are.")
    return row


async def _row(unit: Unit, user_id: UUID) -> Membership:
    row = await Membership.of(unit.scope).get_or_none(user_id=user_id)
    if row is None:
        raise NotFound("This person is not in the workspace.")
    return row


async def _keep_an_owner(unit: Unit) -> None:
    # Two owners who demote each other at once take turns; on SQLite writers do so anyway.
    await Workspace.filter(id=unit.scope).select_for_update().first()
    if await Membership.of(unit.scope).filter(role=Role.OWNER.value).count() < 2:
        raise Conflict("A workspace needs an owner. Make somebody else an owner first.", code="last_owner")


def _view(workspace: Workspace, role: Role | None, people: access.Members) -> WorkspaceView:
    view = WorkspaceView.model_validate(workspace)
    told = {"role": role, "member_user_ids": people.first, "member_count": people.count}
    return view.model_copy(update=told)


def _member(row: Membership, user: User) -> MemberView:
    return MemberView(
        user_id=user.id, name=user.name, email=user.email, role=Role(row.role), joined_at=row.created_at
    )
