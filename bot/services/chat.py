"""Messages: read, post, edit, take back."""

from collections.abc import Callable, Generator, Sequence
from typing import Any
from uuid import UUID

from tortoise.expressions import F

from bot.contracts.messages import ContentType, InboundMessage
from bot.contracts.unit import Unit
from bot.services import access, changes, channels
from bot.services.changes import Kind
from bot.services.mentions import named
from bot.services.posts import MessageView, NewMessage, announcement, storing, view
from config.errors import InvalidInput, NotAllowed, NotFound
from config.failpoints import failpoint
from storage.bulk import Call, Found, Steps
from storage.models.chat import Message
from storage.models.users import User

POSTED = "ionflux.chat.message.posted"
"""A fact: recorded where somebody in particular may want to hear of a message."""
Then = Callable[[dict[str, Any]], Generator[Call, Found, None]]
"""Further steps once a message is stored, given its row; not taken for a repeat."""


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
    return await changes.views(unit.scope, channel_id, rows)


async def post(
    unit: Unit, said: InboundMessage, *, mentions: Sequence[dict[str, Any]] = (), then: Then | None = None
) -> Callable[[], MessageView]:
    """Put a person's message on the unit; what comes back gives it once the unit is stored.

    The same ``client_message_id`` again in the channel gives the first message and stores nothing.

    Raises:
        NotFound: no such channel or thread for the actor.
    """
    access.require(unit, "messages.post")
    await channels.get(unit, said.channel_id)
    if said.thread_id is not None:
        await _thread(unit, said.channel_id, said.thread_id)
    name = str(await User.get(id=unit.actor.id).values_list("name", flat=True))
    new = NewMessage(
        workspace_id=unit.scope,
        channel_id=said.channel_id,
        sender_id=_actor_id(unit),
        sender_type="user",
        content_type=said.content_type,
        content_json=said.content_json,
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=said.thread_id,
        mentions=mentions,
        client_message_id=said.client_message_id,
    )
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
            yield from (then(row) if then else ())
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
    """Change the text of one's own message; a stored change of its channel, which keeps what stood there.

    Raises:
        NotFound, NotAllowed.
        InvalidInput: it names too many agents.
    """
    row = await _own(unit, message_id)
    if row.content_type not in (ContentType.TEXT, ContentType.MARKDOWN):
        raise NotAllowed("Only text can be changed.")
    before, row.content_json = row.content_json, {"text_body": text}
    # Whom it names now is shown; nobody is told of it again, and no agent is started.
    row.mentions_json_array = (await named(unit, text)).shown or None
    row.edited_at = unit.now
    await row.save(update_fields=["content_json", "mentions_json_array", "edited_at", "updated_at"])
    return await changes.keep(unit, row, Kind.UPDATED, content_before=before)


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
    await changes.keep(unit, row, Kind.DELETED)


async def _own(unit: Unit, message_id: UUID, *, permission: str | None = None) -> Message:
    row = await Message.of(unit.scope).get_or_none(id=message_id, deleted_at=None)
    if row is None:
        raise NotFound("This message does not exist.")
    await channels.get(unit, row.channel_id)
    is_mine = row.sender_type == "user" and row.sender_id == unit.actor.id
    if not is_mine and not (permission and access.may(unit, permission)):
        raise NotAllowed("Only its author can do this.")
    return row


async def _thread(unit: Unit, channel_id: UUID, thread_id: UUID) -> None:
    parent = await Message.of(unit.scope).get_or_none(id=thread_id, channel_id=channel_id, deleted_at=None)
    if parent is None:
        raise NotFound("This thread does not exist.")
    if parent.thread_id is not None:
        raise InvalidInput("A reply cannot be replied to; reply to the message above it.")


def _actor_id(unit: Unit) -> UUID:
    if unit.actor.id is None:
        raise NotAllowed("Only people write messages here.")
    return unit.actor.id
