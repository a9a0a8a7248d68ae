"""/topic: what a channel is about."""

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, Reply, Rest, command, here
from bot.contracts.markdown import code, plain
from bot.contracts.unit import Role
from bot.services import channels, users

CLEAR = "--clear"


class TopicArgs(Args):
    """The topic."""

    text: Rest = Field(
        "",
        description=f"What this channel is about; {CLEAR} takes it away; without it the present one is shown",
        max_length=2_000,
    )


@command("topic", "Show or say what this channel is about", role=Role.ADMIN)
async def topic(context: CommandContext, args: TopicArgs) -> Reply:
    """The channel's description for oneself; a new one, or that there is none any more, told to everybody."""
    text = args.text.strip()
    if text and text != CLEAR:
        await channels.update(context.unit, here(context), {"description_text": text})
        return Reply(f"The topic is now: {plain(text)}", is_private=False)
    known = (await channels.get(context.unit, here(context))).description_text
    if not known:
        how = "" if text else " Say what it is about with /topic TEXT."
        return Reply(f"This channel has no topic.{how}")
    if not text:
        how = f"Change it with /topic TEXT, take it away with {code(f'/topic {CLEAR}')}."
        return Reply(f"The topic is: {plain(known)}\n\n{how}")
    await channels.update(context.unit, here(context), {"description_text": None})
    who = (await users.me(context.unit)).name
    return Reply(f"The topic was taken away by {plain(who)}", is_private=False)
