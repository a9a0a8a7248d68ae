"""/dm: a conversation between two."""

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, PersonName, Reply, command, link_to
from bot.contracts.markdown import plain
from bot.contracts.unit import Role
from bot.services import channels


class PersonArgs(Args):
    """Who."""

    person: PersonName = Field(description="With whom, by name")


@command("dm", "Open a conversation with one other person", role=Role.MEMBER)
async def direct(context: CommandContext, args: PersonArgs) -> Reply:
    """The one there is, else a new one."""
    found = await channels.create(context.unit, channel_type="dm", member_ids=[args.person.id])
    return Reply(f"[Your conversation with {plain(args.person.name)}]({link_to(context, found.id)})")
