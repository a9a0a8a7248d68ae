"""Whom a text names in a workspace."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.unit import SYSTEM, Role, Unit
from bot.services import chat
from bot.services.mentions import named
from config.errors import InvalidInput
from storage.models.agents import AgentRunLog
from storage.models.chat import Message
from tests.factories import make_channel, make_configuration, make_member, make_user, make_workspace, said_in

UnitOf = Callable[..., Unit]


async def _member(workspace_id: UUID, name: str) -> str:
    return str(await make_member(workspace_id, user_id=await make_user(name)))


def _shown(found: object) -> list[tuple[str, str | None, str]]:
    return [(one["type"], one["id"], one["text"]) for one in found.shown]  # type: ignore[attr-defined]


async def test_people_agents_and_everybody_are_named_by_name_or_slug(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    ana, unit = await _member(workspace_id, "Ana Lima"), unit_of(workspace_id, owner)
    butler = str(await make_configuration(workspace_id, "Brief Butler"))
    found = await named(unit, '@"ana lima" @ana-lima @Brief-Butler @"Brief Butler" @channel @nobody')
    assert _shown(found) == [
        ("user", ana, '@"ana lima"'), ("user", ana, "@ana-lima"), ("agent", butler, "@Brief-Butler"),
        ("agent", butler, '@"Brief Butler"'), ("channel", None, "@channel"),
    ]  # fmt: skip
    assert [one.name for one in found.agents] == ["Brief Butler"]


async def test_a_guest_calls_people_and_agents_but_not_everybody(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    ana = await _member(workspace_id, "Ana")
    guest = await make_member(workspace_id, Role.GUEST)
    for user_id, role, more in (
        (owner, Role.OWNER, [("channel", None, "@channel")]), (guest, Role.GUEST, []),
    ):  # fmt: skip
        found = await named(unit_of(workspace_id, user_id, role), "@ana @channel")
        assert _shown(found) == [("user", ana, "@ana"), *more]


async def test_all_people_of_a_name_are_named(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    both = {await _member(workspace_id, "Ana Lima"), await _member(workspace_id, "ANA LIMA")}
    found = await named(unit_of(workspace_id, owner), "@ana-lima @ana-lima")
    assert {one["id"] for one in found.shown} == both
    assert len(found.shown) == 2


async def test_of_two_agents_that_a_slug_could_mean_none_is_named(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    ids = [await make_configuration(workspace_id, name) for name in ("Sales", "sales")]
    unit = unit_of(workspace_id, owner)
    found = await named(unit, "@sales what?")
    assert (found.agents, found.shown, found.unclear) == ([], [], {"@sales": ["Sales", "sales"]})
    assert [one.id for one in (await named(unit, '@"sales" what?')).agents] == [ids[1]]


async def test_nobody_of_another_workspace_is_named_and_no_archived_agent(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    other_id, _ = await make_workspace("Other")
    await _member(other_id, "Eve Stranger")
    await make_configuration(other_id, "Their Agent")
    await make_configuration(workspace_id, "Old Agent", status="archived")
    found = await named(unit_of(workspace_id, owner), "@eve-stranger @their-agent @old-agent")
    assert (found.shown, found.agents, found.unclear) == ([], [], {})


async def test_more_agents_than_five_are_too_many(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    for number in range(6):
        await make_configuration(workspace_id, f"Agent {number}")
    unit = unit_of(workspace_id, owner)
    five = " ".join(f"@agent-{number}" for number in range(5))
    assert len((await named(unit, f"{five} {five}")).agents) == 5
    with pytest.raises(InvalidInput, match="At most 5 agents"):
        await named(unit, f"{five} @agent-5")


async def test_an_edit_shows_whom_it_names_now_and_starts_nothing(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    await make_configuration(workspace_id, "Butler")
    ana = await _member(workspace_id, "Ana Lima")
    unit = unit_of(workspace_id, owner, Role.OWNER)
    async with app.units.grouped_unit(unit.actor, workspace_id) as posting:
        posted = await chat.post(posting, said_in(await make_channel(workspace_id), "hello"))
    for text, names in (
        ("@butler @ana-lima", ["Butler", "Ana Lima"]),
        ("@ana-lima", ["Ana Lima"]),
        ("no", []),
    ):
        async with app.units.open_unit(unit.actor, workspace_id) as editing:
            shown = await chat.edit(editing, posted().id, text)
        assert [one["name"] for one in shown.mentions_json_array] == names
    assert ana
    assert await AgentRunLog.all().count() == 0
    assert await Message.all().count() == 1


async def test_nothing_is_looked_up_for_a_text_that_mentions_nobody(unit_of: UnitOf) -> None:
    # Without a store: a look would fail.
    for text in ("hello", "ada@example.com", "`@butler`"):
        assert (await named(unit_of(UUID(int=1)), text)).shown == []


async def test_somebody_on_a_platform_who_is_no_member_calls_nobody_but_by_name(app: App) -> None:
    workspace_id, _ = await make_workspace()
    ana, channel_id = await _member(workspace_id, "Ana"), await make_channel(workspace_id)
    stranger = await make_user("Sam")
    async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
        said = said_in(channel_id, "@channel and @ana, look")
        await chat.mirror(unit, said, (stranger, "Sam"), lambda _: (one for one in ()))
    row = await Message.get(channel_id=channel_id)
    assert [(one["type"], one["id"]) for one in row.mentions_json_array] == [("user", ana)]
