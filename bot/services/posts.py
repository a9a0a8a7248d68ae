"""What is told of a message that was stored: ``recording`` keeps the fact where somebody in particular may
want to hear of it, ``news`` is what open clients get, ``view`` what is read.
"""

from collections.abc import Generator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.messages import ContentType
from bot.contracts.unit import Unit
from bot.services.carrying import News
from bot.services.events import outbox_row
from bot.services.storing import COLUMNS, CREATED, NewMessage, Stored, reading, storing_all
from storage.bulk import Call, Found, Shared

POSTED = "ionflux.chat.message.posted"
"""A fact: recorded where somebody in particular may want to hear of a message."""

SYSTEM_NAME = "IONFLUX"
PREVIEW = 200


def recording(unit: Unit, row: dict[str, Any], channel_type: str) -> Generator[Call, Found, None]:
    """Steps that keep the fact POSTED of a message stored just now, if it is a direct one, a reply, or
    mentions somebody; once, since a repeat is not stored.
    """
    if channel_type != "dm" and row["thread_id"] is None and not row["mentions_json_array"]:
        return
    payload = {
        "message_id": str(row["id"]),
        "channel_id": str(row["channel_id"]),
        "channel_type": channel_type,
        "thread_id": str(row["thread_id"]) if row["thread_id"] else None,
        "sender_id": str(row["sender_id"]),
        "sender_type": row["sender_type"],
        "mentions_json_array": row["mentions_json_array"] or [],
        "text_preview": preview(row["content_json"]),
    }
    kept = outbox_row(unit.event(POSTED, payload))
    unit.has_outbox_rows = True
    yield Call(kept.statement, kept.params)


def preview(content: dict[str, Any]) -> str:
    """The first words of a message, whatever it is made of."""
    inner: dict[str, Any] = {}
    for name in ("json_payload", "file_details_json", "status_update_json"):
        if isinstance(found := content.get(name), dict):
            inner = found
    told = (content.get("text_body"), *(inner.get(name) for name in ("title_text", "title", "text", "name")))
    return next((text for text in told if isinstance(text, str) and text), "")[:PREVIEW]


def note(
    unit: Unit,
    channel_id: UUID,
    text: str,
    *,
    read_by: UUID | None = None,
    thread_id: UUID | None = None,
    content_type: ContentType = ContentType.TEXT,
) -> None:
    """Put a message of the system's own into the channel: who came, who went, what was done. ``read_by`` has
    read it, if they have read everything before it.
    """
    new = NewMessage(
        workspace_id=unit.scope,
        channel_id=channel_id,
        sender_id=unit.scope,
        sender_type="system",
        content_type=content_type,
        content_json={"text_body": text},
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=thread_id,
    )

    def told(outcome: Stored | None) -> Generator[Call, Found, None]:
        if outcome is None:
            return
        row, _ = outcome
        if read_by is not None:
            yield from reading((unit.scope, channel_id), read_by, row["ordinal"], row)
        news(row, SYSTEM_NAME).tell(unit)

    unit.write(Shared(storing_all, new, told))


class MessageView(BaseModel):
    """A message in the concept's fields; the same over REST and the socket."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    channel_id: UUID
    seq: int
    sender_id: UUID
    sender_type: str
    sender_name: str
    content_type: str
    content_json: dict[str, Any]
    thread_id: UUID | None
    reply_count: int
    last_reply_at: datetime | None
    reply_user_ids_array: Sequence[UUID]
    reactions_json_array: Sequence[dict[str, Any]] = ()
    mentions_json_array: Sequence[dict[str, Any]]
    is_pinned: bool = False
    read_by_user_ids_array: Sequence[UUID] = ()
    client_message_id: str | None
    run_id: UUID | None
    created_at: datetime
    updated_at: datetime | None
    deleted_at: datetime | None


_ROW_FIELDS = [name for name in MessageView.model_fields if name in COLUMNS.split()]
_row_values = itemgetter(*_ROW_FIELDS)


def view(row: dict[str, Any], sender_name: str) -> MessageView:
    """The message of a stored row."""
    filled = {name: row[name] or () for name in ("reply_user_ids_array", "mentions_json_array")}
    return MessageView(**{**row, **filled, "sender_name": sender_name, "updated_at": row["edited_at"]})


def news(row: dict[str, Any], sender_name: str) -> News:
    """What is done once that new message is stored."""
    return News(told=_announcement(row, sender_name), seq=row["seq"], link_ids=row["link_ids"])


def _announcement(row: dict[str, Any], sender_name: str) -> dict[str, Any]:
    """What open clients are told of a new message."""
    # What the view would give, without its checks: a row that was stored just now needs none.
    payload = dict(zip(_ROW_FIELDS, _row_values(row), strict=True))
    payload["sender_name"], payload["updated_at"] = sender_name, row["edited_at"]
    payload["reply_user_ids_array"] = row["reply_user_ids_array"] or []
    payload["mentions_json_array"] = row["mentions_json_array"] or []
    payload["reactions_json_array"] = payload["read_by_user_ids_array"] = []
    payload["is_pinned"] = False
    return {"action": CREATED, "payload": payload}
