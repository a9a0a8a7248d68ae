"""What a command answers: to its author's open clients alone, or as a message that the channel keeps."""

from collections.abc import Generator
from uuid import UUID

from bot.contracts.commands import CommandCall, Reply
from bot.contracts.messages import ContentType
from bot.contracts.unit import Unit
from bot.services.changes import SYSTEM_NAME
from bot.services.posts import NewMessage, announcement, storing
from config.errors import NotFound
from storage.bulk import Call, Found, Steps


def give(unit: Unit, call: CommandCall, reply: Reply) -> None:
    """Put the reply on the unit, after what the unit stores before it; an empty one is none."""
    if not reply.text_body:
        return
    if reply.is_private or call.channel_id is None:
        unit.write(Steps(lambda: _told(unit, call, reply)))
    else:
        unit.write(Steps(lambda: _kept(unit, call, reply.text_body, _sender(unit))))


def _told(unit: Unit, call: CommandCall, reply: Reply) -> Generator[Call, Found, None]:
    yield from ()
    payload = {
        "channel_id": str(call.channel_id) if call.channel_id else None,
        "thread_id": str(call.thread_id) if call.thread_id else None,
        "client_message_id": call.client_message_id,
        "text_body": reply.text_body,
        "is_error": False,
    }
    frame = {"action": "reply", "payload": payload, "to": [str(unit.actor.id)]}
    unit.announce(str(unit.scope), frame)


def _kept(unit: Unit, call: CommandCall, text: str, sender_id: UUID) -> Generator[Call, Found, None]:
    if call.channel_id is None:
        return
    new = NewMessage(
        workspace_id=unit.scope,
        channel_id=call.channel_id,
        sender_id=sender_id,
        sender_type="system",
        content_type=ContentType.MARKDOWN,
        content_json={"text_body": text},
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=call.thread_id,
    )
    outcome = yield from storing(new)
    if outcome is None:
        raise NotFound("This channel does not exist.")
    unit.announce(str(unit.scope), announcement(outcome[0], SYSTEM_NAME))


def _sender(unit: Unit) -> UUID:
    """A system message has no sender of its own; it keeps on whose behalf it was written."""
    if unit.actor.id is None:
        raise NotFound("This channel does not exist.")
    return unit.actor.id
