"""What a run may read of the place it was started in: what was said there before, if who started it may read
it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tortoise.expressions import Q

from bot.contracts.agents import ThreadMessage
from bot.contracts.messages import ContentType
from bot.contracts.unit import Actor, ActorType, Unit
from bot.services import access, changes, channels
from bot.services.posts import MessageView
from bot.services.runs import Claimed, Origin
from config.errors import NotAllowed
from storage.models.chat import Message

MOST_OF_THREAD, MOST_OF_CHANNEL = 500, 50


async def read(unit: Unit, run: Claimed, origin: Origin) -> Sequence[ThreadMessage]:
    """The messages before the one that started the run, oldest first: of its thread where it stands in one,
    else the last of the channel. The same on every attempt, unless people change what they wrote.

    Raises:
        NotAllowed: code ``principal_gone``; who started the run may not read the channel any more.
    """
    await _keep_allowed(unit, run, origin)
    query = (
        Message.of(unit.scope)
        .filter(deleted_at=None)
        .exclude(content_type=ContentType.AGENT_STATUS_UPDATE.value)
    )
    asked = Message.of(unit.scope).filter(channel_id=origin.channel_id, id=origin.message_id)
    if (message := await asked.first()) is not None:
        query = query.filter(seq__lt=message.seq)
    else:
        query = query.filter(created_at__lte=run.start_time).filter(Q(run_id=None) | ~Q(run_id=run.run_id))
    # A mention at the top of a channel opens the thread under it: what there is to read is the channel.
    if origin.thread_id is not None and origin.thread_id != origin.message_id:
        # By the thread alone: asked for the channel too, a store may look through all of it for some replies.
        query, most = query.filter(Q(id=origin.thread_id) | Q(thread_id=origin.thread_id)), MOST_OF_THREAD
    else:
        query, most = query.filter(channel_id=origin.channel_id), MOST_OF_CHANNEL
    found = await query.order_by("-seq").limit(most)
    rows = [row for row in reversed(found) if row.channel_id == origin.channel_id]
    shown = await changes.views(unit.scope, origin.channel_id, rows)
    return [_read(unit, one) for one in shown if one.content_json]


async def _keep_allowed(unit: Unit, run: Claimed, origin: Origin) -> None:
    who = run.triggered_by_user_id
    role = (await access.roles_of(unit.scope, [who])).get(who) if who else None
    if who is not None and role is not None:
        unit.actor = Actor(type=ActorType.USER, id=who, role=role)
        if await channels.readable_among(unit, [origin.channel_id]):
            return
    raise NotAllowed("Whoever started this run may not read the channel any more.", code="principal_gone")


def _read(unit: Unit, one: MessageView) -> ThreadMessage:
    return ThreadMessage(
        id=one.id,
        author_id=one.sender_id,
        author_name=one.sender_name,
        author_type=one.sender_type,
        text=_text(one.content_json),
        at=one.created_at,
        link=f"/w/{unit.scope}/c/{one.channel_id}?m={one.id}",
        mentions=one.mentions_json_array,
    )


def _text(content: Mapping[str, Any]) -> str:
    """The words of a message of any kind."""
    if isinstance(text := content.get("text_body"), str) and text:
        return text
    payload = content.get("json_payload") or content.get("file_details_json") or {}
    if not isinstance(payload, Mapping):
        return ""
    named = (payload.get(key) for key in ("title", "title_text", "text", "description_text", "name"))
    return "\n".join(one for one in named if isinstance(one, str) and one)
