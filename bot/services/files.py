"""Uploads and downloads, checked by membership of the file's channel on every way in and out."""

import asyncio
from collections.abc import AsyncIterator, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.messages import Attachment, ContentType
from bot.contracts.unit import Role, Unit
from bot.services import access, channels, file_types, pictures, run_outputs
from config.clock import new_id
from config.errors import InvalidInput, NotFound
from storage.bulk import Call, Found, statement
from storage.files import THUMBNAIL, FileStore, Stored
from storage.models.chat import Message
from storage.models.files import File, RunOutput

LARGEST, LARGEST_OF_GUESTS = 25 << 20, 5 << 20
CHUNK = 256 << 10
_UNKNOWN = "This file does not exist."
_ATTACH = statement(
    "UPDATE files SET message_id = ? WHERE workspace_id = ? AND id = ? AND message_id IS NULL"
)


class FileView(BaseModel):
    """A file as those who may read its channel see it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    channel_id: UUID
    user_id: UUID | None
    name: str
    size: int
    content_type: str
    width: int | None
    height: int | None
    has_thumbnail: bool
    created_at: datetime

    def details(self) -> dict[str, Any]:
        """As ``file_details_json`` of a message."""
        fields = {"name", "size", "content_type", "width", "height", "has_thumbnail"}
        return {"file_id": str(self.id)} | self.model_dump(mode="json", include=fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Bytes that have come and are looked at, but belong to nothing yet."""

    stored: Stored
    name: str
    content_type: str
    width: int | None = None
    height: int | None = None
    has_thumbnail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """Bytes to send, and whether a browser may show them in place. Of what is ours the type is certain."""

    path: Path
    name: str
    content_type: str
    is_shown: bool
    is_ours: bool = False

    @property
    def sent_as(self) -> str:
        """The content type that is told; what people sent up has none where it is not shown."""
        return self.content_type if self.is_shown or self.is_ours else "application/octet-stream"


class Attachments:
    """Takes bytes in and says where they are; the rows are written by ``create``."""

    def __init__(self, store: FileStore) -> None:
        """Keep bytes in that store."""
        self._store = store
        # A picture takes some hundred megabytes while it is looked at, however small its file: one at a time,
        # always in the same thread, since each keeps for itself what it has once taken.
        self._one_at_a_time = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    async def receive(self, chunks: AsyncIterator[bytes], name: str) -> Received:
        """Keep what comes and find out what it is.

        Raises:
            InvalidInput: empty, of a kind that is not taken, or a picture that is too large; nothing is kept.
        """
        stored = await self._store.receive(chunks)
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._one_at_a_time, self._looked_at, stored, name)
        except BaseException:
            await self._store.remove(stored.name)
            raise

    def _looked_at(self, stored: Stored, name: str) -> Received:
        if stored.size == 0:
            raise InvalidInput("The file is empty.")
        with stored.path.open("rb") as file:
            content_type = file_types.type_of(file.read(file_types.HEAD_BYTES), name)
        if content_type is None:
            raise InvalidInput(
                "Files of this kind are not taken. Documents, pictures, sound, video, text and archives are.",
                code="unsupported_media_type",
            )
        if content_type not in file_types.IMAGES:
            return Received(stored=stored, name=name, content_type=content_type)
        found = pictures.measured(stored.path, self._store.path(stored.name + THUMBNAIL))
        width, height, has_thumbnail = found or (None, None, False)
        return Received(
            stored=stored,
            name=name,
            content_type=content_type,
            width=width,
            height=height,
            has_thumbnail=has_thumbnail,
        )

    async def forget(self, received: Received) -> None:
        """Let the bytes go again: no row came to name them."""
        await self._store.remove(received.stored.name)

    async def download(self, unit: Unit, file_id: UUID, *, is_thumbnail: bool = False) -> Download:
        """The bytes of a file, or of its small copy.

        Raises:
            NotFound: unknown, or of a channel the actor may not read, or there is no small copy.
        """
        row = await _row(unit, file_id)
        name = row.stored_name
        content_type = row.content_type
        if is_thumbnail:
            if not row.has_thumbnail:
                raise NotFound("This file has no small copy.")
            name, content_type = name + THUMBNAIL, "image/webp"
        path = self._store.path(name)
        if not await asyncio.to_thread(path.is_file):
            raise NotFound("This file is gone.")
        is_shown = content_type in file_types.IN_PLACE
        return Download(path=path, name=row.name, content_type=content_type, is_shown=is_shown)

    async def output(self, kept: RunOutput) -> Download:
        """The bytes of a run's output; the caller answers for the right of whoever reads it.

        Raises:
            NotFound: the file is gone.
        """
        path = self._store.path(kept.stored_name)
        if not await asyncio.to_thread(path.is_file):
            raise NotFound("This file is gone.")
        name, content_type = run_outputs.file_name(kept), f"{kept.content_type}; charset=utf-8"
        return Download(path=path, name=name, content_type=content_type, is_shown=False, is_ours=True)

    async def attachment(self, unit: Unit, details: Mapping[str, Any]) -> Attachment | None:
        """The file that ``file_details_json`` names, to be sent elsewhere; None: it is gone. The caller
        answers for whoever sees it there.
        """
        row = await File.of(unit.scope).get_or_none(id=UUID(str(details["file_id"])))
        if row is None or not await asyncio.to_thread(self._store.path(row.stored_name).is_file):
            return None
        path = self._store.path(row.stored_name)

        async def read() -> AsyncIterator[bytes]:
            with await asyncio.to_thread(path.open, "rb") as file:
                while chunk := await asyncio.to_thread(file.read, CHUNK):
                    yield chunk

        return Attachment(name=row.name, content_type=row.content_type, size=row.size, read=read)


async def allowance(unit: Unit, channel_id: UUID) -> int:
    """How many bytes a file of the actor in that channel may have.

    Raises:
        NotFound: no such channel for the actor.
    """
    access.require(unit, "files.upload")
    await channels.entered(unit, channel_id)
    return LARGEST_OF_GUESTS if unit.actor.role is Role.GUEST else LARGEST


async def create(unit: Unit, channel_id: UUID, received: Received) -> FileView:
    """The file that was received, in that channel; it waits for the message it is sent with.

    Raises:
        NotFound: no such channel for the actor.
    """
    await allowance(unit, channel_id)
    return await keep(unit, channel_id, received, unit.actor.id)


async def keep(unit: Unit, channel_id: UUID, received: Received, user_id: UUID | None) -> FileView:
    """``create``, where the caller answers for the right of whoever sent it."""
    stored = received.stored
    row = await File.create(
        id=new_id(),
        workspace_id=unit.scope,
        channel_id=channel_id,
        user_id=user_id,
        name=received.name,
        size=stored.size,
        content_type=received.content_type,
        digest=stored.digest,
        stored_name=stored.name,
        width=received.width,
        height=received.height,
        has_thumbnail=received.has_thumbnail,
    )
    return FileView.model_validate(row)


async def content(unit: Unit, channel_id: UUID, said: dict[str, Any]) -> dict[str, Any]:
    """``content_json`` of a message with a file: what the sender named, filled in from the stored file.

    Raises:
        NotFound: no file of this channel that the actor sent up.
    """
    file_id = UUID(str(said["file_details_json"]["file_id"]))
    mine = File.of(unit.scope).filter(channel_id=channel_id, user_id=unit.actor.id)
    row = await mine.get_or_none(id=file_id)
    if row is None:
        raise NotFound("This file does not exist in the channel. Upload it first.")
    filled: dict[str, Any] = {"file_details_json": FileView.model_validate(row).details()}
    if said.get("text_body"):
        filled["text_body"] = said["text_body"]
    return filled


def attaching(workspace_id: UUID, file_id: UUID, message_id: UUID) -> Generator[Call, Found, None]:
    """Steps that keep with the file which message it first came with."""
    yield Call(_ATTACH, (message_id, workspace_id, file_id))


async def _row(unit: Unit, file_id: UUID) -> File:
    access.require(unit, "files.read")
    row = await File.of(unit.scope).get_or_none(id=file_id)
    if row is None:
        raise NotFound(_UNKNOWN)
    await channels.entered(unit, row.channel_id, unknown=_UNKNOWN)
    return row


async def withdraw(unit: Unit, message_id: UUID) -> None:
    """Let go of the files of a message with a file that was taken back, where no other carries them; their
    bytes are swept away.
    """
    for row in await File.of(unit.scope).filter(message_id=message_id):
        left = Message.of(unit.scope).filter(
            channel_id=row.channel_id, sender_id=row.user_id, deleted_at=None
        )
        carrying = await left.filter(content_type=ContentType.FILE_ATTACHMENT.value).order_by("seq")
        others = [one for one in carrying if one.content_json["file_details_json"]["file_id"] == str(row.id)]
        if others:
            await File.of(unit.scope).filter(id=row.id).update(message_id=others[0].id)
        else:
            await row.delete()


async def named(names: list[str]) -> set[str]:
    """Those of the stored names that some file or output has, in any workspace: the others may be swept
    away.
    """
    # every workspace: the folder of bytes is one
    uploaded = await File.filter(stored_name__in=names).values_list("stored_name", flat=True)
    # every workspace: the same folder
    outputs = await RunOutput.filter(stored_name__in=names).values_list("stored_name", flat=True)
    return {str(one) for one in (*uploaded, *outputs)}
