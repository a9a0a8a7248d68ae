"""/alerts and /mute: how much of a channel one hears of."""

from typing import Literal

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, Reply, command, here
from bot.contracts.unit import Role
from bot.services import preferences

# Off is not nothing: who is named, asked or answered still hears of it.
LEVELS = {"on": "all", "off": "mentions"}


class AlertsArgs(Args):
    """On or off."""

    state: Literal["on", "off"] = Field(description="Whether you hear of every alert posted in this channel")


class MuteArgs(Args):
    """On or off."""

    state: Literal["on", "off"] = Field("on", description="on: hear of nothing here; off: as before")


@command("alerts", "Hear of every alert in this channel, or of none", role=Role.GUEST)
async def alerts(context: CommandContext, args: AlertsArgs) -> Reply:
    """For oneself alone; the channel shows them all the same."""
    await preferences.set_channel_level(context.unit, here(context), LEVELS[args.state])
    if args.state == "on":
        return Reply("You hear of every alert in this channel now.")
    return Reply("You hear of alerts in this channel no more; of what names you, you still do.")


@command("mute", "Hear of nothing in this channel", role=Role.GUEST)
async def mute(context: CommandContext, args: MuteArgs) -> Reply:
    """For oneself alone; what was chosen before counts again when it is taken back."""
    is_muted = args.state == "on"
    await preferences.put_channel(context.unit, here(context), {"is_muted": is_muted})
    return Reply("This channel is muted for you." if is_muted else "This channel is no longer muted for you.")
