"""From a typed line to a reply: permission, arguments, the handler, and every way of getting it wrong."""

from ast import literal_eval
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from pydantic import Field

from bot.app import App
from bot.contracts.commands import (
    AgentName,
    Args,
    Command,
    CommandCall,
    CommandContext,
    Params,
    PersonName,
    Reply,
    Rest,
    Services,
    command,
)
from bot.contracts.unit import Role, Unit
from bot.runtime.commands import Commands
from bot.runtime.discovery import find_commands
from bot.runtime.dispatcher import Dispatcher
from config.errors import InvalidInput, NotAllowed, NotFound
from tests.factories import make_configuration, make_member, make_user, make_workspace

UnitOf = Callable[..., Unit]


class Anything(Args):
    agent: AgentName = Field(description="Which")
    count: int = Field(1, ge=1, le=9, description="How many")
    params: Params = Field(default_factory=dict, description="With what")


class Named(Args):
    person: PersonName | None = Field(None, description="Who")
    count: int = Field(1, description="How many")
    share: float = Field(1.0, description="How much")
    is_loud: bool = Field(False, description="Whether loud")


class Line(Args):
    text: Rest = Field(description="What")


class Nothing(Args):
    pass


def shown(args: Args) -> Reply:
    values = {name: getattr(value, "name", value) for name, value in dict(args).items()}
    return Reply(repr(values))


@command("try agent", "Takes an agent", role=Role.MEMBER, aliases=("try_agent",))
async def of_agent(context: CommandContext, args: Anything) -> Reply:
    return shown(args)


@command("try person", "Takes values", role=Role.GUEST)
async def of_person(context: CommandContext, args: Named) -> Reply:
    return shown(args)


@command("say", "Takes a line", role=Role.GUEST)
async def of_line(context: CommandContext, args: Line) -> Reply:
    return shown(args)


@command("nothing", "Takes nothing", role=Role.OWNER)
async def of_nothing(context: CommandContext, args: Nothing) -> Reply:
    return shown(args)


TRIED = Dispatcher(Commands([of_agent, of_person, of_line, of_nothing]), Services())


async def answered(unit: Unit, line: str) -> dict[str, Any]:
    reply = await TRIED.answer(unit, CommandCall(text=line), TRIED.asked(line))
    return dict(literal_eval(reply.text_body))


@pytest.fixture
async def place(app: App) -> tuple[UUID, UUID]:
    workspace_id, owner = await make_workspace()
    for name in ("Sales Sentinel", "Sales Sentinel Berlin", "Revenue Tracker", "tracker", "Tracker"):
        await make_configuration(workspace_id, name)
    other, _ = await make_workspace("Other")
    await make_configuration(other, "Foreign Agent")
    return workspace_id, owner


@pytest.mark.parametrize(
    ("line", "agent"),
    [
        ("/try agent Sales Sentinel", "Sales Sentinel"),
        ("/try_agent sales  sentinel berlin", "Sales Sentinel Berlin"),
        ('/TRY Agent "Sales Sentinel"', "Sales Sentinel"),
        ("/try agent @sales-sentinel", "Sales Sentinel"),
        ("/try agent rev", "Revenue Tracker"),
        ("/try agent Tracker", "Tracker"),
        ("/try agent tracker", "tracker"),
        ("/try agent\nRevenue Tracker", "Revenue Tracker"),
    ],
)
async def test_the_longest_name_that_fits_is_meant(
    place: tuple[UUID, UUID], unit_of: UnitOf, line: str, agent: str
) -> None:
    assert (await answered(unit_of(*place), line))["agent"] == agent
    read = await answered(unit_of(*place), f"{line} 5 {{topic: 'x'}}")
    assert read == {"agent": agent, "count": 5, "params": {"topic": "x"}}


async def test_an_id_is_a_name_too(place: tuple[UUID, UUID], unit_of: UnitOf) -> None:
    made = await make_configuration(place[0], "By Id")
    assert (await answered(unit_of(*place), f"/try agent {made} a=1"))["agent"] == "By Id"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/try agent sales", "can be any of 'Sales Sentinel', 'Sales Sentinel Berlin'"),
        ("/try agent TRACKER", "can be any of 'Tracker', 'tracker'"),
        ('/try agent "sales"', "can be any of"),
        ("/try agent", "NAME is missing: which."),
        ("/try agent Revenue Tracker 5 more", "'more' is more than it takes."),
        ("/try agent Revenue Tracker ten", "count is a whole number."),
        ("/try agent Revenue Tracker 10", "count: Input should be less than or equal to 9."),
        ("/try agent Revenue Tracker {a: 1", "',' or '}' must follow"),
        ("/try person colour=red", "It takes no 'colour'."),
        ("/try person count=1.5", "count is a whole number."),
        ("/try person share=much", "share is a number."),
        ("/try person share=1e999", "share is a number."),
        ("/try person is_loud=maybe", "is_loud is true or false."),
        ("/try person 5 count=6", "'count' is given twice."),
        ("/say", "TEXT is missing"),
        ("/nothing at all", "'at' is more than it takes."),
    ],
)
async def test_a_wrong_argument_is_told_with_the_rule_and_the_usage_line(
    place: tuple[UUID, UUID], unit_of: UnitOf, line: str, told: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await answered(unit_of(*place), line)
    assert refused.value.code == "command_invalid"
    assert told in refused.value.message
    assert "Write it so: /" in refused.value.message


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Sales Sentinal Berlin", ["Sales Sentinel Berlin", "Sales Sentinel"]),
        ("Revenu", []),
        ("Foreign Agent", []),
        ("zzz", []),
    ],
)
async def test_a_name_that_is_not_there_gets_the_closest_ones_of_this_workspace(
    place: tuple[UUID, UUID], unit_of: UnitOf, name: str, near: list[str]
) -> None:
    line = f'/try agent "{name}x"'
    with pytest.raises(NotFound) as unknown:
        await answered(unit_of(*place), line)
    assert unknown.value.message.startswith(f"There is no agent '{name}x' here.")
    assert "Foreign" not in unknown.value.message.replace(f"{name}x", "")
    for one in near:
        assert f"'{one}'" in unknown.value.message
    with pytest.raises(InvalidInput) as refused:
        await TRIED.answer_typed(unit_of(*place), CommandCall(text=line), TRIED.asked(line))
    assert refused.value.code == "command_invalid"


async def test_values_come_by_name_where_a_command_takes_no_inputs(
    place: tuple[UUID, UUID], unit_of: UnitOf
) -> None:
    ada = await make_member(place[0], user_id=await make_user("Ada Lovelace"))
    assert ada
    unit = unit_of(*place)
    everything = {"person": "Ada Lovelace", "count": 7, "share": 0.5, "is_loud": True}
    for line in (
        '/try person person="Ada Lovelace" count=7 share=0.5 is_loud=yes',
        "/try person {person: 'ada lovelace', count: 7, share: '0.5', is_loud: true}",
        "/try person @ada-lovelace 7 .5 on",
        "/try person Ada Lovelace 7 is_loud=1 share=0.5",
    ):
        assert await answered(unit, line) == everything
    assert (await answered(unit, "/try person 7"))["count"] == 7


async def test_a_line_is_taken_as_it_stands(place: tuple[UUID, UUID], unit_of: UnitOf) -> None:
    text = 'Use  a=b {x "and" it\'s'
    assert await answered(unit_of(*place), f"/say {text}") == {"text": text}


async def test_a_command_is_for_its_role_and_those_above(place: tuple[UUID, UUID], unit_of: UnitOf) -> None:
    for role in Role:
        unit = unit_of(*place, role)
        assert await answered(unit, "/say x") == {"text": "x"}
        if role is Role.OWNER:
            assert await answered(unit, "/nothing") == {}
            continue
        with pytest.raises(NotAllowed, match=r"^/nothing is for owners\.$"):
            await answered(unit, "/nothing")


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("/agentz", ["/agents", "/agent run"]),
        ("/agent paws NAME", ["/agent pause"]),
        ("/agent", ["/agent list", "/agent run", "/agent pause"]),
        ("/runz", ["/runs"]),
        ("/hepl", ["mean /help?"]),
        ("/agnet run", ["/agent run"]),
        ("/topc", ["mean /topic?"]),
        ("/topc Orders and returns", ["mean /topic?"]),
        ("/brnad new", ["mean /brand new?"]),
        ("/list", ["/agent list"]),
        ("/remind", ["/help"]),
        ("/quit", ["/help"]),
        ("/me", ["/help"]),
        ("/zzzzzz", ["/help"]),
        ("/1/2", ["/help"]),
        ("/" + "x" * 15_000, ["/help"]),
    ],
)
def test_an_unknown_command_gets_the_closest_ones(line: str, near: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        find_commands().found(line)
    assert refused.value.code == "command_unknown"
    for name in near:
        assert name in refused.value.message
    assert ("Did you mean" in refused.value.message or line == "/agent") is (near != ["/help"])
    assert len(refused.value.message) < 400


def declared(**changes: Any) -> Command:
    async def handler(context: CommandContext, args: Line) -> Reply:
        return Reply()

    valid: dict[str, Any] = {"name": "x", "summary": "y", "role": Role.GUEST}
    return command(**valid | changes)(handler)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"summary": ""}, "needs a summary"),
        ({"summary": "y" * 101}, "needs a summary"),
        ({"role": "boss"}, "not a valid Role"),
        ({"name": "Big"}, "is no name"),
        ({"name": "a b c"}, "is no name"),
        ({"name": "a" * 33}, "longer than 32"),
        ({"aliases": ("a/b",)}, "is no name"),
    ],
)
def test_a_declaration_that_says_too_little_is_refused(changes: dict[str, Any], told: str) -> None:
    assert declared().name == "x"
    with pytest.raises(ValueError, match=told):
        declared(**changes)
