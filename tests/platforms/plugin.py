"""The kit as a pytest plugin (entry point ``ionflux.testing``): a fixture for each platform's server.

Each server is imported by its fixture: pytest starts without any of them.
"""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.platforms.discord.server import DiscordServer
    from tests.platforms.slack.server import SlackServer
    from tests.platforms.telegram.server import TelegramServer


@pytest.fixture
async def slack() -> "AsyncIterator[SlackServer]":
    """A Slack of the test's own."""
    from tests.platforms.slack.server import SlackServer

    async with SlackServer.started() as started:
        yield started


@pytest.fixture
async def discord() -> "AsyncIterator[DiscordServer]":
    """A Discord of the test's own."""
    from tests.platforms.discord.server import DiscordServer

    async with DiscordServer.started() as started:
        yield started


@pytest.fixture
async def telegram() -> "AsyncIterator[TelegramServer]":
    """A Telegram of the test's own."""
    from tests.platforms.telegram.server import TelegramServer

    async with TelegramServer.started() as started:
        yield started
