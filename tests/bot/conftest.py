"""What tests of the kernel share."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.app import App
from bot.gates import make_gates
from bot.runtime.units import Units
from config.failpoints import arm
from storage.db import Database
from storage.models.events import OutboxEvent
from tests.bot.mirror import Mirror
from tests.fakes import FrozenClock, RecordingLive, RecordingQueue


@pytest.fixture
async def mirror(app: App, clock: FrozenClock, tmp_path: Path) -> AsyncIterator[Mirror]:
    yield await Mirror(app, make_gates(app), tmp_path / "files").begin()
    arm("", is_test=True)


@pytest.fixture
def queue() -> RecordingQueue:
    return RecordingQueue(OutboxEvent.all().count)


@pytest.fixture
def live() -> RecordingLive:
    return RecordingLive()


@pytest.fixture
async def units(database: Database, queue: RecordingQueue, live: RecordingLive) -> AsyncIterator[Units]:
    made = Units(database, queue, live)  # type: ignore[arg-type]
    following = asyncio.ensure_future(made.aftermath.run())
    yield made
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following
