"""An installation on real processes, with a channel that is one conversation on three platforms."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from config.settings import Settings
from tests.flows.stack import ROLES, Stack
from tests.platforms.discord.server import DiscordServer
from tests.platforms.slack.server import SlackServer
from tests.platforms.telegram.server import TelegramServer

ALL_ROLES = (*ROLES, "gateway")


@dataclass(slots=True)
class Somebody:
    """One person of the workspace, with an account on each platform."""

    name: str
    slack: Any
    discord: Any
    telegram: Any


class Everywhere:
    """The stack, the three platforms, and the places that are linked to the channel ``alerts``."""

    def __init__(
        self, stack: Stack, platforms: tuple[SlackServer, DiscordServer, TelegramServer], *, is_forum: bool
    ) -> None:
        self.stack = stack
        self.slack, self.discord, self.telegram = platforms
        self.shop = self.slack.channel("shop")
        self.orders = self.discord.channel("orders")
        self.group = self.telegram.group("Orders", is_forum=is_forum)

    @property
    def path(self) -> str:
        return f"/api/v1/channels/{self.stack.alerts_id}"

    async def link(self) -> None:
        for platform, place in (
            ("slack", self.shop.id), ("discord", self.orders.id), ("telegram", str(self.group.id))
        ):  # fmt: skip
            await self.stack.call("POST", f"{self.path}/links", platform=platform, external_channel_id=place)

    async def connected(self) -> None:
        """Return when the gateway holds all three."""
        await self.slack.sockets.connected(1)
        await self.discord.gateway.is_ready.wait()
        await self.telegram.until(lambda: self.telegram.commands)

    async def somebody(self, name: str) -> Somebody:
        """The owner, by accounts of that name."""
        person = Somebody(
            name, self.slack.person(name), self.discord.person(name), self.telegram.person(name)
        )
        await person.slack.commands(f"/link account {await self._code()}", in_=self.shop)
        await self.slack.until(lambda: person.slack.told)
        asked = await person.discord.commands("link account", {"code": await self._code()}, in_=self.orders)
        await asked.answered.wait()
        direct = person.telegram.direct
        await person.telegram.commands(f"/link account {await self._code()}", in_=direct)
        await self.telegram.until(lambda: len(direct.messages) > 1)
        return person

    async def _code(self) -> str:
        return str((await self.stack.call("POST", "/api/v1/me/link-codes"))["code"])

    async def says(self, text: str, **more: Any) -> dict[str, Any]:
        said = {"content_type": "markdown", "content_json": {"text_body": text}, **more}
        return dict(await self.stack.call("POST", f"{self.path}/messages", **said))

    async def messages(self, query: str = "") -> list[dict[str, Any]]:
        """All of the channel's messages, oldest first."""
        items: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = await self.stack.call("GET", f"{self.path}/messages?limit=200{query}{cursor}")
            items += page["items"]
            if not page["next_cursor"]:
                return list(reversed(items))
            cursor = f"&cursor={page['next_cursor']}"

    def texts(self) -> Sequence[tuple[Any, Any]]:
        """For each platform its server, and what a reader sees of the linked place, its threads included."""
        return [
            (self.slack, lambda: [_read(one) for one in self.slack.person("Reader").sees(self.shop)]),
            (self.discord, self._on_discord),
            (self.telegram, lambda: [_read(one) for one in self.telegram.person("Reader").sees(self.group)]),
        ]

    def _on_discord(self) -> list[str]:
        reader = self.discord.person("Reader")
        threads = [one for one in self.discord.channels.values() if one.parent_id == self.orders.id]
        return [_read(one) for place in (self.orders, *threads) for one in reader.sees(place)]

    async def until(self, there: Callable[[], Any], *, seconds: float = 20.0) -> None:
        """Return when it is so; looked at again after whatever happens on any platform."""
        servers = (self.slack, self.discord, self.telegram)
        looking = [asyncio.ensure_future(server.until(there)) for server in servers]
        try:
            async with asyncio.timeout(seconds):
                await asyncio.wait(looking, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in looking:
                one.cancel()
            await asyncio.wait(looking)

    async def everywhere(self, *parts: str, seconds: float = 15.0) -> None:
        """Return when each platform shows a text that has all these parts."""
        for server, texts in self.texts():
            try:
                async with asyncio.timeout(seconds):
                    await server.until(lambda texts=texts: _has(texts(), parts))
            except TimeoutError:
                raise AssertionError(f"{parts} not among {texts()}") from None


def _has(texts: Sequence[str], parts: Sequence[str]) -> bool:
    return any(all(part in text for part in parts) for text in texts)


def _read(seen: Any) -> str:
    return f"{seen.author}: {seen.text}"


@asynccontextmanager
async def everywhere(
    settings: Settings, *, is_forum: bool = True, **environment: str
) -> AsyncIterator[Everywhere]:
    """All of it, started and linked."""
    async with AsyncExitStack() as opened:
        slack = await opened.enter_async_context(SlackServer.started())
        discord = await opened.enter_async_context(DiscordServer.started())
        telegram = await opened.enter_async_context(TelegramServer.started())
        environment |= slack.env() | discord.env() | telegram.env()
        running = Stack.running(settings, environment=environment, roles=ALL_ROLES)
        stack = await opened.enter_async_context(running)
        world = Everywhere(stack, (slack, discord, telegram), is_forum=is_forum)
        await world.link()
        await world.connected()
        yield world
