"""The worker's part of files that come from platforms: claim, fetch, post."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any, cast
from uuid import UUID

from bot.contracts.adapters import Adapter, Fetches
from bot.contracts.unit import SYSTEM
from bot.runtime.units import Units
from bot.services import drains, files, inbound_files
from bot.services.files import Attachments
from config.clock import now
from config.errors import ExternalError, InvalidInput, RateLimited, Rejected, StorageError, Unreachable
from config.logs import bound, logger
from storage.bulk import Steps
from storage.db import Database
from storage.models.mirrors import ChannelLink, InboundFile

AT_ONCE, FETCH_SECONDS = 4, 120.0
MOST_WAITING = 1000

_log = logger(__name__)


class Fetching:
    """Serves the order ``fetch_file``, and looks for files that nobody has in hand."""

    def __init__(
        self, database: Database, units: Units, attachments: Attachments, adapters: Mapping[str, Adapter]
    ) -> None:
        """Keep the parts."""
        self._database = database
        self._units = units
        self._attachments = attachments
        self._adapters = adapters
        self._waiting: asyncio.Queue[UUID] = asyncio.Queue(MOST_WAITING)
        self._known: set[UUID] = set()

    async def take(self, file_id: UUID) -> None:
        """Fetch it soon; what finds no room the sweep finds again."""
        if file_id not in self._known and not self._waiting.full():
            self._known.add(file_id)
            self._waiting.put_nowait(file_id)

    async def run(self, sweep_seconds: float) -> None:
        """Fetch what was taken, some at a time, and sweep, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(self._work())
            while True:
                await asyncio.sleep(sweep_seconds)
                try:
                    for file_id, _ in await inbound_files.due(self._database, now()):
                        await self.take(file_id)
                except StorageError as away:
                    _log.warning("sweep_waits", why=str(away))

    async def _work(self) -> None:
        while True:
            file_id = await self._waiting.get()
            self._known.discard(file_id)
            try:
                await self.fetch(file_id)
            except (StorageError, ExternalError) as away:
                _log.warning("fetch_interrupted", file_id=str(file_id), why=str(away))
            except Exception as broken:  # noqa: BLE001 - the worker's table; the row's lease runs out
                _log.error("fetch_broken", file_id=str(file_id), exc_info=broken)

    async def fetch(self, file_id: UUID) -> None:
        """Claim the file and bring it; nothing happens when it is not to be had."""
        row = await self._write(inbound_files.claiming(file_id, now(), 2 * FETCH_SECONDS))
        if row is None:
            return
        link = await drains.held(self._database, row.link_id)
        with bound(file_id=file_id, workspace_id=row.workspace_id):
            if link is not None:
                await self._brought(row, link)

    async def _brought(self, row: InboundFile, link: ChannelLink) -> None:
        try:
            if row.size is not None and row.size > files.LARGEST:
                raise Rejected("it is larger than 25 MB.", service=link.adapter)
            received = await self._received(row, link)
        except (RateLimited, Unreachable) as away:
            if row.attempts < inbound_files.MOST_ATTEMPTS:
                await self._write(inbound_files.putting_off(row, now(), away.message))
                return
            await self._missing(row, link, away.message)
        except (ExternalError, InvalidInput) as refused:
            await self._missing(row, link, refused.message)
        else:
            async with self._units.open_unit(SYSTEM, row.workspace_id) as unit:
                await inbound_files.arrived(unit, row, link, received)

    async def _received(self, row: InboundFile, link: ChannelLink) -> files.Received:
        adapter = self._adapters.get(link.adapter)
        if adapter is None:
            raise Unreachable(f"'{link.adapter}' is turned off.", service=link.adapter)
        chunks = cast("Fetches", adapter).fetch(link.account, inbound_files.remote(row))
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                return await self._attachments.receive(_bounded(chunks, link.adapter), row.name)
        except TimeoutError as slow:
            raise Unreachable("It did not come in time.", service=link.adapter) from slow

    async def _missing(self, row: InboundFile, link: ChannelLink, why: str) -> None:
        async with self._units.open_unit(SYSTEM, row.workspace_id) as unit:
            await inbound_files.missing(unit, row, link, why)

    async def _write(self, steps: Steps[Any]) -> Any:
        return (await self._database.writer.write([steps]))[0]


async def _bounded(chunks: AsyncIterator[bytes], service: str) -> AsyncIterator[bytes]:
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > files.LARGEST:
            raise Rejected("it is larger than 25 MB.", service=service)
        yield chunk
