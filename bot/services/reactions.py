"""Reactions: an emoji under a message, once for each person; a stored change of the channel."""

import re
from uuid import UUID

from bot.contracts.unit import Unit
from bot.services import access, changes
from bot.services.changes import Kind
from bot.services.posts import MessageView
from config.errors import InvalidInput, NotFound
from storage.models.chat import Reaction

MOST_KINDS, LONGEST_EMOJI = 50, 32
# By where emoji stand in Unicode, the next years' among them, and how they are put together: a shape, its
# colour of skin and the letters of a region's flag, several joined; a telephone's key; a flag's two letters.
_SHAPE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_PART = f"{_SHAPE}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
_EMOJI = re.compile(f"{_PART}(?:\u200d{_PART})*|[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{2}}", re.ASCII)


async def put(unit: Unit, message_id: UUID, emoji: str) -> MessageView:
    """The actor's emoji under the message; there already, it stays as it is.

    Raises:
        NotFound: no such message for the actor.
        InvalidInput: no emoji, or of one kind too many.
    """
    access.require(unit, "messages.post")
    _check(emoji)
    row = await changes.held(unit, message_id)
    given = await Reaction.of(unit.scope).filter(message_id=message_id)
    if any(one.emoji == emoji and one.user_id == unit.actor.id for one in given):
        return await changes.shown(unit, row)
    kinds = {one.emoji for one in given}
    if emoji not in kinds and len(kinds) >= MOST_KINDS:
        raise InvalidInput(f"At most {MOST_KINDS} different reactions under one message.")
    await Reaction.create(workspace_id=unit.scope, message_id=message_id, emoji=emoji, user_id=unit.actor.id)
    return await changes.keep(unit, row, Kind.REACTED)


async def take_back(unit: Unit, message_id: UUID, emoji: str) -> MessageView:
    """The message without the actor's emoji; where it was not there nothing changes.

    Raises:
        NotFound: no such message for the actor.
    """
    access.require(unit, "messages.post")
    _check(emoji)
    row = await changes.held(unit, message_id)
    mine = Reaction.of(unit.scope).filter(message_id=message_id, emoji=emoji, user_id=unit.actor.id)
    if not await mine.delete():
        return await changes.shown(unit, row)
    return await changes.keep(unit, row, Kind.REACTED)


async def mirror(unit: Unit, message_id: UUID, given: tuple[str, UUID], *, is_added: bool) -> None:
    """Have the emoji that somebody gave, or took back, on a platform under the message. What is no emoji
    here, or is so already, changes nothing.
    """
    emoji, user_id = given
    try:
        _check(emoji)
        row = await changes.held(unit, message_id)
    except (InvalidInput, NotFound):
        return
    rows = Reaction.of(unit.scope).filter(message_id=message_id)
    mine = rows.filter(emoji=emoji, user_id=user_id)
    if not is_added:
        if await mine.delete():
            await changes.keep(unit, row, Kind.REACTED)
        return
    kinds = {one.emoji for one in await rows}
    if await mine.exists() or (emoji not in kinds and len(kinds) >= MOST_KINDS):
        return
    await Reaction.create(
        workspace_id=unit.scope, message_id=message_id, emoji=emoji, user_id=user_id,
        link_id=unit.origin_link_id,
    )  # fmt: skip
    await changes.keep(unit, row, Kind.REACTED)


def _check(emoji: str) -> None:
    if len(emoji) > LONGEST_EMOJI or not _EMOJI.fullmatch(emoji):
        raise InvalidInput("emoji: one emoji, as a keyboard of emoji gives it.")
