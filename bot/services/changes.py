"""Stored changes of a channel: an edit, a deletion or a reaction takes the channel's next number too, and is
kept as a MessageEdit, so that ``after`` gives a reader everything that came after a number, in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise.expressions import F

from bot.contracts.unit import Unit
from bot.services import authors, channels, rosters
from bot.services.carrying import Carried, News, carry
from bot.services.posts import MessageView, view
from bot.services.storing import COLUMNS
from config.clock import new_id
from config.errors import NotFound
from storage.models.chat import Channel, Message, MessageEdit, Pin, Reaction

# Of very many who gave the same emoji so many are named.
MOST_GIVERS = 200


class Kind(StrEnum):
    """What a change was, by the name under which clients are told of it."""

    CREATED = "new_message"
    UPDATED = "message_updated"
    DELETED = "message_deleted"
    REACTED = "reaction_changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A stored change of a channel: its number, and what clients are told of it."""

    seq: int
    told: dict[str, Any]


async def after(workspace_id: UUID, channel_id: UUID, seq: int, *, limit: int) -> Sequence[Change]:
    """The channel's stored changes after a number, oldest first, as open clients were told of them.

    Messages are shown as they are now. One that has been deleted since is told of by its deletion alone,
    unless it has replies: then it is there, empty, as it is in a list. The caller answers for the reader's
    right to the channel.
    """
    # What is stored between two questions would be in the answer to the second alone, and what came before it
    # be passed over: nothing is told beyond what the channel had come to before the first.
    last = (await channels.last_seqs(workspace_id, [channel_id])).get(channel_id, seq)
    while seq < last:
        later = {"channel_id": channel_id, "seq__gt": seq, "seq__lte": last}
        created = await Message.of(workspace_id).filter(**later).order_by("seq").limit(limit)
        edits = await MessageEdit.of(workspace_id).filter(**later).order_by("seq").limit(limit)
        # Beyond the end of a full page of the one kind nothing is known of that kind.
        ends = [rows[-1].seq for rows in (created, edits) if len(rows) == limit]
        came = await _told_of(workspace_id, channel_id, created, edits)
        known = [change for change in came if not ends or change.seq <= min(ends)]
        if known or not ends:
            return known[:limit]
        seq = min(ends)
    return ()


async def _told_of(
    workspace_id: UUID, channel_id: UUID, created: Sequence[Message], edits: Sequence[MessageEdit]
) -> list[Change]:
    known = {row.id: row for row in created}
    if missing := {edit.message_id for edit in edits} - known.keys():
        known |= {row.id: row for row in await Message.of(workspace_id).filter(id__in=list(missing))}
    seen = {one.id: one for one in await views(workspace_id, channel_id, list(known.values()))}
    came = [Change(row.seq, _told(Kind.CREATED, seen[row.id], row.seq)) for row in created if is_there(row)]
    came += [
        Change(edit.seq, _told(Kind(edit.kind), seen[edit.message_id], edit.seq))
        for edit in edits
        if edit.kind == Kind.DELETED or not known[edit.message_id].deleted_at
    ]
    return sorted(came, key=lambda change: change.seq)


def is_there(row: Message) -> bool:
    """Whether the message is in lists: a deleted one is, empty, while there are replies to it."""
    return row.deleted_at is None or row.reply_count > 0


async def found(unit: Unit, message_id: UUID) -> Message:
    """A message's row, for other services, where the actor may read it.

    Raises:
        NotFound: unknown, deleted for good, or in a channel that the actor may not read: no difference.
    """
    row = await Message.of(unit.scope).get_or_none(id=message_id)
    if row is None or not is_there(row):
        raise NotFound(_UNKNOWN)
    await channels.entered(unit, row.channel_id, unknown=_UNKNOWN)
    return row


async def held(unit: Unit, message_id: UUID) -> Message:
    """The row of a message about to be changed: its channel is held, it is not deleted.

    Raises:
        NotFound: as in ``found``.
    """
    await channels.held(unit, (await found(unit, message_id)).channel_id)
    row = await Message.of(unit.scope).get_or_none(id=message_id, deleted_at=None)
    if row is None:
        raise NotFound(_UNKNOWN)
    return row


async def keep(
    unit: Unit, row: Message, kind: Kind, *, content_before: dict[str, Any] | None = None
) -> MessageView:
    """Give a change of a message, whose channel is held, its number there, keep it, and tell open clients."""
    here = Channel.of(unit.scope).filter(id=row.channel_id)
    await here.update(last_seq=F("last_seq") + 1)
    seq, link_count = await here.get().values_list("last_seq", "link_count")
    kept = MessageEdit(
        id=new_id(),
        workspace_id=unit.scope,
        channel_id=row.channel_id,
        seq=seq,
        message_id=row.id,
        message_seq=0 if kind is Kind.DELETED and row.thread_id else row.seq,
        kind=kind.value,
        user_id=unit.actor.id,
        content_json=content_before,
    )
    await kept.save(force_create=True)
    seen = await shown(unit, row)
    link_ids: Sequence[UUID] = ()
    if link_count:
        link_ids = await carry(
            Carried(
                workspace_id=unit.scope,
                channel_id=row.channel_id,
                message_id=row.id,
                seq=seq,
                kind=kind.value,
                at=unit.now,
                origin_link_id=unit.origin_link_id,
            )
        )
    News(told=_told(kind, seen, seq), seq=seq, link_ids=link_ids).tell(unit)
    return seen


def _told(kind: Kind, seen: MessageView, seq: int) -> dict[str, Any]:
    """What open clients are told. ``seq`` is the change's; ``message_seq`` says where the message stands."""
    fields = _FIELDS.get(kind)
    payload = seen.model_dump(mode="json", include=fields)
    if kind is not Kind.CREATED:
        payload |= {"seq": seq, "message_seq": seen.seq}
    return {"action": kind.value, "payload": payload}


_UNKNOWN = "This message does not exist."
_FIELDS = {
    Kind.DELETED: {"id", "channel_id", "thread_id", "deleted_at"},
    Kind.REACTED: {"id", "channel_id", "reactions_json_array"},
}


async def shown(unit: Unit, row: Message) -> MessageView:
    """One message as clients see it."""
    return (await views(unit.scope, row.channel_id, [row]))[0]


async def views(workspace_id: UUID, channel_id: UUID, rows: Sequence[Message]) -> Sequence[MessageView]:
    """The messages of one channel as clients see them: with their senders' names, reactions, and who has read
    them, of very many some.
    """
    if not rows:
        return []
    names = await authors.names(workspace_id, [(row.sender_type, row.sender_id) for row in rows])
    read = await rosters.readers(workspace_id, channel_id)
    ids = [row.id for row in rows]
    reactions = await _reactions(workspace_id, ids)
    pinned = set(await Pin.of(workspace_id).filter(message_id__in=ids).values_list("message_id", flat=True))
    seen = []
    for row in rows:
        values = {name: getattr(row, name) for name in COLUMNS.split()}
        values |= {
            "read_by_user_ids_array": [user_id for user_id, seq in read if seq >= row.seq],
            "reactions_json_array": reactions.get(row.id, ()),
            "is_pinned": row.id in pinned,
        }
        seen.append(view(values, authors.called(names, (row.sender_type, row.sender_id))))
    return seen


async def _reactions(workspace_id: UUID, message_ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """For each message its emoji in the order they first came, with who gave them."""
    found: dict[UUID, dict[str, list[str]]] = {}
    for row in await Reaction.of(workspace_id).filter(message_id__in=message_ids).order_by("id"):
        found.setdefault(row.message_id, {}).setdefault(row.emoji, []).append(str(row.user_id))
    return {
        message_id: [_given(emoji, people) for emoji, people in given.items()]
        for message_id, given in found.items()
    }


def _given(emoji: str, people: Sequence[str]) -> dict[str, Any]:
    told = {"emoji": emoji, "user_ids_array": people[:MOST_GIVERS]}
    return told | ({"more_count": len(people) - MOST_GIVERS} if len(people) > MOST_GIVERS else {})
