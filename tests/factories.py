"""What a test arranges: valid by default, one argument per thing the test is about."""

from typing import Any
from uuid import UUID

from bot.contracts.unit import Role
from config.clock import new_id
from storage.models.brands import Brand
from storage.models.chat import Channel, ChannelMember
from storage.models.users import User
from storage.models.workspaces import Membership, Workspace

PASSWORD = "correct horse battery"


async def make_user(name: str = "Ada", *, email: str | None = None) -> UUID:
    """A person with an account, who has no password to sign in with."""
    user_id = new_id()
    await User.create(
        id=user_id,
        name=name,
        email=email or f"{name.lower().replace(' ', '.')}-{user_id.hex[-6:]}@example.com",
        profile_info={"avatar_url": None, "bio": None, "user_preferences_json": {}},
    )
    return user_id


async def make_workspace(name: str = "Acme", *, owner: UUID | None = None) -> tuple[UUID, UUID]:
    """A workspace with the channels general and alerts; its id and its owner's."""
    owner = owner or await make_user("Olive Owner")
    workspace_id = new_id()
    await Workspace.create(id=workspace_id, name=name, owner_user_id=owner)
    await Membership.create(workspace_id=workspace_id, user_id=owner, role=Role.OWNER.value)
    for channel in ("general", "alerts"):
        await make_channel(workspace_id, channel)
    return workspace_id, owner


async def make_member(workspace_id: UUID, role: Role = Role.MEMBER, *, user_id: UUID | None = None) -> UUID:
    """Somebody in the workspace with that role."""
    user_id = user_id or await make_user(f"{role.value.title()} Person")
    await Membership.create(workspace_id=workspace_id, user_id=user_id, role=role.value)
    return user_id


async def make_channel(
    workspace_id: UUID, name: str = "sales", *, channel_type: str = "public", members: tuple[UUID, ...] = ()
) -> UUID:
    """A channel, with those members in it."""
    channel_id = new_id()
    await Channel.create(id=channel_id, workspace_id=workspace_id, name=name, type=channel_type)
    for user_id in members:
        await ChannelMember.create(workspace_id=workspace_id, channel_id=channel_id, user_id=user_id)
    return channel_id


async def make_brand(workspace_id: UUID, name: str = "Fernweh", **fields: Any) -> UUID:
    """A brand."""
    brand_id = new_id()
    await Brand.create(id=brand_id, workspace_id=workspace_id, name=name, **fields)
    return brand_id
