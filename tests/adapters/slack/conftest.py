"""A Slack, an adapter that serves it, and a gate that writes down what comes in."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.slack.adapter import SlackAdapter
from bot.contracts.platforms import PlatformHost
from bot.runtime.discovery import find_commands
from tests.adapters.slack.making import URL, settings
from tests.adapters.slack.recording import RecordingGate
from tests.platforms.slack.server import SlackServer


@pytest.fixture
def gate(slack: SlackServer) -> RecordingGate:
    made = RecordingGate()
    made.noted = slack.noted
    return made


@pytest.fixture
async def adapter(slack: SlackServer, gate: RecordingGate) -> AsyncIterator[SlackAdapter]:
    host = PlatformHost(gate=gate, commands=find_commands(), public_url=URL)
    made = SlackAdapter(settings(slack), host)
    yield made
    await made.close()


@pytest.fixture
async def connected(adapter: SlackAdapter, slack: SlackServer) -> AsyncIterator[SlackAdapter]:
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(adapter.listen())
        await slack.sockets.connected()
        yield adapter
        task.cancel()
