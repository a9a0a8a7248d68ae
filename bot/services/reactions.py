"""Reactions: an emoji under a message, once for each person; a stored change of the channel."""

import unicodedata
from uuid import UUID

from bot.contracts.unit import Unit
from bot.services import access, changes
from bot.services.changes import Kind
from bot.services.posts import MessageView
from config.errors import InvalidInput
from storage.models.chat import Reaction

MOST_KINDS, LONGEST_EMOJI = 50, 32
# What joins the parts of an emoji, and spells out the flags of regions; other marks without a shape are none.
_JOINER, _TAGS = "\u200d", range(0xE0020, 0xE0080)


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


def _check(emoji: str) -> None:
    if not 1 <= len(emoji) <= LONGEST_EMOJI:
        raise InvalidInput(f"emoji: 1 to {LONGEST_EMOJI} characters.")
    for character in emoji:
        kind = unicodedata.category(character)
        is_part = character == _JOINER or ord(character) in _TAGS
        if character.isspace() or (kind[0] in "CZ" and kind != "Co" and not is_part):
            raise InvalidInput("emoji: no spaces and no control characters.")
