"""/link account CODE, /link channel NAME: make an account, or a place, of a platform the same as one here."""

from pydantic import Field

from bot.contracts.commands import Args, ChannelName, CommandContext, Reply, command
from bot.contracts.markdown import plain
from bot.contracts.unit import Role
from bot.services import mirrors
from config.errors import InvalidInput


class AccountArgs(Args):
    """The code."""

    code: str = Field(description="The code from Settings, Connected accounts", max_length=40)


class ChannelArgs(Args):
    """Which channel."""

    channel: ChannelName = Field(description="The channel that this place is to be one conversation with")


@command("link account", "Make your account on this platform your account in IONFLUX", role=Role.GUEST)
async def account(context: CommandContext, args: AccountArgs) -> Reply:
    """On a platform the door itself answers it, since whoever says it is nobody yet."""
    del context, args
    raise InvalidInput(
        "Say this on the platform whose account you want to link, in a message to the bot.",
        code="command_invalid",
    )


@command("link channel", "Make this place and a channel one conversation", role=Role.ADMIN)
async def channel(context: CommandContext, args: ChannelArgs) -> Reply:
    """Everything said from now on stands in both."""
    if context.call.place is None:
        raise InvalidInput(
            "Say this in the place on Slack, Discord or Telegram that is to be linked.",
            code="command_invalid",
        )
    unit, place = context.unit, context.call.place
    made = await mirrors.link(unit, args.channel.id, place, context.services.grants)
    told = f"This place and **#{plain(args.channel.name)}** are one conversation now."
    return Reply(told if made.status == "active" else f"{told} It is {made.status}.")
