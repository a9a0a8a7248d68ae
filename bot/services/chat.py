"""Messages: read, post, edit, take back."""

from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.expressions import Q
from tortoise.functions import Count, Max
from tortoise.queryset import QuerySet

from bot.contracts.messages import LONGEST_TEXT, ContentType, InboundMessage, text_content
from bot.contracts.unit import Unit
from bot.services import (
    access,
    audit,
    changes,
    channels,
    files,
    memories,
    posts,
    proposal_endings,
    read_marks,
)
from bot.services.changes import Kind
from bot.services.mentions import named
from bot.services.posts import MessageView, news, recording, view
from bot.services.storing import MOST_REPLIERS, NewMessage, Stored, storing_all, there
from config.errors import InvalidInput, NotAllowed, NotFound
from config.failpoints import failpoint
from storage.bulk import Call, Found, Shared
from storage.models.chat import Message, MessageEdit, Pin, Reaction
from storage.models.users import User
from storage.models.workspaces import Membership

POSTED = posts.POSTED
Then = Callable[[dict[str, Any]], Generator[Call, Found, None]]
"""Further steps once a message is stored, given its row; not taken for a repeat."""


class MessageEditView(BaseModel):
    """What stood in a message before it was changed."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    message_id: UUID
    seq: int
    user_id: UUID | None
    content_json: dict[str, Any]
    created_at: datetime


async def messages(
    unit: Unit,
    channel_id: UUID,
    *,
    limit: int,
    thread: UUID | str | None = None,
    **place: int | None,
) -> Sequence[MessageView]:
    """A channel's messages, newest first.

    ``place``: those with ``before`` > seq > ``after``, nearest to the given end, or half of them before
    ``around`` and half from it on. ``thread``: the replies to that message; ``"none"``: without replies.
    A deleted message is left out, unless there are replies to it.
    """
    await channels.entered(unit, channel_id)
    every = Message.of(unit.scope)
    query = every.filter(Q(deleted_at=None) | Q(reply_count__gt=0))
    if thread is None or thread == "none":
        query = query.filter(channel_id=channel_id, **({} if thread is None else {"thread_id": None}))
    elif await every.filter(id=thread, channel_id=channel_id).exists():
        # By the thread alone: asked for the channel too, a store may look through all of it for some replies.
        query = query.filter(thread_id=thread)
    else:
        return []
    return await changes.views(unit.scope, channel_id, await _placed(query, limit, place))


async def _placed(query: QuerySet[Message], limit: int, place: Mapping[str, int | None]) -> list[Message]:
    before, after, around = (place.get(name) for name in ("before", "after", "around"))
    if around is not None:
        later = await query.filter(seq__gte=around).order_by("seq").limit(limit - limit // 2)
        return [*reversed(later), *await query.filter(seq__lt=around).order_by("-seq").limit(limit // 2)]
    if before is not None:
        query = query.filter(seq__lt=before)
    if after is not None:
        return list(reversed(await query.filter(seq__gt=after).order_by("seq").limit(limit)))
    return await query.order_by("-seq").limit(limit)


async def get(unit: Unit, message_id: UUID) -> MessageView:
    """One message.

    Raises:
        NotFound: unknown, deleted, or in a channel that the actor may not read: no difference.
    """
    return await changes.shown(unit, await changes.found(unit, message_id))


async def edits(
    unit: Unit, message_id: UUID, *, limit: int, before: int | None = None
) -> Sequence[MessageEditView]:
    """What stood in the message before each of its changes, newest first; of a deleted one nothing is left.
    ``before`` is the number of the last one seen.

    Raises:
        NotFound: as in ``get``.
    """
    await changes.found(unit, message_id)
    kept = MessageEdit.of(unit.scope).filter(message_id=message_id, kind=Kind.UPDATED.value)
    kept = kept.filter(content_json__isnull=False).order_by("-seq").limit(limit)
    rows = await (kept if before is None else kept.filter(seq__lt=before))
    return [MessageEditView.model_validate(row) for row in rows]


async def see(
    unit: Unit, channel_id: UUID, *, thread_id: UUID | None = None, message_id: UUID | None = None
) -> None:
    """Return if the actor may read that place.

    Raises:
        NotFound: no such channel, thread or message for the actor.
    """
    await channels.entered(unit, channel_id)
    if thread_id is not None:
        await _thread(unit, channel_id, thread_id)
    if message_id is None:
        return
    if not await Message.of(unit.scope).filter(id=message_id, channel_id=channel_id).exists():
        raise NotFound("This message does not exist.")


async def said_before(unit: Unit, said: InboundMessage) -> MessageView | None:
    """The message that the actor has said already under this ``client_message_id``.

    Until the unit ends nobody else who asks this for the actor gets an answer: of two repeats at once the
    second finds the first.
    """
    if said.client_message_id is None:
        return None
    await Membership.of(unit.scope).filter(user_id=unit.actor.id).select_for_update().first()
    mine = Message.of(unit.scope).filter(channel_id=said.channel_id, sender_id=unit.actor.id)
    row = await mine.get_or_none(client_message_id=said.client_message_id)
    return await changes.shown(unit, row) if row is not None else None


async def post(
    unit: Unit,
    said: InboundMessage,
    *,
    mentions: Sequence[dict[str, Any]] = (),
    then: Then | None = None,
    message_id: UUID | None = None,
) -> Callable[[], MessageView]:
    """Put a person's message on the unit; what comes back gives it once the unit is stored.

    The same ``client_message_id`` again in the channel gives the first message and stores nothing.
    ``message_id`` is the id that it is to have, for those who must name it before.

    Raises:
        NotFound: no such channel or thread for the actor.
    """
    access.require(unit, "messages.post")
    channel = await channels.entered(unit, said.channel_id)
    if said.thread_id is not None:
        await _thread(unit, said.channel_id, said.thread_id)
    name = str(await User.get(id=unit.actor.id).values_list("name", flat=True))
    new = NewMessage(
        workspace_id=unit.scope,
        channel_id=said.channel_id,
        sender_id=_actor_id(unit),
        sender_type="user",
        content_type=said.content_type,
        content_json=await _content(unit, said),
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=said.thread_id,
        mentions=mentions,
        client_message_id=said.client_message_id,
        id=message_id,
        origin_link_id=unit.origin_link_id,
    )
    return _posting(unit, new, name, channel.type, then)


def _posting(
    unit: Unit, new: NewMessage, name: str, channel_type: str, then: Then | None
) -> Callable[[], MessageView]:
    stored: list[MessageView] = []

    def then_told(outcome: Stored | None) -> Generator[Call, Found, None]:
        stored.clear()
        row, is_new = there(outcome)
        stored.append(view(row, name))
        if is_new:
            yield from recording(unit, row, channel_type)
            news(row, name).tell(unit)
            yield from attached(row)
            yield from (then(row) if then else ())
        failpoint("msg.before_commit")

    unit.write(Shared(storing_all, new, then_told))

    def posted() -> MessageView:
        failpoint("msg.after_commit")
        return stored[0]

    return posted


async def _content(unit: Unit, said: InboundMessage) -> dict[str, Any]:
    if said.content_type == ContentType.FILE_ATTACHMENT:
        return await files.content(unit, said.channel_id, said.content_json)
    return said.content_json


def attached(row: dict[str, Any]) -> Generator[Call, Found, None]:
    """Steps that keep with a message's file that it came with it."""
    if (file := row["content_json"].get("file_details_json")) is not None:
        yield from files.attaching(row["workspace_id"], UUID(file["file_id"]), row["id"])


async def mirror(unit: Unit, said: InboundMessage, author: tuple[UUID, str], then: Then) -> bool:
    """Put what somebody said on a platform on the unit, who need be no member: it stands in the channel, and
    starts nothing. Whether it names agents.
    """
    channel = await channels.entered(unit, said.channel_id)
    found = await named(unit, str(said.content_json.get("text_body") or ""))
    sender_id, name = author
    new = NewMessage(
        workspace_id=unit.scope,
        channel_id=said.channel_id,
        sender_id=sender_id,
        sender_type="user",
        content_type=said.content_type,
        content_json=said.content_json,
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=said.thread_id,
        # Who is no member calls nobody but by name.
        mentions=[one for one in found.shown if one["type"] != "channel"],
        client_message_id=said.client_message_id,
        origin_link_id=unit.origin_link_id,
    )
    _posting(unit, new, name, channel.type, then)
    return bool(found.agents)


async def alter(unit: Unit, message_id: UUID, text: str | None) -> None:
    """Change a message, or take it back (None), as its author did on a platform; the caller answers for that.
    What is gone already, or says so already, stays.
    """
    try:
        row = await changes.held(unit, message_id)
    except NotFound:
        return
    if text is None:
        await _take_back(unit, row)
    elif row.content_type in (ContentType.TEXT, ContentType.MARKDOWN):
        await _change(unit, row, text[:LONGEST_TEXT])


async def typing(unit: Unit, channel_id: UUID, thread_id: UUID | None = None) -> None:
    """Tell those who have the channel open that the actor is writing in it; nothing is stored.

    Raises:
        NotFound: no such channel for the actor.
    """
    access.require(unit, "messages.post")
    await channels.entered(unit, channel_id)
    payload = {"channel_id": str(channel_id), "user_id": str(unit.actor.id)}
    unit.announce(
        {"action": "typing", "payload": payload | {"thread_id": str(thread_id) if thread_id else None}},
    )


async def editing_proposal(unit: Unit, message_id: UUID) -> None:
    """Tell those who have the channel open that the actor is changing what a proposal proposes.

    Raises:
        NotFound: no such proposal for the actor.
    """
    access.require(unit, "messages.post")
    row = await changes.found(unit, message_id)
    if row.content_type != ContentType.INTERACTIVE_PROPOSAL:
        raise NotFound("This proposal does not exist.")
    payload = {
        "channel_id": str(row.channel_id),
        "message_id": str(message_id),
        "user_id": str(unit.actor.id),
    }
    unit.announce({"action": "editing_proposal", "payload": payload})


async def edit(unit: Unit, message_id: UUID, text: str) -> MessageView:
    """Change the text of one's own message; a stored change of its channel, which keeps what stood there. The
    same text again is no change.

    Raises:
        NotFound, NotAllowed.
    """
    row = await _own(unit, message_id)
    if row.content_type not in (ContentType.TEXT, ContentType.MARKDOWN):
        raise NotAllowed("Only text can be changed.")
    return await _change(unit, row, text)


async def _change(unit: Unit, row: Message, text: str) -> MessageView:
    if row.content_json.get("text_body") == text:
        return await changes.shown(unit, row)
    before, row.content_json = row.content_json, text_content(text)
    # Whom it names now is shown; nobody is told of it again, and no agent is started.
    row.mentions_json_array = (await named(unit, text)).shown or None
    row.edited_at = unit.now
    await memories.forget(unit, "message_id", [row.id])
    await row.save(update_fields=["content_json", "mentions_json_array", "edited_at", "updated_at"])
    return await changes.keep(unit, row, Kind.UPDATED, content_before=before)


async def delete(unit: Unit, message_id: UUID) -> None:
    """Take back one's own message, or as an admin any readable one; its content is gone for good, and so is
    what stood there before. Replies to it stay readable under it.

    Raises:
        NotFound, NotAllowed.
    """
    row = await _own(unit, message_id, permission="messages.moderate")
    await _take_back(unit, row)
    if row.sender_type != "user" or row.sender_id != unit.actor.id:
        await audit.append(unit, "message.deleted", ("message", row.id), {"sender_id": str(row.sender_id)})


async def _take_back(unit: Unit, row: Message) -> None:
    row.deleted_at, row.content_json, row.mentions_json_array = unit.now, {}, None
    await row.save(update_fields=["content_json", "mentions_json_array", "deleted_at", "updated_at"])
    await MessageEdit.of(unit.scope).filter(message_id=row.id).update(content_json=None)
    await Reaction.of(unit.scope).filter(message_id=row.id).delete()
    await Pin.of(unit.scope).filter(message_id=row.id).delete()
    await memories.forget(unit, "message_id", [row.id])
    if row.content_type == ContentType.FILE_ATTACHMENT:
        await files.withdraw(unit, row.id)
    if row.content_type == ContentType.INTERACTIVE_PROPOSAL:
        await proposal_endings.withdraw(unit, row.id)
    if row.thread_id is not None:
        await _recount(unit, row.thread_id)
    else:
        await read_marks.forget(unit, row.channel_id, row.seq)
    await changes.keep(unit, row, Kind.DELETED)


async def _recount(unit: Unit, thread_id: UUID) -> None:
    """Make the message above a thread tell of the replies that are left."""
    left = Message.of(unit.scope).filter(thread_id=thread_id, deleted_at=None)
    by_sender = (
        left.annotate(count=Count("id"), last=Max("seq"))
        .group_by("sender_id", "sender_type")
        .order_by("-last")
    )
    counted = await by_sender.values_list("sender_id", "sender_type", "count")
    repliers = [str(sender) for sender, kind, _ in counted if kind != "system"]
    newest = await left.order_by("-seq").first()
    await (
        Message.of(unit.scope)
        .filter(id=thread_id)
        .update(
            reply_count=sum(count for _, _, count in counted),
            last_reply_at=newest.created_at if newest else None,
            reply_user_ids_array=repliers[:MOST_REPLIERS],
        )
    )


async def _own(unit: Unit, message_id: UUID, *, permission: str | None = None) -> Message:
    row = await changes.held(unit, message_id)
    is_mine = row.sender_type == "user" and row.sender_id == unit.actor.id
    if not is_mine and not (permission and access.may(unit, permission)):
        raise NotAllowed("Only its author can do this.")
    return row


async def _thread(unit: Unit, channel_id: UUID, thread_id: UUID) -> None:
    parent = await Message.of(unit.scope).get_or_none(id=thread_id, channel_id=channel_id)
    if parent is None or not changes.is_there(parent):
        raise NotFound("This thread does not exist.")
    if parent.thread_id is not None:
        raise InvalidInput("A reply cannot be replied to; reply to the message above it.")


def _actor_id(unit: Unit) -> UUID:
    if unit.actor.id is None:
        raise NotAllowed("Only people write messages here.")
    return unit.actor.id
