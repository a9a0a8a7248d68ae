"""/topic: what a channel is about."""

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, Reply, Rest, command, here
from bot.contracts.markdown import plain
from bot.contracts.unit import Role
from bot.services import channels


class TopicArgs(Args):
    """The topic."""

    text: Rest = Field("", description="What this channel is about; nothing takes it away", max_length=2_000)


@command("topic", "Say what this channel is about", role=Role.ADMIN)
async def topic(context: CommandContext, args: TopicArgs) -> Reply:
    """The channel's new description, told to everybody in it."""
    text = args.text.strip()
    await channels.update(context.unit, here(context), {"description_text": text or None})
    return Reply(
        f"The topic is now: {plain(text)}" if text else "The topic was taken away.", is_private=False
    )
