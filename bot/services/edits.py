"""A change of a message's content as steps, for units that share a commit; a stored change of its channel,
like those of ``changes``.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.services.carrying import Carried, News, carrying
from bot.services.changes import Kind
from bot.services.posts import MessageView, view
from bot.services.storing import COLUMNS
from config.clock import new_id
from storage.bulk import Call, Found, decoded, insert, statement
from storage.models.chat import Message, MessageEdit

_BEFORE = "SELECT content_json FROM messages WHERE workspace_id = ? AND id = ? AND deleted_at IS NULL"
_READ = statement(_BEFORE, postgres=f"{_BEFORE} FOR UPDATE")
_HOLD = statement(
    "SELECT 1 WHERE ? IS NULL AND ? IS NULL",
    postgres="SELECT 1 FROM channels WHERE id ="
    " (SELECT channel_id FROM messages WHERE workspace_id = ? AND id = ?) FOR UPDATE",
)
_SET = "UPDATE messages SET content_json = ?, edited_at = ?, updated_at = ? WHERE workspace_id = ? AND id = ?"
_CHANGE = statement(f"{_SET} RETURNING {', '.join(COLUMNS.split())}")
_NEXT_SEQ = statement(
    "UPDATE channels SET last_seq = last_seq + 1 WHERE workspace_id = ? AND id = ?"
    " RETURNING last_seq, link_count"
)
_KEEP = insert(
    MessageEdit,
    "id workspace_id channel_id seq message_id message_seq kind user_id content_json created_at updated_at",
)
_REACTIONS = statement(
    "SELECT emoji, user_id FROM reactions WHERE workspace_id = ? AND message_id = ? ORDER BY id"
)
_PIN = statement("SELECT 1 FROM pins WHERE workspace_id = ? AND message_id = ?")
_READERS = statement(
    "SELECT user_id FROM channel_members WHERE workspace_id = ? AND channel_id = ? AND last_read_seq >= ?"
    " ORDER BY id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A message about to get other content, by whom (None: by nobody in particular), with its sender's
    name. ``content_before`` None keeps nothing of what stood there.
    """

    workspace_id: UUID
    message_id: UUID
    content_before: dict[str, Any] | None
    content_json: dict[str, Any]
    user_id: UUID | None
    sender_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Edited:
    """The message as it is now, and what is done once that is stored."""

    shown: MessageView
    news: News


def holding(workspace_id: UUID, message_id: UUID) -> Generator[Call, Found, None]:
    """Steps that keep the channel of a message from others, as everybody does who changes a message, before
    they hold anything else of it.
    """
    yield Call(_HOLD, (workspace_id, message_id))


def content(workspace_id: UUID, message_id: UUID) -> Generator[Call, Found, dict[str, Any] | None]:
    """Steps that read what a message holds, and keep others from changing it meanwhile; None: it is gone."""
    yield from holding(workspace_id, message_id)
    found = yield Call(_READ, (workspace_id, message_id))
    return decoded(Message, "content_json", found[0])["content_json"] if found else None


def editing(edit: Edit) -> Generator[Call, Found, Edited]:
    """Steps that change a message which ``content`` has just read, as the next change of its channel."""
    changed = yield Call(_CHANGE, (edit.content_json, edit.at, edit.at, edit.workspace_id, edit.message_id))
    row = decoded(Message, COLUMNS, changed[0])
    scope, channel_id = edit.workspace_id, row["channel_id"]
    seq, link_count = (yield Call(_NEXT_SEQ, (scope, channel_id)))[0]
    link_ids: Sequence[UUID] = ()
    if link_count:
        change = Carried(
            workspace_id=scope,
            channel_id=channel_id,
            message_id=row["id"],
            seq=seq,
            kind=Kind.UPDATED.value,
            at=edit.at,
        )
        (link_ids,) = yield from carrying([change])
    place = (new_id(), scope, channel_id, seq, row["id"], row["seq"])
    yield Call(_KEEP, (*place, Kind.UPDATED.value, edit.user_id, edit.content_before, edit.at, edit.at))
    reactions: dict[str, list[str]] = {}
    for emoji, user_id in (yield Call(_REACTIONS, (scope, row["id"]))):
        reactions.setdefault(emoji, []).append(str(user_id))
    pinned = yield Call(_PIN, (scope, row["id"]))
    readers = yield Call(_READERS, (scope, channel_id, row["seq"]))
    beside = {
        "reactions_json_array": [
            {"emoji": emoji, "user_ids_array": people} for emoji, people in reactions.items()
        ],
        "is_pinned": bool(pinned),
        "read_by_user_ids_array": [user_id for (user_id,) in readers],
    }
    shown = view(row | beside, edit.sender_name)
    payload = shown.model_dump(mode="json") | {"seq": seq, "message_seq": shown.seq}
    told = {"action": Kind.UPDATED.value, "payload": payload}
    return Edited(shown, News(told=told, seq=seq, link_ids=link_ids))
