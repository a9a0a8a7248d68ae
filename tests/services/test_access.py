"""Roles and the policy table."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from bot.contracts.unit import Actor, ActorType, Role, Unit
from bot.services import access
from config.errors import NotAllowed, NotFound
from storage.db import Database
from tests.factories import make_channel, make_member, make_user, make_workspace


def test_what_is_not_in_the_table_is_denied_to_everyone(unit_of: Callable[..., Unit]) -> None:
    for role in Role:
        assert not access.may(unit_of(uuid4(), uuid4(), role), "world.rule")
    assert not access.knows("world.rule")


def test_a_refusal_says_who_may(unit_of: Callable[..., Unit]) -> None:
    with pytest.raises(NotAllowed, match="Only an owner or admin can do this"):
        access.require(unit_of(uuid4(), uuid4(), Role.GUEST), "connections.manage")


@pytest.mark.parametrize("role", list(Role))
async def test_the_role_comes_from_the_database(database: Database, role: Role) -> None:
    workspace_id, _ = await make_workspace()
    user_id = await make_member(workspace_id, role)
    claimed = Actor(type=ActorType.USER, id=user_id, role=Role.OWNER)
    assert (await access.entered(claimed, workspace_id)).role is role


async def test_a_stranger_and_an_unknown_workspace_are_refused_alike(database: Database) -> None:
    workspace_id, _ = await make_workspace()
    stranger = Actor(type=ActorType.USER, id=await make_user("Stranger"))
    with pytest.raises(NotFound) as strange:
        await access.entered(stranger, workspace_id)
    with pytest.raises(NotFound) as unknown:
        await access.entered(stranger, uuid4())
    assert strange.value.message == unknown.value.message


async def test_an_object_is_found_only_in_ones_own_workspaces(database: Database) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    assert await access.home_of(Actor(type=ActorType.USER, id=owner), "channel", channel_id) == workspace_id
    stranger = Actor(type=ActorType.USER, id=(await make_workspace("Other"))[1])
    for sought in (channel_id, uuid4()):
        with pytest.raises(NotFound, match="This channel does not exist"):
            await access.home_of(stranger, "channel", sought)
