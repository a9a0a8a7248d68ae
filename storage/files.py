"""Attachments: bytes in a folder, named at random. The row that names them is the truth; bytes that no row
names are swept away.
"""

import asyncio
import hashlib
import os
import secrets
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from config.errors import StorageFull
from config.failpoints import failpoint_async
from storage.failures import storage_error

# So much is gathered before a thread writes it.
_BLOCK = 1 << 20
_COMING = ".coming"
THUMBNAIL = ".thumbnail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Bytes that lie safely: under which name, how many, and their SHA-256."""

    name: str
    size: int
    digest: str
    path: Path


class FileStore(Protocol):
    """Where attachments lie."""

    async def receive(self, chunks: AsyncIterator[bytes]) -> Stored:
        """Keep what comes; it is on the disk when this returns. A failure leaves nothing behind."""

    def path(self, name: str) -> Path:
        """Where the bytes of that name are."""

    async def remove(self, name: str) -> None:
        """Forget them; twice is once."""

    async def older_than(self, moment: float) -> Collection[str]:
        """The names of what has lain since before then (seconds of the epoch), unfinished ones included."""


class LocalFiles:
    """A folder on this machine, or one that several machines share."""

    def __init__(self, folder: Path) -> None:
        """Keep files there; it is made at the first one."""
        self._folder = folder

    async def receive(self, chunks: AsyncIterator[bytes]) -> Stored:
        """Keep what comes; it is on the disk when this returns. A failure leaves nothing behind.

        Raises:
            StorageFull: there is no room.
        """
        name = secrets.token_hex(20)
        coming = self._folder / name[:2] / (name + _COMING)
        size, digest = 0, hashlib.sha256()
        try:
            file = await asyncio.to_thread(_opened, coming)
            try:
                async for block in _blocks(chunks):
                    await failpoint_async("upload.mid")
                    await asyncio.to_thread(file.write, block)
                    digest.update(block)
                    size += len(block)
                await asyncio.to_thread(_synced, file)
            finally:
                file.close()
            await asyncio.to_thread(_settled, coming, self.path(name))
        except BaseException as failed:
            coming.unlink(missing_ok=True)
            if isinstance(failed, OSError) and isinstance(full := storage_error(failed), StorageFull):
                raise full from failed
            raise
        return Stored(name=name, size=size, digest=digest.hexdigest(), path=self.path(name))

    def path(self, name: str) -> Path:
        """Where the bytes of that name are."""
        return self._folder / name[:2] / name

    async def remove(self, name: str) -> None:
        """Forget them, and what was made of them; twice is once."""
        for path in (self.path(name), self.path(name + THUMBNAIL), self.path(name + _COMING)):
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def older_than(self, moment: float) -> Collection[str]:
        """The names of what has lain since before then (seconds of the epoch), unfinished ones included."""
        return await asyncio.to_thread(lambda: set(self._names(moment)))

    def _names(self, moment: float) -> Iterator[str]:
        for path in self._folder.glob("*/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < moment:
                    yield path.name


async def _blocks(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    gathered = bytearray()
    async for chunk in chunks:
        gathered += chunk
        if len(gathered) >= _BLOCK:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)


def _opened(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb")


def _synced(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _settled(coming: Path, path: Path) -> None:
    coming.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
