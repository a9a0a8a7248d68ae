"""What is answered to what somebody said: to their open clients alone, or as a message that the channel
keeps.
"""

from collections.abc import Generator
from typing import Any

from bot.contracts.commands import CommandCall, Reply
from bot.contracts.messages import ContentType
from bot.contracts.unit import Unit
from bot.services import posts
from storage.bulk import Call, Found, Steps


def give(unit: Unit, call: CommandCall, reply: Reply) -> None:
    """Put the reply on the unit, after what the unit stores before it; an empty one is none."""
    if not reply.text_body:
        return
    if not reply.is_private and call.channel_id is not None:
        posts.note(
            unit, call.channel_id, reply.text_body, read_by=unit.actor.id, thread_id=call.thread_id,
            content_type=ContentType.MARKDOWN,
        )  # fmt: skip
        return

    def script() -> Generator[Call, Found, None]:
        yield from ()
        unit.announce(frame(unit, call, reply.text_body))

    unit.write(Steps(script))


def frame(unit: Unit, call: CommandCall, text: str, *, code: str | None = None) -> dict[str, Any]:
    """What the open clients of whoever acts are told of it, and nobody else's. ``code`` says what was
    wrong.
    """
    payload: dict[str, Any] = {
        "channel_id": call.channel_id,
        "thread_id": call.thread_id,
        "client_message_id": call.client_message_id,
        "text_body": text,
        "is_error": code is not None,
    }
    payload |= {} if code is None else {"code": code}
    return {"action": "reply", "payload": payload, "to": [unit.actor.id]}
