"""Files that came with a platform's messages: expected with the message, fetched by a worker, then posted in
its author's name.
"""

from collections.abc import Generator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bot.contracts.messages import ContentType
from bot.contracts.platforms import Heard, RemoteFile
from bot.contracts.unit import Unit
from bot.services import authors, channels, chat, copies, files, posts
from bot.services.files import Received
from bot.services.storing import NewMessage, storing, there
from config.clock import new_id
from storage.bulk import Call, Found, Steps, decoded, statement
from storage.db import Database
from storage.models.mirrors import ChannelLink, InboundFile
from storage.models.users import User

JOB = "fetch_file"
MOST_ATTEMPTS = 6
_COLUMNS = (
    "id workspace_id link_id channel_id thread_id user_id external_id part name size reference_json attempts"
)
_CLAIM = statement(
    "UPDATE inbound_files SET attempts = attempts + 1, lease_until = {later} WHERE id = ?"
    " AND state = 'pending' AND next_at <= ? AND (lease_until IS NULL OR lease_until < {now})"
    f" RETURNING {', '.join(_COLUMNS.split())}"
)
_OVER = statement(
    "UPDATE inbound_files SET state = ?, error_text = ?, next_at = ?, lease_until = NULL, updated_at = ?"
    " WHERE id = ? AND state = 'pending' RETURNING id"
)
_DUE = statement(
    "SELECT id, attempts FROM inbound_files WHERE state = 'pending' AND next_at <= ?"
    " AND (lease_until IS NULL OR lease_until < {now}) ORDER BY next_at LIMIT 200"
)


async def expect(unit: Unit, link: ChannelLink, heard: Heard, user_id: UUID, thread_id: UUID | None) -> None:
    """Have the message's files fetched; expected already they are not expected again."""
    has_text = bool(heard.text.strip())
    rows = [
        InboundFile(
            id=new_id(), workspace_id=unit.scope, link_id=link.id, channel_id=link.channel_id,
            thread_id=thread_id, user_id=user_id, external_id=heard.external_id,
            part=at + 1 if has_text else at, name=file.name[:300] or "file", size=file.size,
            reference_json=dict(file.reference_json), next_at=unit.now,
        )
        for at, file in enumerate(heard.files)
    ]  # fmt: skip
    before = InboundFile.of(unit.scope).filter(link_id=link.id, external_id=heard.external_id)
    if await before.exists():
        return
    await InboundFile.bulk_create(rows, ignore_conflicts=True)
    unit.write(Steps(lambda: copies.heard_of(link, heard.external_id)))
    for row in rows:
        unit.nudge(JOB, row.id)


def claiming(file_id: UUID, at: datetime, lease_seconds: float) -> Steps[InboundFile | None]:
    """Take the file for that long; None when it is not to be had."""

    def script() -> Generator[Call, Found, InboundFile | None]:
        found = yield Call(_CLAIM, (lease_seconds, file_id, at))
        return InboundFile(**decoded(InboundFile, _COLUMNS, found[0])) if found else None

    return Steps(script)


def remote(row: InboundFile) -> RemoteFile:
    """What its adapter fetches it by."""
    return RemoteFile(name=row.name, size=row.size, reference_json=row.reference_json)


async def arrived(unit: Unit, row: InboundFile, link: ChannelLink, received: Received) -> None:
    """Post the file in its author's name, once."""
    kept = await files.keep(unit, row.channel_id, received, row.user_id)
    await _posted(unit, row, link, (ContentType.FILE_ATTACHMENT, {"file_details_json": kept.details()}))


async def missing(unit: Unit, row: InboundFile, link: ChannelLink, why: str) -> None:
    """Say in the channel that there is a file which could not be brought over."""
    told = f"📎 {row.name} is on {link.adapter.title()} alone: {why}"
    await _posted(unit, row, link, (ContentType.TEXT, {"text_body": told}), why=why)


async def _posted(
    unit: Unit,
    row: InboundFile,
    link: ChannelLink,
    said: tuple[ContentType, dict[str, Any]],
    why: str | None = None,
) -> None:
    content_type, content = said
    channel = await channels.entered(unit, row.channel_id)
    user = await User.get_or_none(id=row.user_id)
    name = user.name if user is not None else authors.GONE
    new = NewMessage(
        workspace_id=unit.scope,
        channel_id=row.channel_id,
        sender_id=row.user_id,
        sender_type="user",
        content_type=content_type,
        content_json=content,
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=row.thread_id,
        client_message_id=f"{link.adapter}:{row.external_id}:file{row.part}"[:100],
        origin_link_id=row.link_id,
    )
    named = row.external_id if row.part == 0 else f"{row.external_id}#{row.part}"

    def script() -> Generator[Call, Found, None]:
        if not (yield Call(_OVER, ("done" if why is None else "failed", why, unit.now, unit.now, row.id))):
            return
        stored, is_new = there((yield from storing(new)))
        if is_new:
            yield Call(
                copies.INSERT,
                copies.values(link, stored["id"], named, part=row.part, is_ours=False, at=unit.now),
            )
            yield from posts.recording(unit, stored, channel.type)
            yield from chat.attached(stored)
            posts.news(stored, name).tell(unit)

    unit.write(Steps(script))


def putting_off(row: InboundFile, at: datetime, why: str) -> Steps[None]:
    """Try again later: in 1 s, doubling to 60 s."""

    def script() -> Generator[Call, Found, None]:
        again = at + timedelta(seconds=min(60.0, 2.0 ** (row.attempts - 1)))
        yield Call(_OVER, ("pending", why[:1000], again, at, row.id))

    return Steps(script)


async def due(database: Database, at: datetime) -> Sequence[tuple[UUID, int]]:
    """What nobody has in hand, of all workspaces, with the attempt that a job for it would be."""
    found = await database.fetch(_DUE, (at,))
    return [(UUID(str(file_id)), attempts) for file_id, attempts in found]
