"""Pins: the messages that a channel keeps at hand. Pinning is a stored change of the message."""

from collections.abc import Sequence
from uuid import UUID

from bot.contracts.unit import Unit
from bot.services import access, changes, channels
from bot.services.changes import Kind
from bot.services.posts import MessageView
from config.errors import InvalidInput
from storage.models.chat import Message, Pin

MOST_PINS = 200


async def listed(unit: Unit, channel_id: UUID) -> Sequence[MessageView]:
    """The channel's pinned messages, the last pinned first.

    Raises:
        NotFound: no such channel for the actor.
    """
    await channels.entered(unit, channel_id)
    pinned = Pin.of(unit.scope).filter(channel_id=channel_id).order_by("-id")
    ids = [row.message_id for row in await pinned.only("id", "message_id")]
    rows = await Message.of(unit.scope).filter(id__in=ids, deleted_at=None)
    shown = {one.id: one for one in await changes.views(unit.scope, channel_id, rows)}
    return [shown[one] for one in ids if one in shown]


async def put(unit: Unit, message_id: UUID) -> MessageView:
    """The message, pinned; pinned already, it stays where it is.

    Raises:
        NotFound: no such message for the actor.
        InvalidInput: the channel has too many.
    """
    row = await changes.held(unit, message_id)
    access.require(unit, "messages.pin")
    pins = Pin.of(unit.scope).filter(channel_id=row.channel_id)
    if await pins.filter(message_id=message_id).exists():
        return await changes.shown(unit, row)
    if await pins.count() >= MOST_PINS:
        raise InvalidInput(f"A channel has at most {MOST_PINS} pinned messages. Unpin one first.")
    await Pin.create(
        workspace_id=unit.scope, channel_id=row.channel_id, message_id=message_id, user_id=unit.actor.id
    )
    return await changes.keep(unit, row, Kind.UPDATED)


async def take_off(unit: Unit, message_id: UUID) -> MessageView:
    """The message, no longer pinned.

    Raises:
        NotFound: no such message for the actor.
    """
    row = await changes.held(unit, message_id)
    access.require(unit, "messages.pin")
    if not await Pin.of(unit.scope).filter(message_id=message_id).delete():
        return await changes.shown(unit, row)
    return await changes.keep(unit, row, Kind.UPDATED)
