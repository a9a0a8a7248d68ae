"""From a line that somebody typed to its command's reply: parse, permission, arguments, handler.

It stores nothing itself; what the handler does is on the unit.
"""

from functools import partial
from typing import NamedTuple

from bot.contracts.commands import Command, CommandCall, CommandContext, Parsed, Reply, Services, Typed, Word
from bot.contracts.unit import Role, Unit
from bot.runtime.arguments import as_invalid, read, understood
from bot.runtime.commands import Commands
from bot.services import access, naming
from config.errors import NotAllowed, NotFound


class Asked(NamedTuple):
    """A command and what was typed after its name."""

    command: Command
    typed: Typed


class Dispatcher:
    """Answers calls."""

    def __init__(self, commands: Commands, services: Services) -> None:
        """Know those commands, and the services that have state."""
        self.commands = commands
        self.services = services

    def asked(self, text: str) -> Asked:
        """What a line asks for.

        Raises:
            InvalidInput: ``command_unknown`` or ``command_invalid``, with what would be right.
        """
        command, rest = self.commands.found(text)
        return Asked(command, read(command, rest))

    def parsed(self, parsed: Parsed) -> Asked:
        """What a client asks for that has parsed the line itself.

        Raises:
            InvalidInput: as ``asked``.
        """
        command = self.commands.named(parsed.name)
        typed = read(command, parsed.rest)
        first = () if parsed.target is None else (Word(parsed.target, is_quoted=True),)
        given = {**(typed.values or {}), **parsed.values} if parsed.values else typed.values
        return Asked(command, typed._replace(words=(*first, *typed.words), values=given))

    async def answer(self, unit: Unit, call: CommandCall, asked: Asked) -> Reply:
        """Do it.

        Raises:
            NotAllowed: not for the actor's role.
            InvalidInput: ``command_invalid``.
            NotFound: an argument names what is not there; with the closest names.
        """
        command = asked.command
        access.require(unit, "commands.use")
        _permit(unit, command)
        args = await understood(command, asked.typed, partial(naming.names, unit))
        context = CommandContext(unit=unit, call=call, commands=self.commands, services=self.services)
        return await command.handler(context, args)

    async def answer_typed(self, unit: Unit, call: CommandCall, asked: Asked) -> Reply:
        """``answer``, for a line: an argument that names nothing is a fault of the line."""
        try:
            return await self.answer(unit, call, asked)
        except NotFound as unknown:
            raise as_invalid(asked.command, unknown) from unknown


def _permit(unit: Unit, command: Command) -> None:
    if not command.is_for(unit.actor.role):
        may = [role.value for role in Role if command.is_for(role)]
        raise NotAllowed(f"/{command.name} is for {_listed(may)}.")


def _listed(roles: list[str]) -> str:
    people = [f"{role}s" for role in roles]
    return people[0] if len(people) == 1 else f"{', '.join(people[:-1])} and {people[-1]}"
