"""Who follows a thread: who wrote the message above it, replied or was mentioned, and did not say
otherwise.
"""

from collections.abc import Generator, Sequence
from datetime import datetime
from uuid import UUID

from bot.contracts.unit import Unit
from bot.services import channels
from config.clock import new_id
from config.errors import InvalidInput, NotFound
from storage.bulk import Call, Found, insert
from storage.models.chat import Message, ThreadFollower

_JOIN = insert(
    ThreadFollower,
    "id workspace_id thread_id user_id is_following created_at updated_at",
    ignore_conflicts=True,
)


def joining(
    workspace_id: UUID, thread_id: UUID, user_ids: Sequence[UUID], at: datetime
) -> Generator[Call, Found, None]:
    """Steps that make the people follow the thread, save those who follow it, or said that they do not."""
    for user_id in dict.fromkeys(user_ids):
        yield Call(_JOIN, (new_id(), workspace_id, thread_id, user_id, True, at, at))


_UNKNOWN = "This message does not exist."


async def followers(workspace_id: UUID, thread_id: UUID) -> list[UUID]:
    """Who follows the thread, in the order they began; the caller answers for their right to the channel."""
    rows = ThreadFollower.of(workspace_id).filter(thread_id=thread_id, is_following=True).order_by("id")
    return [row.user_id for row in await rows.only("id", "user_id")]


async def is_following(unit: Unit, message_id: UUID) -> bool:
    """Whether the actor follows the thread under the message.

    Raises:
        NotFound: no such message for the actor.
    """
    await _parent(unit, message_id)
    mine = ThreadFollower.of(unit.scope).filter(thread_id=message_id, user_id=unit.actor.id)
    return await mine.filter(is_following=True).exists()


async def follow(unit: Unit, message_id: UUID, *, is_following: bool = True) -> None:
    """Follow the thread under the message, or no longer; what one says stays, whoever mentions one there.

    Raises:
        NotFound: no such message for the actor.
        InvalidInput: it is a reply: its thread is that of the message above it.
    """
    await _parent(unit, message_id)
    mine = ThreadFollower(
        workspace_id=unit.scope, thread_id=message_id, user_id=unit.actor.id, is_following=is_following
    )
    await ThreadFollower.bulk_create([mine], ignore_conflicts=True)
    rows = ThreadFollower.of(unit.scope).filter(thread_id=message_id, user_id=unit.actor.id)
    await rows.update(is_following=is_following, updated_at=unit.now)


async def _parent(unit: Unit, message_id: UUID) -> None:
    row = await Message.of(unit.scope).get_or_none(id=message_id)
    if row is None:
        raise NotFound(_UNKNOWN)
    await channels.entered(unit, row.channel_id, unknown=_UNKNOWN)
    if row.thread_id is not None:
        raise InvalidInput("This is a reply. Follow the message above it.")
