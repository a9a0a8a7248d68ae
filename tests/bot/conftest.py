"""What tests of the kernel share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App
from bot.gates import make_gates
from config.failpoints import arm
from tests.bot.mirror import Mirror
from tests.fakes import FrozenClock


@pytest.fixture
async def mirror(app: App, clock: FrozenClock, tmp_path: Path) -> AsyncIterator[Mirror]:
    yield await Mirror(app, make_gates(app), tmp_path / "files").begin()
    arm("", is_test=True)
