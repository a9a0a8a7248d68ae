"""How every message is stored: given the next number of its channel, once, with its repeats known."""

from collections.abc import Generator, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from bot.services import threads
from bot.services.carrying import Carried, carrying
from config.clock import new_id
from config.errors import NotFound
from storage.bulk import Call, Found, Rows, decoded, insert, statement
from storage.models.chat import Message

CREATED = "new_message"
COLUMNS = (
    "id workspace_id channel_id seq sender_id sender_type content_type content_json thread_id reply_count"
    " last_reply_at reply_user_ids_array mentions_json_array ordinal client_message_id run_id part"
    " correlation_id created_at updated_at edited_at deleted_at"
)
MOST_REPLIERS = 5
_NEXT_SEQ = statement(
    "UPDATE channels SET last_seq = last_seq + ?, message_count = message_count + ?"
    " WHERE workspace_id = ? AND id = ? RETURNING last_seq, message_count, link_count"
)
_INSERT = insert(Message, COLUMNS)
# On PostgreSQL the channel is held before a repeat is looked for: of two at once the second finds the first.
_HOLD = statement(
    "SELECT 1 WHERE ? IS NULL AND ? IS NULL",
    postgres="SELECT 1 FROM channels WHERE workspace_id = ? AND id = ? FOR UPDATE",
)
_SELECT = f"SELECT {', '.join(COLUMNS.split())} FROM messages WHERE workspace_id = ?"
_BY_CLIENT_ID = statement(
    f"{_SELECT} AND channel_id = ? AND sender_id = ?"
    " AND client_message_id IN (SELECT value FROM json_each(?))",
    postgres=f"{_SELECT} AND channel_id = ? AND sender_id = ?"
    " AND client_message_id IN (SELECT jsonb_array_elements_text(?::jsonb))",
)
_BY_PART = statement(f"{_SELECT} AND run_id = ? AND part = ?")
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


@dataclass(slots=True, kw_only=True)
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


Place = tuple[UUID, UUID]
"""A channel, behind its workspace."""
Stored = tuple[dict[str, Any], bool]
"""A message's row and whether it is new. A new one has ``link_ids``, the links it is on its way to."""


def storing_all(wanted: Sequence[NewMessage]) -> Generator[Call, Found, Sequence[Stored | None]]:
    """Steps that give each message the next number of its channel and store it; replies are counted above.

    Returns what is stored of each: of a repeat the first one. None: its channel is gone.
    """
    channels: dict[Place, list[NewMessage]] = {}
    for new in wanted:
        channels.setdefault((new.workspace_id, new.channel_id), []).append(new)
    stored: dict[int, Stored | None] = {}
    # All hold channels in one order, so that no two wait for each other.
    for place in sorted(channels):
        outcomes = yield from _storing(place, channels[place])
        stored.update(zip(map(id, channels[place]), outcomes, strict=True))
    return [stored[id(new)] for new in wanted]


def storing(new: NewMessage) -> Generator[Call, Found, Stored | None]:
    """``storing_all`` for one message."""
    return (yield from _storing((new.workspace_id, new.channel_id), [new]))[0]


def there(outcome: Stored | None) -> Stored:
    """What was stored, for whoever cannot do without the channel.

    Raises:
        NotFound: it is gone.
    """
    if outcome is None:
        raise NotFound("This channel does not exist.")
    return outcome


def _storing(place: Place, wanted: Sequence[NewMessage]) -> Generator[Call, Found, Sequence[Stored | None]]:
    keys = [_key(new) for new in wanted]
    rows = yield from _known(place, wanted)
    fresh: dict[Hashable, NewMessage] = {}
    for key, new in zip(keys, wanted, strict=True):
        if key not in rows:
            fresh.setdefault(key, new)
    # None of them where the channel is gone.
    rows |= zip(fresh, (yield from _new_rows(place, [*fresh.values()])), strict=False)
    return [
        (rows[key], fresh.get(key) is new) if key in rows else None
        for key, new in zip(keys, wanted, strict=True)
    ]


def _key(new: NewMessage) -> Hashable:
    """What knows a repeat of it."""
    if new.client_message_id is not None:
        return new.sender_id, new.client_message_id
    return id(new) if new.run_id is None else (new.run_id, new.part)


def _known(
    place: Place, wanted: Sequence[NewMessage]
) -> Generator[Call, Found, dict[Hashable, dict[str, Any]]]:
    """The rows of what has been stored before."""
    said: dict[UUID, list[str]] = {}
    parts = []
    for new in wanted:
        if new.client_message_id is not None:
            said.setdefault(new.sender_id, []).append(new.client_message_id)
        elif new.run_id is not None:
            parts.append((new.run_id, new.part))
    known: dict[Hashable, dict[str, Any]] = {}
    if said or parts:
        yield Call(_HOLD, place)
    for sender_id, ids in said.items():
        for found in (yield Call(_BY_CLIENT_ID, (*place, sender_id, ids))):
            row = decoded(Message, COLUMNS, found)
            known[sender_id, row["client_message_id"]] = row
    for part in parts:
        if found := (yield Call(_BY_PART, (place[0], *part))):
            known[part] = decoded(Message, COLUMNS, found[0])
    return known


def _new_rows(place: Place, fresh: Sequence[NewMessage]) -> Generator[Call, Found, Sequence[dict[str, Any]]]:
    """The rows of new messages, stored; none where the channel is gone."""
    roots = sum(new.thread_id is None for new in fresh)
    numbered = fresh and (yield Call(_NEXT_SEQ, (len(fresh), roots, *place)))
    if not numbered:
        return []
    last_seq, message_count, link_count = numbered[0]
    rows, ordinal = [], message_count - roots
    for seq, new in enumerate(fresh, last_seq - len(fresh) + 1):
        ordinal += new.thread_id is None
        rows.append(_row(new, seq=seq, ordinal=ordinal))
    yield Rows(_INSERT, [tuple(row.values()) for row in rows])
    for row, link_ids in zip(rows, (yield from _carried(fresh, rows, link_count)), strict=True):
        row["link_ids"] = link_ids
    yield from _read_by(place, rows)
    for new, row in zip(fresh, rows, strict=True):
        if new.mentions or new.thread_id is not None:
            yield from _followed(new, row)
    return rows


def _carried(
    fresh: Sequence[NewMessage], rows: Sequence[dict[str, Any]], link_count: int
) -> Generator[Call, Found, Sequence[Sequence[UUID]]]:
    if not link_count:
        return [()] * len(rows)
    changes = [
        Carried(
            workspace_id=new.workspace_id,
            channel_id=new.channel_id,
            message_id=row["id"],
            seq=row["seq"],
            kind=CREATED,
            at=new.at,
            origin_link_id=new.origin_link_id,
        )
        for new, row in zip(fresh, rows, strict=True)
    ]
    return (yield from carrying(changes))


def _read_by(place: Place, rows: Sequence[dict[str, Any]]) -> Generator[Call, Found, None]:
    """Move on those who write; what they write one after the other in one step."""
    roots = (row for row in rows if row["thread_id"] is None)
    for (sender_type, sender_id), said in groupby(roots, itemgetter("sender_type", "sender_id")):
        first, *others = said
        last = others[-1] if others else first
        if sender_type == "user":
            yield from reading(place, sender_id, first["ordinal"], last)


def _followed(new: NewMessage, row: dict[str, Any]) -> Generator[Call, Found, None]:
    following = [UUID(one["id"]) for one in new.mentions if one["type"] == "user"]
    if new.thread_id is not None:
        following += yield from _counted(new)
    yield from threads.joining(new.workspace_id, new.thread_id or row["id"], following, new.at)


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


def reading(place: Place, user_id: UUID, ordinal: int, row: dict[str, Any]) -> Generator[Call, Found, None]:
    """Who had read everything before ``ordinal`` has read it up to the row."""
    yield Call(_READ_OWN, (row["seq"], row["ordinal"], *place, user_id, ordinal - 1))


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
