"""The kit as a pytest plugin (entry point ``ionflux.testing``): a fixture for each platform's server.

Each server is imported by its fixture: pytest starts without any of them.
"""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer


@pytest.fixture
async def slack() -> "AsyncIterator[SlackServer]":
    """A Slack of the test's own."""
    from tests.platforms.slack.server import SlackServer

    async with SlackServer.started() as started:
        yield started
