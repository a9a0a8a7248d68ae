"""What the tests of Slack are made of."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from adapters.slack.adapter import SlackAdapter
from adapters.slack.settings import SlackSettings
from bot.contracts.messages import Attachment, OutboundMessage, Place
from config.clock import new_id
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.state import Channel

URL = "https://ionflux.example"


def settings(slack: SlackServer, *, socket: bool = True) -> SlackSettings:
    given = {
        name.removeprefix("IONFLUX_SLACK_").lower(): value for name, value in slack.env(socket=socket).items()
    }
    return SlackSettings(**given)  # type: ignore[arg-type]


@asynccontextmanager
async def listening(adapter: SlackAdapter, slack: SlackServer) -> AsyncIterator[None]:
    before = slack.sockets.opened
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(adapter.listen())
        await slack.sockets.connected(before + 1)
        try:
            yield
        finally:
            task.cancel()


def place(slack: SlackServer, channel: Channel, thread: str | None = None) -> Place:
    return Place(
        adapter="slack",
        account=slack.team.id,
        channel=channel.id,
        thread=thread,
        is_direct=channel.kind == "im",
    )


def message(text: str = "", **fields: Any) -> OutboundMessage:
    return OutboundMessage(key=new_id(), body_text=text, **fields)


def attached(name: str, content: bytes) -> Attachment:
    async def read() -> AsyncIterator[bytes]:
        yield content

    return Attachment(name=name, content_type="text/csv", size=len(content), read=read)
