"""The two Discords, each with what a scenario needs to be there. Both are spoken to by discord.py: ours over
its own addresses, simcord's in the same process, in the place of the library's HTTP client and gateway.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.platforms.comparing import beside
from tests.platforms.discord.server import DiscordServer

PERSON = "Ana Holm"


class App(discord.Client):
    """An app that remembers what it is told of."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.messages = intents.message_content = intents.reactions = True
        super().__init__(intents=intents, chunk_guilds_at_startup=False)
        self.heard: list[tuple[str, Any]] = []
        self.interaction: discord.Interaction | None = None
        self._news = asyncio.Condition()

    async def until(self, count: int) -> list[tuple[str, Any]]:
        """What was heard, once it is so much."""
        async with asyncio.timeout(5), self._news:
            while len(self.heard) < count:
                await self._news.wait()
        return self.heard

    async def _keep(self, kind: str, what: Any) -> None:
        async with self._news:
            self.heard.append((kind, what))
            self._news.notify_all()

    async def on_message(self, message: discord.Message) -> None:
        await self._keep("message", (message.author.bot, message.content))

    async def on_raw_message_edit(self, told: discord.RawMessageUpdateEvent) -> None:
        await self._keep("edit", told.data["content"])

    async def on_raw_message_delete(self, told: discord.RawMessageDeleteEvent) -> None:
        await self._keep("delete", told.message_id)

    async def on_raw_reaction_add(self, told: discord.RawReactionActionEvent) -> None:
        await self._keep("react", str(told.emoji))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.interaction = interaction
        await self._keep("interaction", (interaction.data or {}).get("custom_id"))


class DiscordKit(Protocol):
    """A Discord with a guild, an app in it, and a person."""

    app: App
    application: str
    person: str

    async def channel(self) -> str:
        """A new text channel."""
        ...

    async def webhook(self, channel: str) -> tuple[str, str]:
        """A webhook of that channel: its id and its token."""
        ...

    async def listen(self) -> None:
        """Have the app hear of what happens."""
        ...

    async def says(self, channel: str, text: str) -> str:
        """The person writes; the message's id."""
        ...

    async def reacts(self, channel: str, message: str, emoji: str) -> None:
        """The person puts an emoji under it."""
        ...

    async def presses(self, channel: str, message: str, label: str) -> tuple[str, str]:
        """The person presses that button: the id and the token of the interaction."""
        ...

    def limit(self) -> None:
        """Have the platform hold to its rate limits."""
        ...


class Ours:
    """Our local Discord."""

    def __init__(self, server: DiscordServer) -> None:
        self.server, self.app = server, App()
        self.application, self._ana = server.application_id, server.person(PERSON)
        self.person = self._ana.id
        self._tasks: list[asyncio.Task[Any]] = []

    async def channel(self) -> str:
        return self.server.channel("orders").id

    async def webhook(self, channel: str) -> tuple[str, str]:
        made = self.server.webhook(self.server.channels[channel], "Builds")
        return made.id, made.token

    async def listen(self) -> None:
        self._tasks.append(asyncio.create_task(self.app.connect(reconnect=False)))
        await self.server.gateway.is_ready.wait()

    async def says(self, channel: str, text: str) -> str:
        return (await self._ana.says(text, in_=self.server.channels[channel])).id

    async def reacts(self, channel: str, message: str, emoji: str) -> None:
        await self._ana.reacts(self.server.channels[channel].messages[message], emoji)

    async def presses(self, channel: str, message: str, label: str) -> tuple[str, str]:
        pressed = self._ana.presses(self.server.channels[channel].messages[message], label)
        self._tasks.append(asyncio.create_task(pressed))
        return await _interaction(self.app)

    def limit(self) -> None:
        self.server.limiter.is_on = True

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.app.close()


class Simcord:
    """A Discord of simcord's, in this process."""

    def __init__(self, env: Any, app: App) -> None:
        self._env, self.app = env, app
        self.application = str(env.backend.application_id)
        self._guild = env.create_guild()
        self._ana = self._guild.add_member(env.create_user(PERSON))
        self.person = str(self._ana.id)
        self._channels: dict[str, Any] = {}

    async def channel(self) -> str:
        made = self._guild.create_text_channel("orders")
        self._channels[str(made.id)] = made
        return str(made.id)

    async def webhook(self, channel: str) -> tuple[str, str]:
        made = self._guild.create_webhook(self._channels[channel], "Builds")
        return str(made.id), self._env.backend.get_webhook(made.id).token

    async def listen(self) -> None:
        """It does from the first."""

    async def says(self, channel: str, text: str) -> str:
        return str((await self._ana.send(self._channels[channel], text)).id)

    async def reacts(self, channel: str, message: str, emoji: str) -> None:
        await self._ana.react(self._message(channel, message), emoji)

    async def presses(self, channel: str, message: str, label: str) -> tuple[str, str]:
        await self._ana.click(self._message(channel, message), label=label)
        return await _interaction(self.app)

    def limit(self) -> None:
        """It has none."""

    def _message(self, channel: str, message: str) -> Any:
        return next(one for one in self._channels[channel].history() if str(one.id) == message)


async def _interaction(app: App) -> tuple[str, str]:
    while app.interaction is None:
        await app.until(len(app.heard) + 1)
    return str(app.interaction.id), app.interaction.token


@asynccontextmanager
async def ours() -> AsyncIterator[DiscordKit]:
    async with DiscordServer.started() as server:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Route, "BASE", server.url)
            patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(server.gateway_url))
            kit = Ours(server)
            await kit.app.login(server.token)
            try:
                yield kit
            finally:
                await kit.close()


@asynccontextmanager
async def simcord() -> AsyncIterator[DiscordKit]:
    app = App()
    async with beside.simcord().run(app) as env:
        yield Simcord(env, app)


async def call(kit: DiscordKit, method: str, path: str, **given: Any) -> Any:
    """The answer of the route, by the library's own HTTP client."""
    return await kit.app.http.request(Route(method, path), **given)


async def outcome(asked: Any) -> tuple[int, int]:
    """The status and Discord's code of a refusal; nothing but zeros where there is none."""
    try:
        await asked
    except discord.HTTPException as refused:
        return refused.status, refused.code
    return 0, 0
