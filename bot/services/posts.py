"""How every message comes to be: ``storing`` gives it the next number of its channel, and stores it once;
``recording`` keeps the fact where somebody in particular may want to hear of it.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.messages import ContentType
from bot.contracts.unit import Unit
from bot.services import threads
from bot.services.carrying import Carried, News, carrying
from bot.services.events import outbox_row
from config.clock import new_id
from config.errors import NotFound
from storage.bulk import Call, Found, Steps, decoded, insert, statement
from storage.models.chat import Message

POSTED = "ionflux.chat.message.posted"
"""A fact: recorded where somebody in particular may want to hear of a message."""

CREATED = "new_message"
SYSTEM_NAME = "IONFLUX"
PREVIEW = 200
COLUMNS = (
    "id workspace_id channel_id seq sender_id sender_type content_type content_json thread_id reply_count"
    " last_reply_at reply_user_ids_array mentions_json_array ordinal client_message_id run_id part"
    " correlation_id created_at updated_at edited_at deleted_at"
)
MOST_REPLIERS = 5
_NEXT_SEQ = statement(
    "UPDATE channels SET last_seq = last_seq + 1, message_count = message_count + ?"
    " WHERE workspace_id = ? AND id = ? RETURNING last_seq, message_count, link_count"
)
_INSERT = insert(Message, COLUMNS)
# On PostgreSQL the channel is held before a repeat is looked for: of two at once the second finds the first.
_HOLD = statement(
    "SELECT 1 WHERE ? IS NULL AND ? IS NULL",
    postgres="SELECT 1 FROM channels WHERE workspace_id = ? AND id = ? FOR UPDATE",
)
_BY_CLIENT_ID = statement(
    f"SELECT {', '.join(COLUMNS.split())} FROM messages"
    " WHERE workspace_id = ? AND channel_id = ? AND sender_id = ? AND client_message_id = ?"
)
_BY_PART = statement(
    f"SELECT {', '.join(COLUMNS.split())} FROM messages WHERE workspace_id = ? AND run_id = ? AND part = ?"
)
_PARENT_COLUMNS = "reply_user_ids_array sender_id sender_type"
_PARENT = statement(
    f"SELECT {', '.join(_PARENT_COLUMNS.split())} FROM messages WHERE workspace_id = ? AND id = ?"
)
_COUNT_REPLY = statement(
    "UPDATE messages SET reply_count = reply_count + 1, last_reply_at = ?, reply_user_ids_array = ?"
    " WHERE workspace_id = ? AND id = ?"
)
# Who had read everything has read what they write themselves, and that they came.
_READ_OWN = statement(
    "UPDATE channel_members SET last_read_seq = ?, read_count = ?"
    " WHERE workspace_id = ? AND channel_id = ? AND user_id = ? AND read_count = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message about to be stored. ``client_message_id``, or ``run_id`` and ``part``, know a repeat.

    ``id`` is for those who must name the message before it is stored. ``origin_link_id`` is the link that it
    came by, which it is not sent back to.
    """

    workspace_id: UUID
    channel_id: UUID
    sender_id: UUID
    sender_type: str
    content_type: str
    content_json: dict[str, Any]
    correlation_id: UUID
    at: datetime
    thread_id: UUID | None = None
    mentions: Sequence[dict[str, Any]] = ()
    client_message_id: str | None = None
    run_id: UUID | None = None
    part: int | None = None
    id: UUID | None = None
    origin_link_id: UUID | None = None


def storing(new: NewMessage) -> Generator[Call, Found, tuple[dict[str, Any], bool] | None]:
    """Steps that give the message the next number of its channel and store it; a reply is counted above it.

    Returns the stored row and whether it is new: a repeat gives the first one. A new one has ``link_ids``,
    the links it is on its way to. None: the channel is gone.
    """
    if (known := (yield from _known(new))) is not None:
        return known, False
    is_reply = new.thread_id is not None
    numbered = yield Call(_NEXT_SEQ, (0 if is_reply else 1, new.workspace_id, new.channel_id))
    if not numbered:
        return None
    row = _row(new, seq=numbered[0][0], ordinal=numbered[0][1])
    yield Call(_INSERT, tuple(row.values()))
    row["link_ids"] = (yield from _carried(new, row)) if numbered[0][2] else ()
    following = [UUID(one["id"]) for one in new.mentions if one["type"] == "user"]
    if is_reply:
        following += yield from _counted(new)
    elif new.sender_type == "user":
        yield from _read_by(row, new.sender_id)
    yield from threads.joining(new.workspace_id, new.thread_id or row["id"], following, new.at)
    return row, True


def _carried(new: NewMessage, row: dict[str, Any]) -> Generator[Call, Found, Sequence[UUID]]:
    change = Carried(
        workspace_id=new.workspace_id,
        channel_id=new.channel_id,
        message_id=row["id"],
        seq=row["seq"],
        kind=CREATED,
        at=new.at,
        origin_link_id=new.origin_link_id,
    )
    return (yield from carrying(change))


def stored(new: NewMessage) -> Generator[Call, Found, tuple[dict[str, Any], bool]]:
    """``storing``, for whoever cannot do without the channel.

    Raises:
        NotFound: it is gone.
    """
    outcome = yield from storing(new)
    if outcome is None:
        raise NotFound("This channel does not exist.")
    return outcome


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

    def script() -> Generator[Call, Found, None]:
        outcome = yield from storing(new)
        if outcome is None:
            return
        if read_by is not None:
            yield from _read_by(outcome[0], read_by)
        news(outcome[0], SYSTEM_NAME).tell(unit)

    unit.write(Steps(script))


def _known(new: NewMessage) -> Generator[Call, Found, dict[str, Any] | None]:
    if new.client_message_id is not None:
        yield Call(_HOLD, (new.workspace_id, new.channel_id))
        key = (new.workspace_id, new.channel_id, new.sender_id, new.client_message_id)
        if found := (yield Call(_BY_CLIENT_ID, key)):
            return decoded(Message, COLUMNS, found[0])
    if new.run_id is not None and (found := (yield Call(_BY_PART, (new.workspace_id, new.run_id, new.part)))):
        return decoded(Message, COLUMNS, found[0])
    return None


def _counted(new: NewMessage) -> Generator[Call, Found, list[UUID]]:
    """Count the reply above it; who follows the thread from now on."""
    found = yield Call(_PARENT, (new.workspace_id, new.thread_id))
    parent: dict[str, Any] = decoded(Message, _PARENT_COLUMNS, found[0]) if found else {}
    before, sender = parent.get("reply_user_ids_array") or (), str(new.sender_id)
    latest = [sender, *(one for one in before if one != sender)][:MOST_REPLIERS]
    if new.sender_type == "system":
        # What the system notes is counted, and is nobody's reply.
        latest = list(before)
    yield Call(_COUNT_REPLY, (new.at, latest, new.workspace_id, new.thread_id))
    # Who has replied lately follows already; so does the author, once there was a reply.
    following = [new.sender_id] if new.sender_type == "user" and sender not in before else []
    if parent.get("sender_type") == "user" and not before:
        following.append(parent["sender_id"])
    return following


def _read_by(row: dict[str, Any], user_id: UUID) -> Generator[Call, Found, None]:
    place = (row["workspace_id"], row["channel_id"], user_id, row["ordinal"] - 1)
    yield Call(_READ_OWN, (row["seq"], row["ordinal"], *place))


def _row(new: NewMessage, *, seq: int, ordinal: int) -> dict[str, Any]:
    return {
        "id": new.id or new_id(),
        "workspace_id": new.workspace_id,
        "channel_id": new.channel_id,
        "seq": seq,
        "sender_id": new.sender_id,
        "sender_type": new.sender_type,
        "content_type": new.content_type,
        "content_json": new.content_json,
        "thread_id": new.thread_id,
        "reply_count": 0,
        "last_reply_at": None,
        "reply_user_ids_array": None,
        "mentions_json_array": list(new.mentions) or None,
        "ordinal": ordinal,
        "client_message_id": new.client_message_id,
        "run_id": new.run_id,
        "part": new.part,
        "correlation_id": new.correlation_id,
        "created_at": new.at,
        "updated_at": new.at,
        "edited_at": None,
        "deleted_at": None,
    }


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
    payload = {name: row[name] for name in _ROW_FIELDS} | {
        "sender_name": sender_name,
        "updated_at": row["edited_at"],
        "reply_user_ids_array": row["reply_user_ids_array"] or [],
        "mentions_json_array": row["mentions_json_array"] or [],
        "reactions_json_array": [],
        "is_pinned": False,
        "read_by_user_ids_array": [],
    }
    return {"action": CREATED, "payload": payload}
