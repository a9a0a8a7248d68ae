"""/help: written from the registry, never by hand."""

from pydantic import Field

from bot.contracts.commands import Args, Command, CommandContext, Reply, Rest, command
from bot.contracts.markdown import bullets, code
from bot.contracts.unit import Role
from config.errors import InvalidInput


class HelpArgs(Args):
    """Of what."""

    about: Rest = Field("", description="A command, such as agent run")


@command("help", "What there is to say, and how", role=Role.GUEST)
async def about(context: CommandContext, args: HelpArgs) -> Reply:
    """The commands that one may use, or all of one command."""
    mine = context.commands.listed(context.unit.actor.role)
    if not args.about.strip():
        lines = [f"{code(one.syntax)} – {one.summary}" for one in mine]
        return Reply(f"**Commands**\n\n{bullets(lines)}\n\nMore of one: {code('/help agent run')}")
    found = _meant(context, args.about.strip().removeprefix("/").casefold())
    shown = [_whole(one) for one in found if one in mine]
    if not shown:
        raise InvalidInput(f"/{found[0].name} is not for your role.", code="command_invalid")
    return Reply("\n\n".join(shown))


def _meant(context: CommandContext, name: str) -> list[Command]:
    """One command, or all that begin with that word."""
    under = [one for one in context.commands.under(name) if " " in one.name]
    return under or [context.commands.named(name)]


def _whole(one: Command) -> str:
    told = [code(one.syntax), f"{one.summary}. For {one.role.value}s and above."]
    told += [f"- {code(argument.name)}: {argument.description}" for argument in one.arguments]
    if one.aliases:
        told.append(f"Also {', '.join(code(f'/{alias}') for alias in one.aliases)}.")
    return "\n\n".join(told[:2]) + ("\n" + "\n".join(told[2:]) if told[2:] else "")
