"""How far people have read. A place keeps, beside the number, how many of the channel's messages are no
longer unread: those up to the number, and those after it that were deleted. So unread is a subtraction.
"""

from uuid import UUID

from tortoise.expressions import F

from bot.contracts.unit import Unit
from bot.services import channels
from storage.models.chat import Channel, ChannelMember, Message, MessageEdit


async def mark(unit: Unit, channel_id: UUID, seq: int, *, is_unread: bool = False) -> None:
    """Remember how far the actor has read: never beyond what there is, and never back unless ``is_unread``
    says that what comes after the number is to count as unread again. All sockets of the actor are told.

    Raises:
        NotFound: no such channel for the actor.
    """
    row = await (channels.held if is_unread else channels.entered)(unit, channel_id)
    mine = ChannelMember.of(unit.scope).filter(channel_id=channel_id, user_id=unit.actor.id)
    # A deletion waits here, or is over and is counted.
    place = await mine.select_for_update().first()
    if place is None:
        place = await _placed(unit, channel_id)
    read = min(seq, row.last_seq)
    if read <= place.last_read_seq and not (is_unread and read < place.last_read_seq):
        return
    count = await _read_count(unit, channel_id, read)
    await mine.update(last_read_seq=read, read_count=count, updated_at=unit.now)
    await row.refresh_from_db(fields=["message_count"])
    told = {
        "channel_id": str(channel_id),
        "last_read_seq": read,
        "unread_count": row.message_count - count,
    }
    unit.announce({"action": "channel_read", "payload": told, "to": [str(unit.actor.id)]})


async def forget(unit: Unit, channel_id: UUID, seq: int) -> None:
    """Count the message of that number, deleted just now, as unread for nobody. The channel is held."""
    await Channel.of(unit.scope).filter(id=channel_id).update(deleted_count=F("deleted_count") + 1)
    behind = ChannelMember.of(unit.scope).filter(channel_id=channel_id, last_read_seq__lt=seq)
    await behind.update(read_count=F("read_count") + 1)


async def _placed(unit: Unit, channel_id: UUID) -> ChannelMember:
    """A place for somebody who reads an open channel without being in it."""
    row = await channels.held(unit, channel_id)
    place = ChannelMember(
        workspace_id=unit.scope,
        channel_id=channel_id,
        user_id=unit.actor.id,
        is_inside=False,
        read_count=row.deleted_count,
    )
    await ChannelMember.bulk_create([place], ignore_conflicts=True)
    found = ChannelMember.of(unit.scope).select_for_update()
    return await found.get(channel_id=channel_id, user_id=unit.actor.id)


async def _read_count(unit: Unit, channel_id: UUID, seq: int) -> int:
    upto = Message.of(unit.scope).filter(channel_id=channel_id, seq__lte=seq).order_by("-seq")
    behind = await upto.only("id", "ordinal").first()
    taken_back = MessageEdit.of(unit.scope).filter(
        channel_id=channel_id, kind="message_deleted", message_seq__gt=seq
    )
    return (behind.ordinal if behind else 0) + await taken_back.count()
