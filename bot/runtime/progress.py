"""A run's status message while the run goes on: edited at most once in so many seconds, the latest wins."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.services.statuses import Status
from config.clock import monotonic
from config.errors import StorageError
from config.logs import logger

LONGEST_TEXT, LONGEST_SHOWN = 200, 2_000

_log = logger(__name__)

Tell = Callable[[Status], Awaitable[bool]]
"""Stores the status; whether the run is still ours to tell of."""


class StatusLine:
    """What is said of one run. Saying never waits: what is not shown in time is not shown."""

    def __init__(self, tell: Tell, *, seconds: float) -> None:
        """Show it by ``tell``, with at least so many seconds between two times."""
        self._tell = tell
        self._seconds = seconds
        self._latest = Status(status="running", text="Working")
        self._has_news = asyncio.Event()
        self._has_news.set()

    def begin(self, step: str) -> None:
        """A step of that name begins."""
        self._latest = replace(self._latest, step=step)
        self._has_news.set()

    def say(self, text: str, share: float | None) -> None:
        """Say how far the run is."""
        progress = None if share is None else min(max(float(share), 0.0), 1.0)
        self._latest = replace(self._latest, text=text[:LONGEST_TEXT], progress=progress)
        self._has_news.set()

    def show(self, text: str) -> None:
        """Let people read along in what is being written."""
        self._latest = replace(self._latest, text=text[-LONGEST_SHOWN:])
        self._has_news.set()

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[None]:
        """Show what is said while the block runs."""
        showing = asyncio.ensure_future(self._show())
        try:
            yield
        finally:
            showing.cancel()
            await asyncio.wait([showing])
            if not showing.cancelled() and (broken := showing.exception()) is not None:
                _log.error("status_broken", exc_info=broken)

    async def _show(self) -> None:
        """A run that ends within the first seconds is told of by its end alone."""
        told_at = monotonic()
        while True:
            await self._has_news.wait()
            await asyncio.sleep(max(0.0, told_at + self._seconds - monotonic()))
            self._has_news.clear()
            told_at = monotonic()
            try:
                if not await self._tell(self._latest):
                    return
            except StorageError as busy:
                _log.info("status_not_shown", why=str(busy))
