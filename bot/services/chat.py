"""Channels, members, messages. ``storing`` is how every message comes to be: one number in its channel, once."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from config.clock import new_id
from storage.bulk import Call, Found, decoded, insert, statement
from storage.models.chat import Channel, Message

_COLUMNS = (
    "id workspace_id channel_id seq sender_id sender_type content_type content_json thread_id reply_count"
    " client_message_id run_id part correlation_id created_at updated_at edited_at deleted_at"
)
_NEXT_SEQ = statement(
    "UPDATE channels SET last_seq = last_seq + 1 WHERE workspace_id = ? AND id = ? RETURNING last_seq"
)
_INSERT = insert(Message, _COLUMNS)
_BY_CLIENT_ID = statement(
    f"SELECT {', '.join(_COLUMNS.split())} FROM messages"  # noqa: S608 - our own column names
    " WHERE workspace_id = ? AND channel_id = ? AND sender_id = ? AND client_message_id = ?"
)
_BY_PART = statement(
    f"SELECT {', '.join(_COLUMNS.split())} FROM messages WHERE workspace_id = ? AND run_id = ? AND part = ?"  # noqa: S608
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message about to be stored. ``client_message_id``, or ``run_id`` and ``part``, make a repeat the same one."""

    workspace_id: UUID
    channel_id: UUID
    sender_id: UUID
    sender_type: str
    content_type: str
    content_json: dict[str, Any]
    correlation_id: UUID
    at: datetime
    thread_id: UUID | None = None
    client_message_id: str | None = None
    run_id: UUID | None = None
    part: int | None = None


def storing(new: NewMessage) -> Generator[Call, Found, tuple[dict[str, Any], bool] | None]:
    """Steps that give the message the next number of its channel and store it.

    Returns the stored row and whether it is new: a repeat gives the first one. None where the channel is gone.
    """
    if new.client_message_id is not None:
        key = (new.workspace_id, new.channel_id, new.sender_id, new.client_message_id)
        if found := (yield Call(_BY_CLIENT_ID, key)):
            return decoded(Message, _COLUMNS, found[0]), False
    if new.run_id is not None and (found := (yield Call(_BY_PART, (new.workspace_id, new.run_id, new.part)))):
        return decoded(Message, _COLUMNS, found[0]), False
    numbered = yield Call(_NEXT_SEQ, (new.workspace_id, new.channel_id))
    if not numbered:
        return None
    row = {
        "id": new_id(),
        "workspace_id": new.workspace_id,
        "channel_id": new.channel_id,
        "seq": numbered[0][0],
        "sender_id": new.sender_id,
        "sender_type": new.sender_type,
        "content_type": new.content_type,
        "content_json": new.content_json,
        "thread_id": new.thread_id,
        "reply_count": 0,
        "client_message_id": new.client_message_id,
        "run_id": new.run_id,
        "part": new.part,
        "correlation_id": new.correlation_id,
        "created_at": new.at,
        "updated_at": new.at,
        "edited_at": None,
        "deleted_at": None,
    }
    yield Call(_INSERT, tuple(row.values()))
    return row, True
