"""/join and /leave: being in a channel."""

from pydantic import Field

from bot.contracts.commands import Args, ChannelName, CommandContext, Reply, command, here
from bot.contracts.markdown import plain
from bot.contracts.unit import Role
from bot.services import channel_members, channels


class ChannelArgs(Args):
    """Which channel."""

    channel: ChannelName | None = Field(None, description="Which channel; without it this one")


@command("join", "Be in a channel, and hear of what is said there", role=Role.MEMBER)
async def join(context: CommandContext, args: ChannelArgs) -> Reply:
    """Open channels alone: into a private one one is put by those who are in it."""
    channel_id = args.channel.id if args.channel else here(context)
    found = await channels.get(context.unit, channel_id)
    if found.is_member:
        return Reply(f"You are in #{plain(found.name)} already.")
    await channel_members.add(context.unit, channel_id, context.author)
    return Reply(f"You are in #{plain(found.name)} now.")


@command("leave", "Be in a channel no more", role=Role.GUEST)
async def leave(context: CommandContext, args: ChannelArgs) -> Reply:
    """A private one is gone for whoever leaves it; an open one stays readable."""
    channel_id = args.channel.id if args.channel else here(context)
    found = await channels.get(context.unit, channel_id)
    if not found.is_member:
        return Reply(f"You are not in #{plain(found.name)}.")
    await channel_members.remove(context.unit, channel_id, context.author)
    return Reply(f"You left #{plain(found.name)}.")
