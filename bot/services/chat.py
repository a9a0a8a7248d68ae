"""Messages and what is changed of them. ``storing`` is how every message comes to be: one number, once.

Edits and deletions take the channel's next number too and are kept as MessageEdit, so that ``changes`` gives
a reader everything that came after a number, in order.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.expressions import F

from bot.contracts.messages import ContentType
from bot.contracts.unit import Unit
from bot.services import access, channels
from config.clock import new_id
from config.errors import InvalidInput, NotAllowed, NotFound
from config.failpoints import failpoint
from storage.bulk import Call, Found, Steps, decoded, insert, statement
from storage.models.agents import AgentConfiguration
from storage.models.chat import Channel, Message, MessageEdit
from storage.models.users import User

_COLUMNS = (
    "id workspace_id channel_id seq sender_id sender_type content_type content_json thread_id reply_count"
    " client_message_id run_id part correlation_id created_at updated_at edited_at deleted_at"
)
_NEXT_SEQ = statement(
    "UPDATE channels SET last_seq = last_seq + 1 WHERE workspace_id = ? AND id = ? RETURNING last_seq"
)
_INSERT = insert(Message, _COLUMNS)
# On PostgreSQL the channel is held before a repeat is looked for: of two at once the second finds the first.
_HOLD = statement(
    "SELECT 1 WHERE ? IS NULL AND ? IS NULL",
    postgres="SELECT 1 FROM channels WHERE workspace_id = ? AND id = ? FOR UPDATE",
)
_BY_CLIENT_ID = statement(
    f"SELECT {', '.join(_COLUMNS.split())} FROM messages"
    " WHERE workspace_id = ? AND channel_id = ? AND sender_id = ? AND client_message_id = ?"
)
_BY_PART = statement(
    f"SELECT {', '.join(_COLUMNS.split())} FROM messages WHERE workspace_id = ? AND run_id = ? AND part = ?"
)

_COUNT_REPLY = statement(
    "UPDATE messages SET reply_count = reply_count + 1 WHERE workspace_id = ? AND id = ?"
)
_UPDATED, _DELETED = "message_updated", "message_deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message about to be stored. ``client_message_id``, or ``run_id`` and ``part``, know a repeat."""

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

    Returns the stored row and whether it is new: a repeat gives the first one. None: the channel is gone.
    """
    if new.client_message_id is not None:
        yield Call(_HOLD, (new.workspace_id, new.channel_id))
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
    reactions_json_array: Sequence[dict[str, Any]] = ()
    read_by_user_ids_array: Sequence[UUID] = ()
    client_message_id: str | None
    created_at: datetime
    updated_at: datetime | None
    deleted_at: datetime | None


def view(row: dict[str, Any], sender_name: str) -> MessageView:
    """The message of a stored row."""
    return MessageView(**{**row, "sender_name": sender_name, "updated_at": row["edited_at"]})


def announcement(row: dict[str, Any], sender_name: str) -> dict[str, Any]:
    """What open clients are told of a new message."""
    return {"action": "new_message", "payload": view(row, sender_name).model_dump(mode="json")}


async def messages(
    unit: Unit,
    channel_id: UUID,
    *,
    limit: int,
    before: int | None = None,
    after: int | None = None,
    thread: UUID | str | None = None,
) -> Sequence[MessageView]:
    """A channel's messages, newest first; those with ``before`` > seq > ``after``, nearest to the given end.

    ``thread``: the replies to that message; ``"none"``: without replies.
    """
    await channels.get(unit, channel_id)
    query = Message.of(unit.scope).filter(channel_id=channel_id, deleted_at=None)
    if thread == "none":
        query = query.filter(thread_id=None)
    elif thread is not None:
        query = query.filter(thread_id=thread)
    if before is not None:
        query = query.filter(seq__lt=before)
    if after is not None:
        rows = await query.filter(seq__gt=after).order_by("seq").limit(limit)
        rows.reverse()
    else:
        rows = await query.order_by("-seq").limit(limit)
    return await _views(unit.scope, channel_id, rows)


@dataclass(frozen=True, slots=True)
class Change:
    """A stored change of a channel: its number, and what clients are told of it."""

    seq: int
    told: dict[str, Any]


async def changes(workspace_id: UUID, channel_id: UUID, *, after: int, limit: int) -> Sequence[Change]:
    """The channel's stored changes after a number, oldest first, as open clients were told of them.

    Messages are shown as they are now. One that has been deleted since is told of by its deletion alone.
    The caller answers for the reader's right to the channel.
    """
    later = {"channel_id": channel_id, "seq__gt": after}
    created = await Message.of(workspace_id).filter(**later).order_by("seq").limit(limit)
    edits = await MessageEdit.of(workspace_id).filter(**later).order_by("seq").limit(limit)
    known = {row.id: row for row in created}
    if missing := {edit.message_id for edit in edits} - known.keys():
        known |= {row.id: row for row in await Message.of(workspace_id).filter(id__in=list(missing))}
    shown = {one.id: one for one in await _views(workspace_id, channel_id, list(known.values()))}
    found = [
        Change(row.seq, _told("new_message", shown[row.id], row.seq)) for row in created if not row.deleted_at
    ]
    found += [
        Change(edit.seq, _told(edit.kind, shown[edit.message_id], edit.seq))
        for edit in edits
        if edit.kind == _DELETED or not known[edit.message_id].deleted_at
    ]
    return sorted(found, key=lambda change: change.seq)[:limit]


async def post(
    unit: Unit,
    channel_id: UUID,
    *,
    content_type: str,
    content_json: dict[str, Any],
    client_message_id: str | None = None,
    thread_id: UUID | None = None,
) -> Callable[[], MessageView]:
    """Put a person's message on the unit; what comes back gives it once the unit is stored.

    The same ``client_message_id`` again in the channel gives the first message and stores nothing.

    Raises:
        NotFound: no such channel or thread for the actor.
    """
    access.require(unit, "messages.post")
    await channels.get(unit, channel_id)
    if thread_id is not None:
        await _thread(unit, channel_id, thread_id)
    name = str(await User.get(id=unit.actor.id).values_list("name", flat=True))
    new = NewMessage(
        workspace_id=unit.scope,
        channel_id=channel_id,
        sender_id=_actor_id(unit),
        sender_type="user",
        content_type=content_type,
        content_json=content_json,
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=thread_id,
        client_message_id=client_message_id,
    )
    return _posting(unit, new, name)


def _posting(unit: Unit, new: NewMessage, name: str) -> Callable[[], MessageView]:
    stored: list[MessageView] = []

    def script() -> Generator[Call, Found, None]:
        stored.clear()
        unit.announcements.clear()
        outcome = yield from storing(new)
        if outcome is None:
            raise NotFound("This channel does not exist.")
        row, is_new = outcome
        stored.append(view(row, name))
        if is_new:
            unit.announce(str(unit.scope), announcement(row, name))
            if new.thread_id is not None:
                yield Call(_COUNT_REPLY, (unit.scope, new.thread_id))
        failpoint("msg.before_commit")

    unit.write(Steps(script))

    def posted() -> MessageView:
        failpoint("msg.after_commit")
        return stored[0]

    return posted


async def typing(unit: Unit, channel_id: UUID, thread_id: UUID | None = None) -> None:
    """Tell those who have the channel open that the actor is writing in it; nothing is stored.

    Raises:
        NotFound: no such channel for the actor.
    """
    access.require(unit, "messages.post")
    await channels.get(unit, channel_id)
    payload = {"channel_id": str(channel_id), "user_id": str(unit.actor.id)}
    unit.announce(
        str(unit.scope),
        {"action": "typing", "payload": payload | {"thread_id": str(thread_id) if thread_id else None}},
    )


async def edit(unit: Unit, message_id: UUID, text: str) -> MessageView:
    """Change the text of one's own message; a stored change of its channel.

    Raises:
        NotFound, NotAllowed.
    """
    row = await _own(unit, message_id)
    if row.content_type not in (ContentType.TEXT, ContentType.MARKDOWN):
        raise NotAllowed("Only text can be changed.")
    row.content_json = {"text_body": text}
    row.edited_at = unit.now
    await row.save(update_fields=["content_json", "edited_at", "updated_at"])
    return await _changed(unit, row, _UPDATED)


async def delete(unit: Unit, message_id: UUID) -> None:
    """Take back one's own message, or as an admin any readable one; its content is gone for good.

    Raises:
        NotFound, NotAllowed.
    """
    row = await _own(unit, message_id, permission="messages.moderate")
    row.deleted_at = unit.now
    row.content_json = {}
    await row.save(update_fields=["content_json", "deleted_at", "updated_at"])
    if row.thread_id is not None:
        parent = Message.of(unit.scope).filter(id=row.thread_id, reply_count__gt=0)
        await parent.update(reply_count=F("reply_count") - 1)
    await _changed(unit, row, _DELETED)


async def _own(unit: Unit, message_id: UUID, *, permission: str | None = None) -> Message:
    row = await Message.of(unit.scope).get_or_none(id=message_id, deleted_at=None)
    if row is None:
        raise NotFound("This message does not exist.")
    await channels.get(unit, row.channel_id)
    is_mine = row.sender_type == "user" and row.sender_id == unit.actor.id
    if not is_mine and not (permission and access.may(unit, permission)):
        raise NotAllowed("Only its author can do this.")
    return row


async def _changed(unit: Unit, row: Message, kind: str) -> MessageView:
    """Give the change its number in the channel, keep it, and tell open clients."""
    # The update holds the channel's row: whoever reads the number after it reads this change's own.
    await Channel.of(unit.scope).filter(id=row.channel_id).update(last_seq=F("last_seq") + 1)
    seq = (await channels.last_seqs(unit.scope, [row.channel_id]))[row.channel_id]
    kept = MessageEdit(
        id=new_id(),
        workspace_id=unit.scope,
        channel_id=row.channel_id,
        seq=seq,
        message_id=row.id,
        kind=kind,
        user_id=unit.actor.id,
    )
    await kept.save(force_create=True)
    shown = (await _views(unit.scope, row.channel_id, [row]))[0]
    unit.announce(str(unit.scope), _told(kind, shown, seq))
    return shown


def _told(action: str, shown: MessageView, seq: int) -> dict[str, Any]:
    """What open clients are told. ``seq`` is the change's; ``message_seq`` says where the message stands."""
    if action == _DELETED:
        payload = shown.model_dump(mode="json", include={"id", "channel_id", "thread_id", "deleted_at"})
    else:
        payload = shown.model_dump(mode="json")
    if action != "new_message":
        payload |= {"seq": seq, "message_seq": shown.seq}
    return {"action": action, "payload": payload}


async def _thread(unit: Unit, channel_id: UUID, thread_id: UUID) -> None:
    parent = await Message.of(unit.scope).get_or_none(id=thread_id, channel_id=channel_id, deleted_at=None)
    if parent is None:
        raise NotFound("This thread does not exist.")
    if parent.thread_id is not None:
        raise InvalidInput("A reply cannot be replied to; reply to the message above it.")


async def _views(workspace_id: UUID, channel_id: UUID, rows: Sequence[Message]) -> Sequence[MessageView]:
    """The messages of one channel as clients see them: with their senders' names and who has read them."""
    if not rows:
        return []
    names = await _sender_names(workspace_id, rows)
    read = await channels.positions(workspace_id, channel_id)
    shown = []
    for row in rows:
        values = {name: getattr(row, name) for name in _COLUMNS.split()}
        name = names.get(row.sender_id, "IONFLUX" if row.sender_type == "system" else "Somebody who left")
        readers = [user_id for user_id, seq in read.items() if seq >= row.seq]
        shown.append(view(values | {"read_by_user_ids_array": readers}, name))
    return shown


async def _sender_names(workspace_id: UUID, rows: Sequence[Message]) -> dict[UUID, str]:
    people = [row.sender_id for row in rows if row.sender_type == "user"]
    agents = [row.sender_id for row in rows if row.sender_type == "agent"]
    names: dict[UUID, str] = {}
    if people:
        names |= dict(await User.filter(id__in=people).values_list("id", "name"))
    if agents:
        found = AgentConfiguration.of(workspace_id).filter(id__in=agents)
        names |= dict(await found.values_list("id", "name"))
    return names


def _actor_id(unit: Unit) -> UUID:
    if unit.actor.id is None:
        raise NotAllowed("Only people write messages here.")
    return unit.actor.id
