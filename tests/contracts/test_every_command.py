"""The contract of commands, over every file found: help, typed arguments, a role, fit for any client."""

from uuid import UUID

import pytest

from bot.contracts.commands import SUGGESTED, Command, Kind, Named
from bot.contracts.names import Names
from bot.contracts.unit import Role
from bot.runtime.arguments import REFERENCES, read, understood
from bot.runtime.discovery import find_commands
from scripts.docs import COMMANDS as PAGE
from scripts.docs import commands_page

COMMANDS = find_commands()
EVERY = [pytest.param(one, id=one.name.replace(" ", "-")) for one in COMMANDS.listed()]
SAMPLE = Named(UUID(int=7), "Sales Sentinel")
MOST_OPTIONS = 25
WORDS = {Kind.STRING: "ada@example.com", Kind.INTEGER: "3", Kind.NUMBER: "2.5", Kind.BOOLEAN: "true"}


async def look(kind: Kind, _: str) -> Names:
    return Names(kind.value, [SAMPLE])


def said(command: Command, name: str) -> str:
    """The usage line under that name, with something in each place."""
    line = command.syntax.replace(f"/{command.name}", f"/{name}", 1)
    for one in command.arguments:
        if one.kind is Kind.JSON:
            value = "{topic: 'x'}"
        elif one.kind in REFERENCES:
            value = SAMPLE.name
        else:
            value = one.choices[0] if one.choices else WORDS[one.kind]
        line = line.replace(one.syntax, value, 1)
    return line


@pytest.mark.parametrize("command", EVERY)
def test_it_says_what_it_does_and_for_whom(command: Command) -> None:
    assert 0 < len(command.summary) <= 100
    assert not command.summary.endswith(".")
    assert isinstance(command.role, Role)
    assert command.handler.__doc__


@pytest.mark.parametrize("command", EVERY)
def test_any_client_can_show_it(command: Command) -> None:
    assert len(command.arguments) <= MOST_OPTIONS
    for name in (command.name, *command.aliases):
        assert all(0 < len(word) <= 32 and word == word.lower() for word in name.split())
    for one in command.arguments:
        assert len(one.name) <= 32
        assert 0 < len(one.description) <= 100
        assert len(one.choices) <= MOST_OPTIONS
        assert (one.kind is Kind.CHOICE) <= bool(one.choices)
        assert one.kind not in SUGGESTED or one.suggest


@pytest.mark.parametrize("command", EVERY)
async def test_its_usage_line_is_understood_under_all_its_names(command: Command) -> None:
    for name in (command.name, *command.aliases):
        line = said(command, name)
        found, rest = COMMANDS.found(line)
        assert found is command, line
        args = await understood(found, read(found, rest), look)
        given = {one.name for one in command.arguments}
        assert args.model_fields_set == given, line
        assert isinstance(args, command.args)


def test_help_is_for_everybody() -> None:
    assert COMMANDS.named("help").is_for(Role.GUEST)
    assert COMMANDS.named("/agents") is COMMANDS.named("agent list")
    assert COMMANDS.named("run_agent") is COMMANDS.named("Agent Run")


def test_the_page_of_the_commands_is_what_make_docs_writes() -> None:
    assert PAGE.read_text("utf-8") == commands_page(COMMANDS.listed())
